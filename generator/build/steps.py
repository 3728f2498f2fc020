"""The steps from what was read to a plan, which builds and the preview share."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from generator.base.model import Entry, Prose
from generator.base.problems import Report
from generator.build.plan import Plan, PlanWays, hidden_urls
from generator.checks.base import EntriesRead, Examined, MediaKnown, run_checks
from generator.comments.choose import choose
from generator.content.files import Sources
from generator.content.locator import Locator
from generator.markup.typography import curled
from generator.newsletters import choose as newsletters
from generator.pages.context import values
from generator.pages.kind import Kind
from generator.privacy.name_scanner import Guard
from generator.privacy.people import People, read_people
from generator.site.index import BuildIndex, Recall, build_index
from generator.site.media_index import Gather as GatherMedia
from generator.site.media_index import Recall as RecallFile
from generator.site.media_index import gather
from generator.site.settings import Site
from generator.site.visibility import Clock, Public, Watch, public


class Content(msgspec.Struct, frozen=True):
    """All that was read of a project, and where problems go."""

    root: Path
    site: Site
    kinds: Mapping[str, Kind]
    sources: Sources
    entries: list[Entry]
    where: Locator
    report: Report
    #: Whether advice is wanted, as by ``goodword check``.
    advice: bool


class Ways(msgspec.Struct, frozen=True, kw_only=True):
    """How steps are done that may have been done before: from a cache, or from what is still in memory."""

    #: Examines a picture or a recording.
    recall_file: RecallFile
    recall: Recall
    #: Gets what is published before anything is made of it.
    watch: Watch | None = None
    gather: GatherMedia = gather
    index: BuildIndex = build_index
    plan: PlanWays = PlanWays()


def checked(content: Content, examined: Examined) -> tuple[People, Guard | None]:
    """Run the checks that look at several entries. Return the people who were helped, and the guard of their names.

    The guard finds names without consent; it is None if there is no list of people. ``examined`` remembers what was
    found in single files.
    """
    report = content.report
    faulty = frozenset(problem.place.path for problem in report if problem.severity == "error")
    people = read_people(content.root, report)
    guard = people.guard(content.site) or None
    facts = _facts(content, content.entries)
    run_checks(EntriesRead(*facts, content.sources.strays, people, guard, faulty, examined))
    return people, guard


def planned(
    content: Content,
    clock: Clock,
    assets: Mapping[str, tuple[str, bytes]],
    people: People,
    prose: Mapping[str, Prose],
    ways: Ways,
) -> tuple[Plan | None, Public]:
    """Return the plan of all that is published, or None if the content has errors; and what is published."""
    report, site, kinds, entries = content.report, content.site, content.kinds, content.entries
    shown = public(entries, kinds, site, clock)
    if ways.watch:
        ways.watch(site, shown.entries, prose)
    beside = (*content.sources.static, *content.sources.beside)
    media = ways.gather(content.root, site, shown.entries, beside, content.where, report, ways.recall_file)
    provider, sign_up = choose(site, report), newsletters.choose(site, report)
    if report.failed:
        return None, shown
    run_checks(MediaKnown(*_facts(content, shown.entries), media))
    index = ways.index(shown.entries, curled(site), kinds, clock.now, ways.recall)
    found = values(index, media, prose, provider, people.shown, sign_up)
    hidden = hidden_urls({entry.source: entry for entry in entries}, shown.hidden, kinds, site)
    plan = Plan(found, assets, hidden, content.where, report, shown.moments, ways.plan)
    return (None if report.count("error") else plan), shown


def _facts(
    content: Content, entries: Iterable[Entry]
) -> tuple[Path, Site, Mapping[str, Kind], tuple[Entry, ...] | list[Entry], Locator, Report, bool]:
    """Return the facts about content for the checks."""
    found = entries if isinstance(entries, list) else tuple(entries)
    return content.root, content.site, content.kinds, found, content.where, content.report, content.advice
