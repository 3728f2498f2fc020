"""What a build is asked for, what its steps work with, and what it answers."""

from collections.abc import Mapping
from pathlib import Path

import msgspec

from generator.base.file_stamps import OutputStamp, Stamp
from generator.base.pool import WorkerOptions
from generator.base.problems import Problem, Report
from generator.content.locator import Locator
from generator.incremental.content_cache import Store
from generator.incremental.memo import Memo
from generator.pages.kind import Kind
from generator.site.project import Project
from generator.site.settings import Site
from generator.site.visibility import Change, Clock, Waiting, Watch


class Options(msgspec.Struct, frozen=True):
    """How a site is built. ``base_url`` replaces the settings' ``url`` if given."""

    clock: Clock
    output: Path
    base_url: str = ""
    strict: bool = False
    clean: bool = False
    jobs: int = 0
    #: Whether the output is written; false for ``check``.
    publish: bool = True
    #: The file of the output, by path or address, whose rebuild is to be explained.
    explain: str = ""
    #: The stamps of the content's files by path, if they were taken just before.
    seen: Mapping[str, Stamp] | None = None
    #: The environment variables with which a host may announce the site's address, used if the settings have none yet.
    environment: Mapping[str, str] = {}
    #: Gets what is published, with its texts, before anything is made of it.
    watch: Watch | None = None


class Tools(msgspec.Struct, frozen=True):
    """What all steps of one build work with: the project, its caches, its kinds, and where problems go."""

    project: Project
    options: Options
    crew: WorkerOptions
    report: Report
    where: Locator
    #: The digest of the program.
    program: str
    store: Store
    memo: Memo
    kinds: Mapping[str, Kind]


class Written(msgspec.Struct, frozen=True):
    """What publishing did, in numbers of files; ``foreign`` are the paths of files that no build wrote."""

    written: int
    unchanged: int
    removed: int
    foreign: tuple[str, ...] = ()


class Outcome(msgspec.Struct, frozen=True):
    """The result of a build. Nothing was written if ``written`` is None."""

    problems: tuple[Problem, ...]
    written: Written | None
    seconds: float
    #: The stamps of all output files, and when the site changes next without an edit, and by which file.
    files: dict[str, OutputStamp] = {}
    next: Change | None = None
    #: The files that were rebuilt, even if their bytes are unchanged.
    made: tuple[str, ...] = ()
    #: The answer to ``Options.explain``.
    explained: str = ""
    #: How much is not published, and the settings, as far as both are known.
    waiting: Waiting = Waiting()
    site: Site | None = None
    #: The environment variables that influenced the build.
    asked: dict[str, str] = {}
    notes: tuple[str, ...] = ()
