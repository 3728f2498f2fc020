"""The story: from the sources to the site."""

import datetime as dt
import gc
import time
from pathlib import Path

import msgspec

from generator import manifest, output, pool
from generator.cache.bodies import BrokenCacheError
from generator.cache.program import program_digest
from generator.cache.store import Store
from generator.checks.advice import advise
from generator.checks.content import check_entries
from generator.checks.lengths import check_lengths
from generator.checks.privacy import check_content, check_gives
from generator.comments.choose import choose
from generator.config import SOURCE, Site, read_site, rehosted
from generator.digests import digest
from generator.fields import Invalid
from generator.frontmatter import read_yaml
from generator.guard import Guard
from generator.ingest import Progress, ingest
from generator.kinds.base import Kind
from generator.library import build_library
from generator.making import Product, Workshop, make, records
from generator.manifest import Left, Manifest
from generator.media import gather
from generator.model import Entry
from generator.output import Stage, Written
from generator.people import People, read_people
from generator.places import Finder
from generator.plan import Plan, hidden_urls
from generator.present.keys import Keys
from generator.present.presenter import Presenter
from generator.problems import Place, Problem, Report
from generator.project import Project
from generator.schedule import Clock, public
from generator.sealed import read_sealed, write_sealed
from generator.shelf import shelf
from generator.sources import Sources, decode, read_bytes, scan
from generator.theme import TemplateFault, Theme, assets, check, open_theme, shipped


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
    #: All files of the output as they were left, and the next moment at which the site changes by itself.
    files: dict[str, Left] = {}
    due: dt.datetime | None = None


def build(project: Project, options: Options, progress: Progress) -> Outcome:
    """Return what became of a build; where the cache is not what it should be, it is built without."""
    # A build makes millions of values and few circles: the collector would walk them all, again and again.
    gc.set_threshold(200_000, 1_000, 1_000)
    try:
        return _build(project, options, progress)
    except BrokenCacheError:
        return _build(project, msgspec.structs.replace(options, clean=True), progress)


def _build(project: Project, options: Options, progress: Progress) -> Outcome:
    """Return what became of a build: sources to entries to a plan to files to the site."""
    began = time.monotonic()
    report = Report()
    where = Finder(project.root)
    kinds: dict[str, Kind] = shelf("generator.kinds", "KIND")
    program = program_digest()
    store = Store(project.work / "cache", program, forget=options.clean)

    sources = scan(project.root, {kind.folder: kind.suffix for kind in kinds.values()}, report)
    site = _settings(project, sources, options, report)
    entries = ingest(project.root, sources, kinds, site.timezone, store, pool.jobs_of(options.jobs), progress, report)
    check_entries(entries, site, kinds, where, report)
    check_lengths(entries, site, where, report)
    if not options.publish:
        advise(entries, site, where, report)
    people, guard = _people(project, site, entries, where, report)
    theme, files = _theme(project, site, program, report)
    plan = _plan(project, site, kinds, entries, store, sources, files, people, options, where, report)
    before = manifest.load(project.work, options.output)
    products = (
        [] if plan is None else _make(project, plan, theme, store, guard, program, before, options, progress, report)
    )
    failed = report.failed or (options.strict and report.count("warning") > 0)
    written: Written | None = None
    left: dict[str, Left] = {}
    if options.publish and not failed:
        written, left = _publish(project, products, before, options, report)
    store.save()
    articles = sum(entry.kind == "article" for entry in entries)
    due = plan.due if plan else None
    return Outcome(tuple(report), written, time.monotonic() - began, articles, left, due)


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


def _people(
    project: Project, site: Site, entries: list[Entry], where: Finder, report: Report
) -> tuple[People, Guard | None]:
    """Return who was helped, and what finds those who did not agree to be named, if there is a list of them."""
    people = read_people(project.root, report)
    check_gives(entries, people, where, report)
    guard = people.guard(site) or None
    if guard:
        check_content(project.root, guard, report)
    return people, guard


def _theme(project: Project, site: Site, program: str, report: Report) -> tuple[Theme, dict[str, tuple[str, bytes]]]:
    """Return the theme, checked, and its assets by name."""
    folders = tuple(folder for folder in dict.fromkeys((project.templates, shipped())) if folder.is_dir())
    theme = open_theme(folders, project.work / "cache" / "templates")
    report.add(_faults(project, theme, program))
    try:
        return theme, {asset.name: (asset.path, asset.data) for asset in assets(folders, site.theme.skin)}
    except TemplateFault as fault:
        problem = fault.problem
        if problem.place.path == SOURCE:
            problem = msgspec.structs.replace(problem, place=Finder(project.root).field(SOURCE, "theme", "skin"))
        report.add([problem])
        return theme, {}


def _faults(project: Project, theme: Theme, program: str) -> tuple[Problem, ...]:
    """Return what is wrong with the templates; they are not looked at again while they are what they were."""
    file = project.work / "cache" / "templates-in-order"
    if theme.folders == (shipped(),):
        return ()
    state = f"{program} {theme.fingerprint()}".encode()
    if read_sealed(file) == state:
        return ()
    found = check(theme, shipped())
    if not found:
        file.parent.mkdir(parents=True, exist_ok=True)
        write_sealed(file, state)
    return found


def _plan(
    project: Project,
    site: Site,
    kinds: dict[str, Kind],
    entries: list[Entry],
    store: Store,
    sources: Sources,
    files: dict[str, tuple[str, bytes]],
    people: People,
    options: Options,
    where: Finder,
    report: Report,
) -> Plan | None:
    """Return the plan of all that is out, or nothing if the content has errors."""
    shown = public(entries, site, options.clock)
    media = gather(project.root, site, shown.entries, (*sources.static, *sources.beside), where, report)
    provider = choose(site, report)
    if report.failed:
        return None
    library = build_library(shown.entries, site, kinds, options.clock.now, shown.outcomes)
    stage = Presenter(library, media, store.bodies, provider, where, report)
    stage.people_shown.update(people.shown)
    hidden = hidden_urls({entry.source: entry for entry in entries}, shown.hidden, kinds, site)
    plan = Plan(stage, files, hidden, shown.due)
    return None if report.count("error") else plan


def _make(
    project: Project,
    plan: Plan,
    theme: Theme,
    store: Store,
    guard: Guard | None,
    program: str,
    before: Manifest | None,
    options: Options,
    progress: Progress,
    report: Report,
) -> list[Product]:
    """Return all files, laid out in the stage or there already; what cannot be made is reported."""
    compiled = project.work / "cache" / "templates"
    stage = project.work / "stage"
    workshop = Workshop(project.root, theme.folders, compiled, plan, store.bodies, stage, options.output, guard)
    keys = Keys(plan.stage, program, digest(guard.secrets if guard else ()))
    known = Manifest() if options.clean or before is None else before
    return make(workshop, keys, theme, known, pool.jobs_of(options.jobs), progress, report)


def _publish(
    project: Project, products: list[Product], before: Manifest | None, options: Options, report: Report
) -> tuple[Written, dict[str, Left]]:
    """Return what was written to the output, and its files as they were left."""
    made = [file for product in products for file in product.files]
    old = before.paths if before else ()
    paths = tuple(sorted(file.path for file in made))
    # What either build wrote is ours until this one is done, whatever stops it.
    if both := sorted(set(paths).difference(old)):
        records_before = before.records if before else {}
        manifest.save(project.work, options.output, Manifest(records_before, tuple(sorted({*old, *both}))))
    written = output.publish(Stage(project.work / "stage", options.output), made, old, known=before is not None)
    remembered = dict(records(products, options.output))
    now = Manifest(remembered, paths, tuple(report))
    if now != before:
        manifest.save(project.work, options.output, now)
    return written, {path: was for record in remembered.values() for path, was in record.files.items()}
