"""The story: from the sources to the site."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from generator import manifest, output, pool
from generator.artifacts import Artifact, Phase
from generator.checks.advice import advise
from generator.checks.content import check_entries
from generator.checks.privacy import Leak, check_content, check_gives, leaks, report_leaks
from generator.codec import pack, unpack
from generator.comments.choose import choose
from generator.config import SOURCE, Site, read_site, rehosted
from generator.fields import Invalid
from generator.frontmatter import read_yaml
from generator.guard import Guard
from generator.kinds.base import Kind
from generator.library import build_library
from generator.media import gather
from generator.model import Entry, Pieces
from generator.output import Made, Stage, Written
from generator.people import People, read_people
from generator.places import Finder
from generator.plan import Plan, hidden_urls
from generator.present.presenter import Presenter
from generator.problems import Place, Problem, Report
from generator.project import Project
from generator.reading import read_entry
from generator.render import Fault, Renderer
from generator.schedule import Clock, public
from generator.shelf import shelf
from generator.sources import Source, Sources, decode, read_bytes, scan
from generator.theme import TemplateFault, Theme, assets, check, open_theme, shipped

#: ``progress(step, done, of)``: what a build is at, for those who watch.
Progress = Callable[[str, int, int], None]


class Options(msgspec.Struct, frozen=True):
    """How a site is built. ``base_url`` stands in for the settings' ``url`` where it is given."""

    clock: Clock
    output: Path
    base_url: str = ""
    strict: bool = False
    clean: bool = False
    jobs: int = 0
    #: Whether the output is written; ``check`` only looks.
    publish: bool = True


class Outcome(msgspec.Struct, frozen=True):
    """What a build came to. Nothing was written where ``written`` is none."""

    problems: tuple[Problem, ...]
    written: Written | None
    seconds: float
    articles: int = 0


def build(project: Project, options: Options, progress: Progress) -> Outcome:
    """Return what became of a build: content to documents to entries to a plan to files."""
    began = time.monotonic()
    report = Report()
    kinds: dict[str, Kind] = shelf("generator.kinds", "KIND")

    sources = scan(project.root, {kind.folder: kind.suffix for kind in kinds.values()}, report)
    site = _settings(project, sources, options, report)
    entries, html = _read(project, sources, kinds, site, options, progress, report)
    check_entries(entries, site, kinds, Finder(project.root), report)
    if not options.publish:
        advise(entries, site, Finder(project.root), report)
    people, guard = _people(project, site, entries, report)
    theme, files = _theme(project, site, report)
    plan = _plan(project, site, kinds, entries, html, sources, files, options, report)
    if plan is not None:
        plan.stage.people_shown.update(people.shown)
    made = [] if plan is None else _make(project, plan, theme, html, guard, options, progress, report)
    failed = report.failed or (options.strict and report.count("warning") > 0)
    written = None if failed or not options.publish else _publish(project, made, options)
    articles = sum(entry.kind == "article" for entry in entries)
    return Outcome(tuple(report), written, time.monotonic() - began, articles)


def _settings(project: Project, sources: Sources, options: Options, report: Report) -> Site:
    """Return the site's settings; wrong ones are reported, and stood in for so that reading goes on."""
    stand_in = Site(title="Site", url="https://site.invalid")
    data = read_bytes(project.root, sources.site, report) if sources.site else None
    if data is None:
        if sources.site is None:
            report.error(Place(SOURCE), "the file is missing", 'a site needs it, with "title" and "url"')
        return stand_in
    text = decode(data, SOURCE, report)
    node = read_yaml(text, SOURCE, report) if text is not None else None
    site = read_site(node, report) if node is not None else None
    if site is None or isinstance(site, Invalid):
        return stand_in
    return rehosted(site, options.base_url) if options.base_url else site


def _people(project: Project, site: Site, entries: list[Entry], report: Report) -> tuple[People, Guard | None]:
    """Return who was helped, and what finds those who did not agree to be named, if there is a list of them."""
    people = read_people(project.root, report)
    check_gives(entries, people, Finder(project.root), report)
    guard = people.guard(site) or None
    if guard:
        check_content(project.root, guard, report)
    return people, guard


def _read(
    project: Project,
    sources: Sources,
    kinds: dict[str, Kind],
    site: Site,
    options: Options,
    progress: Progress,
    report: Report,
) -> tuple[list[Entry], dict[str, Pieces]]:
    """Return all entries that can be read, and the HTML of their texts by digest."""
    tasks = [(source, kind.name) for kind in kinds.values() for source in sources.entries[kind.folder]]
    entries: list[Entry] = []
    html: dict[str, Pieces] = {}
    context = (project.root, site.timezone)
    for done, packed in enumerate(pool.run(_read_some, context, tasks, pool.jobs_of(options.jobs)), 1):
        reading = unpack(packed, kinds)
        report.add(reading.problems)
        html.update(reading.html)
        if reading.entry is not None:
            entries.append(reading.entry)
        progress("Reading", done, len(tasks))
    return entries, html


def _read_some(context: tuple[Path, str], tasks: Sequence[tuple[Source, str]]) -> list[bytes]:
    """Return some files' readings, packed. This runs in workers."""
    from zoneinfo import ZoneInfo

    from generator.reading import Reading

    root, zone = context[0], ZoneInfo(context[1])
    kinds = shelf("generator.kinds", "KIND")
    found = []
    for source, kind in tasks:
        report = Report()
        data = read_bytes(root, source, report)
        reading = Reading(None, {}, tuple(report)) if data is None else read_entry(source.path, data, kinds[kind], zone)
        found.append(pack(reading))
    return found


def _theme(project: Project, site: Site, report: Report) -> tuple[Theme, dict[str, tuple[str, bytes]]]:
    """Return the theme, checked, and its assets by name."""
    folders = tuple(folder for folder in dict.fromkeys((project.templates, shipped())) if folder.is_dir())
    theme = open_theme(folders)
    report.add(check(theme))
    try:
        return theme, {asset.name: (asset.path, asset.data) for asset in assets(folders, site.theme.skin)}
    except TemplateFault as fault:
        report.add([fault.problem])
        return theme, {}


def _plan(
    project: Project,
    site: Site,
    kinds: dict[str, Kind],
    entries: list[Entry],
    html: dict[str, Pieces],
    sources: Sources,
    files: dict[str, tuple[str, bytes]],
    options: Options,
    report: Report,
) -> Plan | None:
    """Return the plan of all that is out, or nothing if the content has errors."""
    where = Finder(project.root)
    shown = public(entries, site, options.clock)
    media = gather(project.root, site, shown.entries, (*sources.static, *sources.beside), where, report)
    provider = choose(site, report)
    if report.failed:
        return None
    library = build_library(shown.entries, site, kinds, options.clock.now, shown.outcomes)
    stage = Presenter(library, media, html, provider, where, report)
    hidden = hidden_urls({entry.source: entry for entry in entries}, shown.hidden, kinds, site)
    plan = Plan(stage, files, hidden)
    return None if report.failed else plan


def _make(
    project: Project,
    plan: Plan,
    theme: Theme,
    html: dict[str, Pieces],
    guard: Guard | None,
    options: Options,
    progress: Progress,
    report: Report,
) -> list[Made]:
    """Return all files, laid out in the stage; what cannot be made is reported."""
    stage = Stage(project.work / "stage", options.output)
    stage.clear()
    artifacts = list(plan.artifacts())
    made: list[Made] = []
    leaked: list[Leak] = []
    context = (project.root, theme.folders, html, stage.folder, options.output, guard)
    for done, found in enumerate(pool.run(_make_some, context, artifacts, pool.jobs_of(options.jobs)), 1):
        if isinstance(found, Problem):
            report.add([found])
        else:
            made += (one for one in found if isinstance(one, Made))
            leaked += (one for one in found if isinstance(one, Leak))
        progress("Making", done, len(artifacts))
    report_leaks(leaked, report)
    return made


def _make_some(
    context: tuple[Path, tuple[Path, ...], dict[str, Pieces], Path, Path, Guard | None], artifacts: Sequence[Artifact]
) -> list[tuple[Made | Leak, ...] | Problem]:
    """Return some artifacts' files, laid out. This runs in workers."""
    root, folders, html, folder, target, guard = context
    renderer = Renderer(root, _opened(folders), html)
    stage = Stage(folder, target)
    return [_made(renderer, stage, guard, artifact) for artifact in artifacts]


def _made(
    renderer: Renderer, stage: Stage, guard: Guard | None, artifact: Artifact
) -> tuple[Made | Leak, ...] | Problem:
    """Return an artifact's files, or why it cannot be made."""
    phase: Phase = artifact.phase
    made: list[Made | Leak] = []
    try:
        for path, data in renderer.files(artifact):
            made.append(Made(path, phase, stage.put(path, data)))
            made += leaks(guard, artifact, path, data) if guard else ()
    except Fault as fault:
        return fault.problem
    return tuple(made)


_themes: dict[tuple[Path, ...], Theme] = {}


def _opened(folders: tuple[Path, ...]) -> Theme:
    """Return the theme, opened once in each process."""
    if folders not in _themes:
        _themes[folders] = open_theme(folders)
    return _themes[folders]


def _publish(project: Project, made: list[Made], options: Options) -> Written:
    """Return what was written to the output."""
    before = manifest.load(project.work, options.output)
    old = before.paths if before else ()
    paths = tuple(sorted(file.path for file in made))
    # What either build wrote is ours until this one is done, whatever stops it.
    manifest.save(project.work, options.output, manifest.Manifest(tuple(sorted({*old, *paths}))))
    written = output.publish(Stage(project.work / "stage", options.output), made, old, known=before is not None)
    manifest.save(project.work, options.output, manifest.Manifest(paths))
    return written
