"""Plans the site anew after each change; what cannot have changed is taken from the last plan."""

import datetime as dt
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from generator.base.digest import digest
from generator.base.model import Entry
from generator.base.problems import Problem, Report
from generator.build.plan import Plan, PlanWays
from generator.content.find import Source
from generator.content.kind import ContentType, MarkdownEntry
from generator.content.locator import Locator
from generator.pages.context import Values
from generator.pages.entry import entry_pages
from generator.pages.kind import Kind, no_files
from generator.pages.planned import Planned
from generator.pages.texts import Resolved, resolve, resolve_of
from generator.site.index import Recall, SiteIndex, build_index
from generator.site.index_swaps import RelatedTo, place_of, related_to, with_swaps
from generator.site.links import Addresses
from generator.site.media_index import Media, gather, refers_to
from generator.site.media_index import Recall as RecallFile
from generator.site.settings import Site


class _Links(msgspec.Struct, frozen=True):
    """Where all links led in the last plan."""

    values: Values
    addresses: Addresses
    resolved: Resolved
    problems: tuple[Problem, ...]
    #: The files to whose fragments a text links.
    fragments: frozenset[str]


class _Gathered(msgspec.Struct, frozen=True):
    """The media of the last plan, and what they were gathered from."""

    media: Media
    site: bytes
    entries: list[Entry]
    files: list[Source]
    problems: tuple[Problem, ...]


class Planner:
    """The steps of a plan that need not be done for all entries.

    After an edit of a text or a title, every entry stands where it stood. Then the index is the same but for the
    entries that are new, only their pages and those beside them are planned anew, and only their links are resolved.
    In any other case all is made as in every build.
    """

    def __init__(self) -> None:
        """Begin with no plan."""
        self.forget()

    def forget(self) -> None:
        """Forget the last plan."""
        self._gathered: _Gathered | None = None
        self._index: SiteIndex | None = None
        self._public: list[Entry] = []
        self._related: RelatedTo | None = None
        self._links: _Links | None = None
        #: The pages of each kind's entries, as the last index had them.
        self._pages: dict[str, list[Planned]] = {}
        #: The last plan, if the index is the one that it was made with; and the one before.
        self._plan: Plan | None = None
        self._before: Plan | None = None
        #: The entries that are new in places of old ones, and these, by file; None if there may be more than that.
        self._new: dict[str, Entry] | None = None
        self._old: dict[str, Entry] = {}
        #: The files that changed since the last plan; None if some came or went.
        self._edited: set[str] | None = set()

    @property
    def ways(self) -> PlanWays:
        """Return how a plan is made."""
        return PlanWays(self.resolve, self.entry_pages, self.before)

    def edited(self, sources: Iterable[str] | None) -> None:
        """Note which files have changed; None if some came or went."""
        if sources is None:
            self._edited = None
        elif self._edited is not None:
            self._edited.update(sources)

    def planned(self, plan: Plan | None) -> None:
        """Note the plan that was made by the last index; None if it cannot be used."""
        self._plan = plan

    def before(self) -> tuple[Plan, Mapping[str, Entry]] | None:
        """Return the last plan and its new entries, if all stand where they stood."""
        return (self._before, self._new) if self._before is not None and self._new is not None else None

    def gather(
        self,
        root: Path,
        site: Site,
        entries: Iterable[Entry],
        files: Iterable[Source],
        where: Locator,
        report: Report,
        recall: RecallFile,
    ) -> Media:
        """Return the media that the settings and the public entries refer to."""
        every, beside, by = list(entries), list(files), digest(site)
        before = self._gathered
        same = before is not None and by == before.site and beside == before.files
        if before is not None and same and self._alike(root, every, before, where, recall):
            self._gathered = msgspec.structs.replace(before, entries=every)
            report.add(before.problems)
            return before.media
        own = Report()
        media = gather(root, site, every, beside, where, own, recall)
        self._gathered = _Gathered(media, by, every, beside, tuple(own))
        report.add(own)
        return media

    def _alike(self, root: Path, entries: list[Entry], before: _Gathered, where: Locator, recall: RecallFile) -> bool:
        """Return whether entries refer to the same media as before, and none of them wrongly."""
        edited = self._edited
        if edited is None or len(entries) != len(before.entries):
            return False
        if any(problem.place.path in edited for problem in before.problems):
            return False
        for entry, old in zip(entries, before.entries, strict=True):
            if entry is not old:
                report = Report()
                found = [refers_to(root, one, before.media, where, report, recall) for one in (entry, old)]
                if entry.source != old.source or len(report) or found[0] != found[1]:
                    return False
        return True

    def index(
        self,
        entries: Iterable[Entry],
        site: Site,
        kinds: Mapping[str, ContentType],
        now: dt.datetime,
        recall: Recall,
    ) -> SiteIndex:
        """Return the index of the public entries."""
        every = list(entries)
        before = self._index
        same = before is not None and kinds is before.kinds and digest(site) == digest(before.site)
        pairs = _new(every, self._public, kinds) if same else None
        self._new = None if pairs is None else {source: entry for source, (entry, _) in pairs.items()}
        self._old = {} if pairs is None else {source: old for source, (_, old) in pairs.items()}
        self._public = every
        if before is None or self._new is None:
            found, self._related = build_index(every, site, kinds, now, recall), None
        else:
            found = with_swaps(before, self._new, self._related_to(before), now)
        self._index = found
        self._before, self._plan = self._plan, None
        return found

    def _related_to(self, index: SiteIndex) -> RelatedTo:
        """Return to which entries each one is related; that is the same until the index is built anew."""
        if self._related is None:
            self._related = related_to(index)
        return self._related

    def entry_pages(self, values: Values, kind: Kind, entries: tuple[MarkdownEntry, ...]) -> Iterable[Planned]:
        """Return the pages of a kind's entries, those from the last plan that show no new entry."""
        if kind.files is not no_files or kind.stays:
            # What else is planned of an entry, and whether it is closed, depends on more.
            return entry_pages(values, kind, entries)
        index, pages = values.index, self._pages.get(kind.name)
        if self._new is None or pages is None or len(pages) != len(entries):
            pages = list(entry_pages(values, kind, entries))
        else:
            pages = list(pages)
            places = sorted(self._beside(index, kind, entries, self._new))
            for at, planned in zip(places, entry_pages(values, kind, entries, places), strict=True):
                pages[at] = planned
        self._pages[kind.name] = pages
        return pages

    def _beside(
        self, index: SiteIndex, kind: Kind, entries: tuple[MarkdownEntry, ...], new: Mapping[str, Entry]
    ) -> set[int]:
        """Return the places of a kind's entries whose pages show a new one: its own, and those beside or related."""
        own = [at for at, entry in enumerate(entries) if entry.source in new]
        found = {near for at in own for near in (at - 1, at, at + 1) if 0 <= near < len(entries)}
        sources: set[str] = set()
        if kind.related:
            sources.update(source for one in new for source in self._related_to(index).get(one, ()))
        if kind.series:
            sources.update(part.source for at in own for part in index.parts_of(entries[at]))
        if sources:
            found.update(at for at, entry in enumerate(entries) if entry.source in sources)
        return found

    def resolve(self, values: Values, addresses: Addresses, where: Locator, report: Report) -> Resolved:
        """Return where all links lead."""
        quick = self._some(values, addresses, where)
        if quick is None:
            own = Report()
            found = resolve(values, addresses, where, own)
            quick = _Links(values, addresses, found, tuple(own), frozenset(addresses.known.fragments))
        self._links, self._edited = quick, set()
        report.add(quick.problems)
        return quick.resolved

    def _some(self, values: Values, addresses: Addresses, where: Locator) -> _Links | None:
        """Return where links lead if only those of new entries may lead elsewhere than before, else None."""
        new, before, edited = self._new, self._links, self._edited
        if new is None or before is None or edited is None or not _same(addresses, before.addresses):
            return None
        if any(problem.place.path in edited for problem in before.problems):
            # It may stand on another line by now, or nowhere.
            return None
        aimed_at = new.keys() & before.fragments
        if any(_fragments(before.addresses, source) != _fragments(addresses, source) for source in aimed_at):
            return None
        was = resolve_of(list(self._old.values()), before.values, before.addresses, where, Report())
        report = Report()
        found = resolve_of(list(new.values()), values, addresses, where, report)
        if len(report) or found.files != was.files:
            # What is suggested instead of a broken link depends on all others that are broken.
            return None
        fills = {**before.resolved.fills, **found.fills}
        for place in was.fills.keys() - found.fills.keys():
            del fills[place]
        both = Resolved(fills, {**before.resolved.links, **found.links}, before.resolved.files)
        fragments = before.fragments | frozenset(addresses.known.fragments)
        return _Links(values, addresses, both, before.problems, fragments)


def _new(
    entries: list[Entry], before: list[Entry], kinds: Mapping[str, ContentType]
) -> dict[str, tuple[Entry, Entry]] | None:
    """Return new entries with those of before, by file, if each stands where the other one stood."""
    if len(entries) != len(before):
        return None
    new: dict[str, tuple[Entry, Entry]] = {}
    for entry, old in [pair for pair in zip(entries, before, strict=True) if pair[0] is not pair[1]]:
        kind = kinds.get(entry.kind)
        if kind is None or place_of(old, kind) != place_of(entry, kind):
            return None
        if old.digest != entry.digest or old.body_line != entry.body_line:
            new[entry.source] = entry, old
    return new


def _same(now: Addresses, before: Addresses) -> bool:
    """Return whether links lead where they led, as far as that depends on addresses, kinds and media."""
    media, old = now.media, before.media
    return (
        now.kinds is before.kinds
        and now.pages == before.pages
        and now.sources == before.sources
        and now.hidden == before.hidden
        and now.hidden_urls == before.hidden_urls
        and now.entries.keys() == before.entries.keys()
        and media.files.keys() == old.files.keys()
        and media.shots == old.shots
        and media.used == old.used
        and media.behind == old.behind
        and media.audio == old.audio
    )


def _fragments(addresses: Addresses, source: str) -> list[object]:
    """Return what a link to a fragment of a file's page can mean."""
    entry = next(entry for entry in addresses.entries.values() if entry.source == source)
    parts = [part.id for part in addresses.kinds[entry.kind].parts(entry.fields)]
    return [[addresses.prose[text.digest].ids for text in entry.texts.values()], parts]
