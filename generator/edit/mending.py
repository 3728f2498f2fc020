"""``check --fix``: mends in files what has one right answer. All else of them stays as it is, byte for byte.

Each edit is tried on the file's text, and the file is read again: it is kept only if nothing but the one value became
another, and nothing is wrong that was not wrong before.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

import msgspec

from generator.base.atomic import write_file
from generator.base.decoding import decode
from generator.base.layout import CONTENT
from generator.base.paths import on_disk
from generator.base.problems import Problem, Report
from generator.build.settings import read_settings
from generator.comments.choose import choose
from generator.content.entry_reader import read_entry
from generator.content.files import is_yaml, sort_files
from generator.content.find import Source, find_files
from generator.edit.files import is_read_only
from generator.edit.mends import Here, Mend, mend
from generator.edit.mends import after as values_after
from generator.edit.places import Text, flat
from generator.newsletters import choose as newsletters
from generator.pages.kind import Kind
from generator.schema.fields import Invalid
from generator.schema.front_matter import read_matter, read_yaml
from generator.schema.nodes import Node
from generator.site.project import Project
from generator.site.settings import SOURCE, read_site

#: How often a file is read again: an error of YAML hides those below it. What is left then is for another round.
_MOST = 200


class Mended(msgspec.Struct, frozen=True):
    """A file with problems that can be mended: its bytes before and after, these problems, and another name for it."""

    path: str
    before: bytes
    after: bytes
    problems: tuple[Problem, ...]
    name: str = ""


class _Read(NamedTuple):
    """What is known of a file's bytes: its problems, and its values if they can be read."""

    problems: tuple[Problem, ...]
    here: Here | None


Reader = Callable[[bytes], _Read]


class Mender:
    """Mends a project's files: it knows by which kind each is read."""

    def __init__(self, project: Project) -> None:
        """Find the files and the settings."""
        self.root = project.root
        found = find_files(self.root, Report())
        self.settings = read_settings(self.root, found, Report())
        self.kinds = self.settings.kinds()
        folders = self.settings.folders(self.kinds)
        sources = sort_files(found, folders, Report())
        self.site: Source | None = sources.site
        self.of: dict[str, Kind] = {
            source.path: kind for kind in self.kinds.values() for source in sources.entries.get(kind.folder, ())
        }

    def mended(self, problems: Sequence[Problem]) -> list[Mended]:
        """Return the files in which some of the problems can be mended, by path. Nothing is written."""
        by_path: dict[str, list[Problem]] = {}
        for problem in problems:
            if problem.mend:
                by_path.setdefault(problem.place.path, []).append(problem)
        found = [self._file(path, here) for path, here in sorted(by_path.items())]
        return [one for one in found if one is not None]

    def _file(self, path: str, problems: list[Problem]) -> Mended | None:
        """Return a file as it is when mended, or None if nothing in it can be."""
        target = Path(on_disk(str(self.root), path))
        if not target.resolve().is_relative_to((self.root / CONTENT).resolve()):
            return None
        try:
            data = target.read_bytes()
            data.decode("utf-8")
        except (OSError, UnicodeDecodeError):
            return None
        renamings = [problem for problem in problems if problem.mend.startswith("rename ")]
        if renamings:
            return self._renamed(path, data, renamings[0])
        reader = self._reader(path)
        if reader is None:
            return None
        ids = [problem for problem in problems if problem.mend.startswith("id ")]
        after, done = _mended(data, reader) if len(ids) < len(problems) else (data, [])
        if ids:
            last = _tried(after, reader(after), ids[:1], reader)
            if last is not None:
                after, done = last, [*done, ids[0]]
        return Mended(path, data, after, tuple(done)) if after != data else None

    def _renamed(self, path: str, data: bytes, problem: Problem) -> Mended | None:
        """Return a text under the name by which it is read, if it then is one of its kind, and the name is free."""
        name = problem.mend.removeprefix("rename ")
        folder = path.rpartition("/")[0]
        top = path.split("/")[1]
        kind = next((kind for kind in self.kinds.values() if kind.folder == top), None)
        taken = Path(on_disk(str(self.root), f"{folder}/{name}"))
        if kind is None or taken.exists() or taken.is_symlink():
            return None
        reading = read_entry(f"{folder}/{name}", data, kind, self._zone, texts=False)
        if any(problem.severity == "error" for problem in reading.problems):
            return None
        return Mended(path, data, data, (problem,), name)

    @property
    def _zone(self) -> ZoneInfo:
        site = self.settings.site
        return site.zone if site else ZoneInfo("UTC")

    def _reader(self, path: str) -> Reader | None:
        """Return the function that reads a file's bytes, or None if it is no content file."""
        if self.site is not None and path in {self.site.path, SOURCE}:
            return _settings
        kind = self.of.get(path)
        zone = self._zone
        if kind is None:
            return None

        def read(data: bytes) -> _Read:
            reading = read_entry(path, data, kind, zone, texts=False)
            return _Read(reading.problems, _here(path, data))

        return read


def carry_out(root: Path, found: Sequence[Mended]) -> list[Mended]:
    """Write the files, each atomically, and return those that were.

    One that changed meanwhile, or is read-only, is left alone.
    """
    done = []
    for one in found:
        target = Path(on_disk(str(root), one.path))
        if target.read_bytes() != one.before or is_read_only(target):
            continue
        if one.name:
            target.rename(target.with_name(one.name))
        else:
            write_file(target, one.after)
        done.append(one)
    return done


def _settings(data: bytes) -> _Read:
    """Return what is known of the settings' bytes."""
    report = Report()
    text = decode(data, SOURCE, report)
    node = read_yaml(text, SOURCE, report) if text is not None else None
    if node is not None:
        site = read_site(node, report)
        if not isinstance(site, Invalid):
            choose(site, report)
            newsletters.choose(site, report)
    return _Read(tuple(report), _here(SOURCE, data))


def _here(path: str, data: bytes) -> Here | None:
    """Return a file's lines and values, or None if it is no text."""
    text = decode(data, path, Report())
    if text is None:
        return None
    lines = Text(data)
    if is_yaml(path):
        return Here(lines, read_yaml(text, path, Report()), len(lines.lines) + 1)
    matter = read_matter(text, path, Report())
    return Here(lines, matter.fields, matter.body_line - 1) if matter else Here(lines, None, 0)


def _mended(data: bytes, reader: Reader) -> tuple[bytes, list[Problem]]:
    """Return a file's bytes with all mended that reading it reports, and what that was."""
    done: list[Problem] = []
    known = reader(data)
    left = _MOST
    for _ in range(_MOST):
        wrong = [problem for problem in known.problems if problem.mend]
        if not wrong:
            break
        new = _tried(data, known, wrong, reader)
        if new is None and len(wrong) > 1:
            # One of them cannot be mended: each is tried by itself.
            for problem in wrong[:left]:
                left -= 1
                new = _tried(data, known, [problem], reader)
                if new is not None:
                    wrong = [problem]
                    break
        if new is None:
            break
        data, done = new, done + wrong
        known = reader(data)
    return data, done


def _tried(data: bytes, known: _Read, problems: Sequence[Problem], reader: Reader) -> bytes | None:
    """Return a file's bytes with problems mended, or None if that is not possible without changing anything else."""
    here = known.here
    if here is None:
        return None
    ways: list[Mend] = []
    for problem in problems:
        way = mend(problem, here)
        if way is None:
            return None
        ways.append(way)
    edits = [way.edit for way in ways]
    if len({(edit.line, edit.start) for edit in edits}) < len(edits):
        return None
    new = here.text.edited(edits)
    after = reader(new)
    if after.here is None:
        return None
    good = _as_meant(here.node, after.here.node, ways) if here.node is not None else _farther(known, after, ways)
    return new if good and new != data and not _worse(known, after, problems) else None


def _as_meant(before: Node, after: Node | None, ways: Sequence[Mend]) -> bool:
    """Return whether nothing of a file's values changed but what was meant to."""
    if after is None:
        return False
    effects = [way.effect for way in ways if way.effect is not None]
    return len(effects) == len(ways) and flat(after) == values_after(effects, flat(before))


def _farther(known: _Read, after: _Read, ways: Sequence[Mend]) -> bool:
    """Return whether a file that could not be read can be now, or gives up farther below."""
    lines = {way.edit.line for way in ways}
    if after.here is not None and after.here.node is not None:
        return True
    if any(way.whole for way in ways):
        return False
    left = {problem.place.line for problem in after.problems if problem.severity == "error"}
    return bool(left) and min(left) > max(lines) and known.problems != after.problems


def _worse(known: _Read, after: _Read, problems: Sequence[Problem]) -> bool:
    """Return whether one of the problems is still there, or a file without errors has one now.

    A file with errors may show others now, since no reader gets beyond the first ones.
    """
    if known.here is None or known.here.node is None:
        return False
    before, now = (Counter((one.severity, one.message) for one in found.problems) for found in (known, after))
    gone = Counter((one.severity, one.message) for one in problems if not one.mend.startswith("id "))
    failed, fails = (any(one.severity == "error" for one in found.problems) for found in (known, after))
    return any((before - gone)[key] < now[key] for key in gone) or (fails and not failed)
