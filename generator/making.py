"""The plan's files: those whose parts are the same are left, the others made in workers."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import msgspec

from generator import pool
from generator.artifacts import Data
from generator.cache.bodies import Bodies
from generator.checks.privacy import Leak, leaks, report_leaks
from generator.digests import Parts, digest
from generator.guard import Guard
from generator.hosts.base import KnownHosts, known_hosts
from generator.manifest import Manifest, Record, intact
from generator.output import Made, Stage
from generator.plan import Plan
from generator.plan.base import Planned
from generator.pool import Crew
from generator.present.keys import Keys
from generator.problems import Problem, Report
from generator.render import Fault, Renderer
from generator.theme import TemplateFault, Theme, open_theme

#: What hosts read rules from.
RULES = ("_headers", "_redirects")


class Workshop(msgspec.Struct, frozen=True):
    """What making needs, in any process: the project, the theme's folders, the plan, and where files go."""

    root: Path
    folders: tuple[Path, ...]
    compiled: Path
    plan: Plan
    bodies: Bodies
    stage: Path
    output: Path
    #: Whether there is nothing in the output yet.
    empty: bool
    guard: Guard | None


class Product(msgspec.Struct, frozen=True):
    """An artifact that is ready: its parts, and its files, laid out or there already."""

    parts: Parts
    files: tuple[Made, ...]
    #: What was remembered of it, where nothing of it is made again.
    record: Record | None = None


def make(
    workshop: Workshop,
    keys: Keys,
    theme: Theme,
    before: Manifest,
    crew: Crew,
    report: Report,
) -> list[Product]:
    """Return all files of the plan; what cannot be made is reported."""
    paths = list(workshop.plan.files)
    planned = list(workshop.plan.files.values())
    products: dict[int, Product] = {}
    parts: dict[int, Parts] = {}
    remembered = {record.files[0][0]: record for record in before.records if record.files}
    output = str(workshop.output)
    template = cache(lambda name: digest(theme.digest(name)))
    for number, one in enumerate(planned):
        found = one.parts(keys, template)
        record = remembered.get(paths[number])
        if record is not None and before.parts(record) == found and intact(record, output):
            kept = tuple([Made(path, one.phase, changed=False, left=was) for path, was in record.files])
            products[number] = Product(found, kept, record)
        else:
            parts[number] = found
    Stage(workshop.stage, workshop.output).clear()
    leaked: list[Leak] = []
    # What is most work first: then nobody waits for it at the end.
    order = sorted(parts, key=lambda number: -planned[number].weight)
    weights = [planned[number].weight for number in order]
    if pool.several(weights, pool.MAKINGS, crew.jobs):
        _warm(workshop, [planned[number].template for number in order], report)
    results = pool.run(_make_some, workshop, order, weights, pool.MAKINGS, crew.jobs)
    for done, (number, result) in enumerate(zip(order, results, strict=True), 1):
        if isinstance(result, Problem):
            report.add([result])
        else:
            products[number] = Product(parts[number], result[0])
            leaked += result[1]
        crew.progress("Making", done, len(parts))
    report_leaks(leaked, report)
    made = [products[number] for number in range(len(planned)) if number in products]
    if known := known_hosts(str(workshop.root)):
        _weigh(workshop, known, made, report)
    return made


def _weigh(workshop: Workshop, known: KnownHosts, products: Sequence[Product], report: Report) -> None:
    """Report what the project's hosts would not take."""
    from generator.checks.budget import Load, check_budget  # noqa: PLC0415 (a site without a host needs none)

    plan = workshop.plan
    files = plan.files
    load = Load(
        [(file.path, file.left[1]) for product in products for file in product.files],
        {name: job.data for name in RULES if name in files and isinstance(job := files[name].make(), Data)},
        plan.moments,
        lambda path: files[path].source if path in files else "",
    )
    check_budget(workshop.root, known, load, report)


def _make_some(workshop: Workshop, numbers: Sequence[int]) -> list[tuple[tuple[Made, ...], list[Leak]] | Problem]:
    """Return some files, laid out. This runs in workers, where the plan is there as it was."""
    tools = _tools(workshop)
    return [_made(workshop, tools, planned) for planned in (tools.planned[number] for number in numbers)]


class _Tools(msgspec.Struct, frozen=True):
    """What a process opens once."""

    workshop: Workshop
    renderer: Renderer
    stage: Stage
    planned: list[Planned]


_kept: list[_Tools] = []


def _tools(workshop: Workshop) -> _Tools:
    """Return this process's tools for the workshop."""
    if not _kept or _kept[0].workshop is not workshop:
        theme = open_theme(workshop.folders, workshop.compiled)
        renderer = Renderer(workshop.root, theme, workshop.bodies, workshop.bodies.data)
        stage = Stage(workshop.stage, workshop.output, empty=workshop.empty)
        _kept[:] = [_Tools(workshop, renderer, stage, list(workshop.plan.files.values()))]
    return _kept[0]


def _warm(workshop: Workshop, templates: list[str], report: Report) -> None:
    """Open and compile here what each worker would have to, before they are forked from this process."""
    try:
        _tools(workshop).renderer.theme.warm(dict.fromkeys(name for name in templates if name))
    except TemplateFault as fault:
        report.add([fault.problem])


def _made(workshop: Workshop, tools: _Tools, planned: Planned) -> tuple[tuple[Made, ...], list[Leak]] | Problem:
    """Return an artifact's files, or why it cannot be made."""
    artifact = planned.artifact()
    made: list[Made] = []
    leaked: list[Leak] = []
    try:
        for path, data in tools.renderer.files(artifact):
            changed, state = tools.stage.put(path, data)
            made.append(Made(path, artifact.phase, changed, state))
            if workshop.guard:
                leaked += leaks(workshop.guard, artifact, path, data)
    except Fault as fault:
        return fault.problem
    return tuple(made), leaked


def remember(products: Sequence[Product]) -> Manifest:
    """Return what to remember of the products."""
    names: dict[tuple[str, ...], int] = {}
    records = [
        Record(
            names.setdefault(product.parts.names, len(names)),
            product.parts.digests,
            product.record.files if product.record else tuple([(file.path, file.left) for file in product.files]),
        )
        for product in products
    ]
    return Manifest(tuple(names), tuple(records))
