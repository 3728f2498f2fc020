"""The second half of a build: from the entries to the site.

``pipeline.py`` loads this while other processes read the files: a quarter of a build's time to import is here.
"""

import time
from collections.abc import Callable
from functools import cache

import msgspec

from generator.base.digest import digest
from generator.base.file_stamps import OutputStamp
from generator.base.model import Entry
from generator.base.problems import Report, renamed
from generator.build import publish
from generator.build.execute import BuiltArtifact, Execution, make, remember
from generator.build.explain import explain
from generator.build.letters import Letters, make_letters, write_letters
from generator.build.plan import Plan
from generator.build.publish import Staging
from generator.build.settings import STAND_IN
from generator.build.steps import Content, Ways, checked, planned
from generator.build.terms import Outcome, Tools, Written
from generator.build.theme import Themes
from generator.checks.base import looked
from generator.content.files import Sources
from generator.incremental import manifest
from generator.incremental.manifest import Manifest
from generator.pages.dependencies import Keys
from generator.privacy.name_scanner import Guard
from generator.site.settings import SOURCE, Site


class Making:
    """The making of a site: its steps in the order in which they run."""

    def __init__(self, tools: Tools, skin: str) -> None:
        """Open the theme, with its colours by the name of a skin."""
        self.tools, self.project, self.options, self.report = tools, tools.project, tools.options, tools.report
        #: A new name each time: a worker of a killed build may still write to the old one.
        self.staging = self.project.work / "stage" / f"{time.time_ns():x}"
        #: The theme's problems, apart: what is found in the content before them depends on whether it has any.
        self._faults = Report()
        themes = Themes(self.project, tuple(tools.kinds.values()), tools.memo, tools.where, self._faults)
        self.theme, self.assets = themes.open(skin)

    def outcome(
        self, site: Site, sources: Sources, entries: list[Entry], asked: dict[str, str], began: float
    ) -> Outcome:
        """Return the outcome of the build that began at a time of the monotonic clock.

        ``asked`` are the environment variables that influenced the settings.
        """
        tools, report, options, store = self.tools, self.report, self.options, self.tools.store
        advice = not options.publish
        content = Content(self.project.root, site, tools.kinds, sources, entries, tools.where, report, advice)
        people, guard = checked(content, looked)
        report.add(self._faults)
        ways = Ways(recall_file=store.recall, recall=tools.memo.recall, watch=options.watch)
        plan, shown = planned(content, options.clock, self.assets, people, store.bodies, ways)
        before = manifest.load(self.project.work, options.output)
        keys = Keys(plan.context, tools.program, digest(guard.secrets) if guard else b"") if plan else None
        letters = cache(lambda: self.letters(plan, keys) if plan and keys else Letters())
        products = self.make(plan, keys, guard, before, letters) if plan and keys else []
        # Where one process made all, they are made only now; their faults count as well.
        digests = letters()
        written: Written | None = None
        left: dict[str, OutputStamp] = {}
        failed = report.failed or (options.strict and report.count("warning") > 0)
        if options.publish and not failed:
            written, left = self.publish(products, before)
            write_letters(self.project.work, digests)
        else:
            store.save()
        made = tuple(file.path for product in products if product.record is None for file in product.files)
        why = explain(options.explain, options.output.name, products, before) if options.explain else ""
        told = tuple(renamed(report, SOURCE, tools.where.also.get(SOURCE, SOURCE)))
        if options.publish:
            told = tuple(problem for problem in told if problem.severity != "advice")
        known = None if site is STAND_IN else site
        spent, notes = time.monotonic() - began, tuple(sorted(report.notes))
        return Outcome(told, written, spent, left, shown.next, made, why, shown.waiting, known, asked, notes)

    def make(
        self, plan: Plan, keys: Keys, guard: Guard | None, before: Manifest | None, meanwhile: Callable[[], object]
    ) -> list[BuiltArtifact]:
        """Return all products, their files staged or unchanged in the output; what cannot be made is reported."""
        work = self.project.work
        execution = Execution(
            self.project.root,
            self.theme.folders,
            work / "cache" / "templates",
            plan,
            self.tools.store.bodies,
            self.staging,
            self.options.output,
            publish.is_empty(self.options.output),
            not self.options.publish,
            guard,
        )
        known = Manifest() if self.options.clean or before is None else before
        crew = msgspec.structs.replace(self.tools.crew, meanwhile=meanwhile)
        return make(execution, keys, self.theme, known, crew, self.report)

    def letters(self, plan: Plan, keys: Keys) -> Letters:
        """Return the digests as e-mails; none of drafts and of what is still to come, which are not news yet."""
        if not self.options.publish or self.options.clock.drafts or self.options.clock.future:
            return Letters()
        return make_letters(self.project.work, plan, keys, self.theme, self.report)

    def publish(self, products: list[BuiltArtifact], before: Manifest | None) -> tuple[Written, dict[str, OutputStamp]]:
        """Return what was written to the output, and the stamps of its files."""
        work, target = self.project.work, self.options.output
        made = [file for product in products for file in product.files]
        old = before.paths if before else set()
        # If this build is interrupted, the next one must know the files of both as ours.
        if new := sorted({file.path for file in made} - old):
            known = before or Manifest()
            manifest.save(work, target, msgspec.structs.replace(known, others=(*known.others, *new)))
        staging = Staging(self.staging, target)
        written = publish.publish(staging, made, old, known=before is not None)
        self.tools.store.save()
        # As late as possible, so that few stamps are too young to be conclusive.
        now = manifest.settled(remember(products), target, staging.moved)
        if now != before:
            manifest.save(work, target, now)
        return written, {path: was for record in now.records for path, was in record.files}
