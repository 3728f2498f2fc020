"""Makes the plan's files in workers, except those whose cache key is unchanged."""

import time
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import msgspec

from generator.base import pool
from generator.base.digest import Parts, digest
from generator.base.file_stamps import TICK, Folder
from generator.base.pool import WorkerOptions
from generator.base.problems import Problem, Report
from generator.build.leaks import Leak, leaks, report_leaks
from generator.build.plan import Plan
from generator.build.publish import StagedFile, Staging
from generator.build.render import Fault, Renderer
from generator.checks.base import FilesMade, run_checks
from generator.incremental.html_store import Bodies
from generator.incremental.manifest import Manifest, Record, unchanged
from generator.pages.dependencies import Keys
from generator.pages.jobs import Data
from generator.pages.planned import Planned
from generator.privacy.name_scanner import Guard
from generator.theme import TemplateFault, Theme, open_theme


class Execution(msgspec.Struct, frozen=True):
    """What a process needs to make files: the project, the theme's folders, the plan, and the target folders."""

    root: Path
    folders: tuple[Path, ...]
    compiled: Path
    plan: Plan
    bodies: Bodies
    staging: Path
    output: Path
    #: Whether the output folder is empty.
    empty: bool
    #: Whether nothing will be published, and so nothing is written.
    dry: bool
    guard: Guard | None


class BuiltArtifact(msgspec.Struct, frozen=True):
    """A finished artifact: its parts, and its files, staged or unchanged in the output."""

    parts: Parts
    files: tuple[StagedFile, ...]
    #: The record of the last build, if the artifact is not made again.
    record: Record | None = None


def make(
    execution: Execution,
    keys: Keys,
    theme: Theme,
    before: Manifest,
    crew: WorkerOptions,
    report: Report,
) -> list[BuiltArtifact]:
    """Return all products of the plan; what cannot be made is reported."""
    paths = list(execution.plan.files)
    planned = list(execution.plan.files.values())
    products: dict[int, BuiltArtifact] = {}
    parts: dict[int, Parts] = {}
    remembered = {record.files[0][0]: record for record in before.records}
    young = time.time_ns() - TICK
    template = cache(lambda name: digest(theme.digest(name)))
    with Folder(str(execution.output)) as output:
        for number, one in enumerate(planned):
            if one.only_published and execution.dry:
                continue
            found = one.parts(keys, template)
            record = remembered.get(paths[number])
            if record is not None and before.is_of(record, found):
                record = unchanged(record, output, young)
                if record is not None:
                    kept = tuple([StagedFile(path, one.phase, changed=False, left=was) for path, was in record.files])
                    products[number] = BuiltArtifact(found, kept, record)
                    continue
            parts[number] = found
    Staging(execution.staging, execution.output, dry=execution.dry).clear()
    leaked: list[Leak] = []
    # The most expensive first, so that no worker is still busy with one at the end.
    order = sorted(parts, key=lambda number: -planned[number].weight)
    weights = [planned[number].weight for number in order]
    if pool.several(weights, pool.RENDERINGS, crew.jobs):
        _warm(execution, [planned[number].template for number in order], report)
    results = pool.run(_make_some, execution, order, weights, pool.RENDERINGS, crew)
    for done, (number, result) in enumerate(zip(order, results, strict=True), 1):
        if isinstance(result, Problem):
            report.add([result])
        else:
            products[number] = BuiltArtifact(parts[number], result[0])
            leaked += result[1]
        crew.progress("Making", done, len(parts))
    report_leaks(leaked, report)
    made = [products[number] for number in range(len(planned)) if number in products]

    def sizes() -> list[tuple[str, int]]:
        return [(file.path, file.left[1]) for product in made for file in product.files]

    run_checks(facts_of(execution.root, execution.plan, sizes, report))
    return made


def facts_of(root: Path, plan: Plan, sizes: Callable[[], Sequence[tuple[str, int]]], report: Report) -> FilesMade:
    """Return the facts for the checks that run once the files are made."""
    files = plan.files
    hosted = {path: planned for path, planned in files.items() if planned.for_hosts}
    return FilesMade(
        root=root,
        sizes=sizes,
        rules=lambda: {
            path: job.data for path, one in hosted.items() if isinstance(job := one.make(plan.context), Data)
        },
        moments=plan.moments,
        source=lambda path: files[path].source if path in files else "",
        report=report,
    )


def _make_some(
    execution: Execution, numbers: Sequence[int]
) -> list[tuple[tuple[StagedFile, ...], list[Leak]] | Problem]:
    """Return some artifacts' files, staged. This runs in workers, which have the plan from the parent."""
    tools = _tools(execution)
    return [_made(execution, tools, planned) for planned in (tools.planned[number] for number in numbers)]


class _Tools(msgspec.Struct, frozen=True):
    """What each process opens once."""

    execution: Execution
    renderer: Renderer
    staging: Staging
    planned: list[Planned]


_kept: list[_Tools] = []


def _tools(execution: Execution) -> _Tools:
    """Return this process's tools for the execution."""
    if not _kept or _kept[0].execution is not execution:
        theme = open_theme(execution.folders, execution.compiled)
        renderer = Renderer(execution.root, theme, execution.bodies, execution.bodies.data)
        staging = Staging(execution.staging, execution.output, empty=execution.empty, dry=execution.dry)
        _kept[:] = [_Tools(execution, renderer, staging, list(execution.plan.files.values()))]
    return _kept[0]


def _warm(execution: Execution, templates: list[str], report: Report) -> None:
    """Load and compile here what workers need, before they are forked and inherit it."""
    try:
        _tools(execution).renderer.theme.warm(dict.fromkeys(name for name in templates if name))
    except TemplateFault as fault:
        report.add([fault.problem])


def _made(execution: Execution, tools: _Tools, planned: Planned) -> tuple[tuple[StagedFile, ...], list[Leak]] | Problem:
    """Return an artifact's files and leaks, or the problem because of which it cannot be made."""
    artifact = planned.artifact(execution.plan.context)
    made: list[StagedFile] = []
    leaked: list[Leak] = []
    try:
        for path, data in tools.renderer.files(artifact):
            changed, state = tools.staging.put(path, data)
            made.append(StagedFile(path, artifact.phase, changed, state))
            if execution.guard:
                leaked += leaks(execution.guard, artifact, path, data)
    except Fault as fault:
        return fault.problem
    return tuple(made), leaked


def remember(products: Sequence[BuiltArtifact]) -> Manifest:
    """Return the manifest of the products."""
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
