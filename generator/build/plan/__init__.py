"""The plan: every file of the output, before any is made.

First all addresses, so that collisions are found and links can be resolved; then, one by one, the
jobs that make the files.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec

from generator.base.model import Entry
from generator.base.problems import Place, Report
from generator.base.system import WINDOWS, impossible
from generator.build.plan.files import (
    Moved,
    files_for_machines,
    moved_by_query,
    old_addresses,
    redirects,
    static_files,
)
from generator.build.plan.pages import pages
from generator.content.files import CONTENT, STATIC
from generator.content.kind import ContentType
from generator.content.locator import Locator
from generator.media.images import largest
from generator.media.social_card import COLOURS, colours_of
from generator.pages.chrome import chrome
from generator.pages.context import Values
from generator.pages.entry import EntryPages, entry_pages
from generator.pages.feeds import feeds
from generator.pages.jobs import Pictures, copied
from generator.pages.planned import PICTURE, SHARE, Planned, data, known
from generator.pages.social_cards import social_cards
from generator.pages.texts import Resolve, resolve, with_links
from generator.search.base import FOLDER, SCRIPT
from generator.site.index import permalink
from generator.site.links import Addresses
from generator.site.settings import SOURCE, Site
from generator.site.visibility import Hidden
from generator.theme import named_values

#: Entries that are not published, by their file, each with its future address.
HiddenUrls = Mapping[str, tuple[Hidden, str]]


class PlanWays(msgspec.Struct, frozen=True):
    """How parts of a plan are made that need not be made anew if they are known from a plan before."""

    resolve: Resolve = resolve
    entry_pages: EntryPages = entry_pages
    #: Return the plan before, and its new entries by file, if all entries stand where they stood then.
    before: Callable[[], "tuple[Plan, Mapping[str, Entry]] | None"] = lambda: None


class Plan:
    """The site's files: first all addresses, then the artifacts, each made from the context on demand."""

    #: The planned files by the path of the file, or of the first of several.
    files: dict[str, Planned]
    #: Whether nothing is wrong with these paths.
    is_sound: bool
    #: What has an address before it is known where links lead.
    addressed: list[str]

    def __init__(
        self,
        values: Values,
        assets: Mapping[str, tuple[str, bytes]],
        hidden: HiddenUrls,
        where: Locator,
        report: Report,
        moments: Sequence[dt.datetime] = (),
        ways: PlanWays | None = None,
    ) -> None:
        """Plan the site. ``assets`` are the theme's paths and bytes by name.

        ``moments`` are the times at which something is published or expires.
        """
        ways = ways or PlanWays()
        before, new = ways.before() or (None, {})
        self.values, self.moments, self.where, self.report = values, moments, where, report
        style = assets.get("site.css")
        skin = colours_of(named_values(style[1].decode("utf-8", "replace"))) if style else COLOURS
        pictures, shares = social_cards(values, skin)
        shown = chrome(values, {name: "/" + path for name, (path, _) in assets.items()}, pictures)
        self.planned: dict[str, Planned] = {}
        for path, content in assets.values():
            self._add(data("/" + path, "assets", content))
        for path, share in shares.items():
            self._add(known("/" + path, "assets", share, weight=SHARE))
        for planned in (*static_files(values.media), *pages(shown, ways.entry_pages), *feeds(shown)):
            self._add(planned)
        moved: list[Moved] = []
        for old, leads_on in old_addresses(values, self.planned, where, report):
            moved.append(old)
            if leads_on is not None:
                self._add(leads_on)
        if values.settings.redirects:
            for old, leads_on in redirects(values, dict(self.planned), where, report):
                moved.append(old)
                if leads_on is not None:
                    self._add(leads_on)
        for planned in moved_by_query(values, moved):
            self._add(planned)
        for planned in files_for_machines(shown, self.planned.values(), tuple(moved)):
            self._add(planned)
        alike = before if before is not None and before.addressed == [*self.planned] else None
        self.addressed = [*self.planned]
        addresses = self._addresses(hidden, alike, new)
        found = ways.resolve(values, addresses, where, report)
        self._shown_files(found.files)
        #: The context from which all views are made.
        self.context = with_links(shown, found, addresses)
        if alike is not None and alike.is_sound and [*alike.planned] == [*self.planned]:
            self.files = dict(zip(alike.files, self.planned.values(), strict=True))
            self.is_sound = True
        else:
            reported = len(report)
            self.files = self._files_and_folders()
            self.is_sound = len(report) == reported

    def _shown_files(self, linked: Mapping[str, str]) -> None:
        """Plan pictures and other files that pages show or link to."""
        media = self.values.media
        only_linked = media.behind - media.used
        shown: set[str] = set()
        for source in (*sorted(media.used), *sorted(only_linked)):
            shot = media.shots[source]
            renditions = (largest(shot.renditions),) if source in only_linked else shot.renditions
            paths = tuple(one.path for one in renditions)
            if shown.issuperset(paths):
                # The same picture with the same name in another folder: addresses consist of name and digest.
                continue
            shown.update(paths)
            job = Pictures(shot.source, shot.digest, renditions)
            self._add(known("/" + paths[0], "assets", job, weight=PICTURE, paths=paths))
        for url, source in linked.items():
            self._add(known(url, "assets", copied(media, source), source))

    def _add(self, planned: Planned) -> None:
        """Plan a file, or report that its address is taken."""
        other = self.planned.setdefault(planned.url, planned)
        if other is planned or planned.url == "/robots.txt":
            # A site's own robots.txt replaces ours.
            return
        self._taken(planned, other)

    def _files_and_folders(self) -> dict[str, Planned]:
        """Return the files by path; report two with the same path, and a file whose path is a folder of others."""
        by_path: dict[str, Planned] = {}
        #: Every folder, with one of its files.
        folders: dict[str, Planned] = {}
        for planned in self.planned.values():
            path = planned.first
            other = by_path.setdefault(path, planned)
            if other is not planned:
                self._taken(planned, other)
            if WINDOWS and (part := impossible(path)):
                message = f'the address "{planned.url}" cannot be on Windows, where nothing can be called "{part}"'
                hint = "give it another name, or have a host build the site: Linux and macOS have no such rule"
                self.report.error(self._place(planned), message, hint)
            above = path.rpartition("/")[0]
            while above and above not in folders:
                folders[above] = planned
                above = above.rpartition("/")[0]
        for path in sorted(folders.keys() & by_path.keys()):
            self._taken(folders[path], by_path[path])
        if (index := by_path.get(SCRIPT)) is not None:
            # The names of its other files are not known yet, so the whole folder is the search's.
            for path in sorted(path for path in by_path if path.startswith(f"{FOLDER}/") and path != SCRIPT):
                self._taken(by_path[path], index)
        self._capitals(by_path)
        return by_path

    def _capitals(self, by_path: Mapping[str, Planned]) -> None:
        """Report paths that differ only in case: a case-insensitive file system would lose one of the files."""
        if len({path.lower() for path in by_path}) == len(by_path):
            return
        first: dict[str, Planned] = {}
        for path, planned in by_path.items():
            other = first.setdefault(path.lower(), planned)
            if other is planned:
                continue
            if not planned.source or (_is_page(planned) and other.source and not _is_page(other)):
                # Report the one that is easier to rename.
                self._differ(other, planned)
            else:
                self._differ(planned, other)

    def _differ(self, planned: Planned, other: Planned) -> None:
        """Report a file whose address differs from another's only in case."""
        by = f" of {other.source}" if other.source not in {"", planned.source} else ""
        message = f'the address "{planned.url}" differs from "{other.url}"{by} in capitals only'
        report = self.report.error if _is_page(planned) or _is_page(other) else self.report.warning
        do = "take the alias out" if planned.template == "redirect.html" else "rename one of them"
        report(self._place(planned), message, f"Windows, macOS and some hosts take them for one; {do}")

    def _taken(self, planned: Planned, other: Planned) -> None:
        """Report two files with the same address."""
        source = planned.source or other.source
        by = other.source if planned.source and other.source else "the site itself"
        if source.startswith(f"{CONTENT}/{STATIC}/"):
            place, hint = Place(source), "rename the file"
        else:
            place = self.where.field(source, "slug") if source else Place(SOURCE)
            hint = 'give it another "slug", or another file name'
        url = planned.url if source == planned.source else other.url
        self.report.error(place, f'the address "{url}" is taken by {by}', hint)

    def _place(self, planned: Planned) -> Place:
        """Return the place of the value that determines a file's address."""
        if not planned.template:
            return Place(planned.source or SOURCE)
        return self.where.field(planned.source, "aliases" if planned.template == "redirect.html" else "slug")

    def _addresses(self, hidden: HiddenUrls, alike: "Plan | None", new: Mapping[str, Entry]) -> Addresses:
        """Return all addresses, for resolving links. A plan ``alike`` has the same, but for some new entries."""
        index = self.values.index
        if alike is not None:
            pages, sources = alike.context.addresses.pages, alike.context.addresses.sources
            by_url = {**alike.context.addresses.entries, **self._by_url(new.values())}
        else:
            by_url = self._by_url(entry for found in index.entries.values() for entry in found)
            pages = frozenset(self.planned)
            sources = {entry.source: url for url, entry in by_url.items() if url in self.planned}
        return Addresses(
            pages=pages,
            sources=sources,
            hidden={source: found for source, (found, _) in hidden.items()},
            hidden_urls={url: found for found, url in hidden.values()},
            entries=by_url,
            kinds=index.kinds,
            media=self.values.media,
            prose=self.values.prose,
        )

    def _by_url(self, entries: Iterable[Entry]) -> dict[str, Entry]:
        """Return the entries that have an address of their own or their kind's, by that."""
        index = self.values.index
        found: dict[str, Entry] = {}
        for entry in entries:
            kind = index.kinds[entry.kind]
            if url := index.urls[entry.source] if kind.permalink else kind.index:
                found[url] = entry
        return found


def _is_page(planned: Planned) -> bool:
    """Return whether a file is a page and not a redirect."""
    return planned.template not in {"", "redirect.html"}


def hidden_urls(
    entries: Mapping[str, Entry], hidden: tuple[Hidden, ...], kinds: Mapping[str, ContentType], site: Site
) -> HiddenUrls:
    """Return the entries that are not published, by their file, each with its future address."""
    return {one.source: (one, permalink(entries[one.source], kinds[one.kind], site)) for one in hidden}
