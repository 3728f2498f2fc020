"""Every file of the output, before any is made.

First all addresses, so that collisions are found and links can be resolved; then, one by one, the
jobs that make the files.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import partial

from generator.base.model import Entry
from generator.base.problems import Place
from generator.base.system import WINDOWS, impossible
from generator.build.plan.files import Moved, copied, machine_files, moved_by_query, old_addresses, static_files
from generator.build.plan.pages import pages
from generator.build.plan.planned import PICTURE, SHARE, Planned, data, feed
from generator.content.files import CONTENT, STATIC
from generator.kinds.base import Kind
from generator.media.images import largest
from generator.pages.chrome import origins, site_view
from generator.pages.context import Presenter
from generator.pages.feed_catalog import feeds
from generator.pages.give_log import resolve_links
from generator.pages.jobs import Job, Pictures
from generator.pages.social_cards import shares
from generator.pages.texts import resolve_texts
from generator.site.index import permalink
from generator.site.links import Addresses
from generator.site.settings import SOURCE, Site
from generator.site.visibility import Hidden

#: What is not out, by its file, each with the address that it will have.
HiddenUrls = Mapping[str, tuple[Hidden, str]]


class Plan:
    """The site's files: all addresses at once, then the artifacts one by one."""

    def __init__(
        self,
        stage: Presenter,
        assets: Mapping[str, tuple[str, bytes]],
        hidden: HiddenUrls,
        moments: Sequence[dt.datetime] = (),
    ) -> None:
        """Plan the site. ``assets`` are the theme's paths and bytes by name.

        ``moments`` are those at which something comes out or goes.
        """
        self.stage, self.moments = stage, moments
        stage.origins, stage.players = origins(stage)
        stage.site = site_view(stage, {name: "/" + path for name, (path, _) in assets.items()})
        self.planned: dict[str, Planned] = {}
        for path, content in assets.values():
            self._add(data("/" + path, "assets", content))
        for path, share in shares(stage):
            self._add(Planned("/" + path, "assets", "", partial(_known, share), weight=SHARE))
        for planned in (*static_files(stage), *pages(stage)):
            self._add(planned)
        for url, draft, depends in feeds(stage):
            self._add(feed(url, draft, depends))
        moved: list[Moved] = []
        for old, leads_on in old_addresses(stage, self.planned):
            moved.append(old)
            if leads_on is not None:
                self._add(leads_on)
        for planned in moved_by_query(stage, moved):
            self._add(planned)
        for planned in machine_files(stage, self.planned.values(), tuple(moved)):
            self._add(planned)
        stage.addresses = self._addresses(hidden)
        self._shown_files(resolve_texts(stage))
        resolve_links(stage)
        #: The same by the path of the file, or of the first of several.
        self.files = self._files_and_folders()

    def _shown_files(self, linked: Mapping[str, str]) -> None:
        """Plan what is published because a page shows it or links to it: pictures, and other files."""
        media = self.stage.media
        only_linked = media.behind - media.used
        shown: set[str] = set()
        for source in (*sorted(media.used), *sorted(only_linked)):
            shot = media.shots[source]
            renditions = (largest(shot.renditions),) if source in only_linked else shot.renditions
            paths = tuple(one.path for one in renditions)
            if shown.issuperset(paths):
                # The same picture under the same name in another folder: its address is made of both.
                continue
            shown.update(paths)
            job = Pictures(shot.source, shot.digest, renditions)
            self._add(Planned("/" + paths[0], "assets", "", partial(_known, job), weight=PICTURE, paths=paths))
        for url, source in linked.items():
            self._add(Planned(url, "assets", source, partial(copied, self.stage, source)))

    def _add(self, planned: Planned) -> None:
        """Plan a file, unless its address is taken."""
        other = self.planned.setdefault(planned.url, planned)
        if other is planned or planned.url == "/robots.txt":
            # A site's own rules for robots replace ours.
            return
        self._taken(planned, other)

    def _files_and_folders(self) -> dict[str, Planned]:
        """Return the files by path; report those at one path, and those where others have a folder."""
        by_path: dict[str, Planned] = {}
        #: Every folder, with a file in it.
        folders: dict[str, Planned] = {}
        for planned in self.planned.values():
            path = planned.first
            other = by_path.setdefault(path, planned)
            if other is not planned:
                self._taken(planned, other)
            if WINDOWS and (part := impossible(path)):
                message = f'the address "{planned.url}" cannot be on Windows, where nothing can be called "{part}"'
                hint = "give it another name, or have a host build the site: Linux and macOS have no such rule"
                self.stage.report.error(self._place(planned), message, hint)
            above = path.rpartition("/")[0]
            while above and above not in folders:
                folders[above] = planned
                above = above.rpartition("/")[0]
        for path in sorted(folders.keys() & by_path.keys()):
            self._taken(folders[path], by_path[path])
        self._capitals(by_path)
        return by_path

    def _capitals(self, by_path: Mapping[str, Planned]) -> None:
        """Report files whose paths differ in capitals only: where one is a page, that page would be lost."""
        if len({path.lower() for path in by_path}) == len(by_path):
            return
        first: dict[str, Planned] = {}
        for path, planned in by_path.items():
            other = first.setdefault(path.lower(), planned)
            if other is planned:
                continue
            if not planned.source or (_is_page(planned) and other.source and not _is_page(other)):
                # Said of what is renamed more easily.
                self._differ(other, planned)
            else:
                self._differ(planned, other)

    def _differ(self, planned: Planned, other: Planned) -> None:
        """Report a file whose address differs from another's in capitals only."""
        by = f" of {other.source}" if other.source not in {"", planned.source} else ""
        message = f'the address "{planned.url}" differs from "{other.url}"{by} in capitals only'
        report = self.stage.report.error if _is_page(planned) or _is_page(other) else self.stage.report.warning
        do = "take the alias out" if planned.template == "redirect.html" else "rename one of them"
        report(self._place(planned), message, f"Windows, macOS and some hosts take them for one; {do}")

    def _taken(self, planned: Planned, other: Planned) -> None:
        """Report an address that two files want."""
        source = planned.source or other.source
        by = other.source if planned.source and other.source else "the site itself"
        if source.startswith(f"{CONTENT}/{STATIC}/"):
            place, hint = Place(source), "rename the file"
        else:
            place = self.stage.where.field(source, "slug") if source else Place(SOURCE)
            hint = 'give it another "slug", or another file name'
        url = planned.url if source == planned.source else other.url
        self.stage.report.error(place, f'the address "{url}" is taken by {by}', hint)

    def _place(self, planned: Planned) -> Place:
        """Return where to look for what gave a file its address."""
        if not planned.template:
            return Place(planned.source or SOURCE)
        return self.stage.where.field(planned.source, "aliases" if planned.template == "redirect.html" else "slug")

    def _addresses(self, hidden: HiddenUrls) -> Addresses:
        """Return all addresses, for links."""
        library = self.stage.library
        by_url: dict[str, Entry] = {}
        for kind, found in library.entries.items():
            what = library.kinds[kind]
            if what.permalink or what.index:
                by_url |= {(library.url(entry) if what.permalink else what.index): entry for entry in found}
        return Addresses(
            pages=frozenset(self.planned),
            sources={entry.source: url for url, entry in by_url.items() if url in self.planned},
            hidden={source: found for source, (found, _) in hidden.items()},
            hidden_urls={url: found for found, url in hidden.values()},
            entries=by_url,
            media=self.stage.media,
            prose=self.stage.prose,
        )


def _is_page(planned: Planned) -> bool:
    """Return whether a file is a page, and not one that only leads on to another."""
    return planned.template not in {"", "redirect.html"}


def _known(job: Job) -> Job:
    """Return a job that is known already."""
    return job


def hidden_urls(
    entries: Mapping[str, Entry], hidden: tuple[Hidden, ...], kinds: Mapping[str, Kind], site: Site
) -> HiddenUrls:
    """Return what is not out by its file, each with the address that it will have."""
    return {one.source: (one, permalink(entries[one.source], kinds[one.kind], site)) for one in hidden}
