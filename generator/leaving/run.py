"""The story of an export: what the site has is read, gets its places, and is written item by item."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from generator.base.decoding import decode
from generator.base.model import Entry
from generator.base.paths import on_disk
from generator.base.pool import Progress
from generator.base.problems import Problem, Report
from generator.base.text import slugify
from generator.build.lookup import Lookup, look_up
from generator.build.trial import tried
from generator.content.exported import FACTS
from generator.content.files import CONTENT, STATIC, settings_file
from generator.content.find import find_files
from generator.content.kind import Audio, ContentType, audio_of, authors_of, image_of, tags_of
from generator.content.said import COMMENT
from generator.leaving import plain, wxr
from generator.leaving.bodies import Bodies, Body
from generator.leaving.facts import as_html, heard
from generator.leaving.files import Files
from generator.leaving.folder import Target
from generator.leaving.links import Links
from generator.leaving.menu import menu_items
from generator.leaving.meta import meta_of
from generator.leaving.places import Numbers, Place, places_of
from generator.leaving.said import Conversation, conversations, in_order
from generator.leaving.told import Became, Told, readme
from generator.schema.front_matter import read_matter
from generator.site.project import Project
from generator.site.settings import Site
from generator.site.visibility import Clock, public

EXPORT = "export.xml"


def export(
    project: Project, target: Target, now: dt.datetime, environment: Mapping[str, str], progress: Progress
) -> Told | tuple[Problem, ...]:
    """Write everything into a folder, and return what is to be told; or the errors that are in the way.

    ``environment`` is that of a build. Raises OSError.
    """
    wrong = tried(project, Clock(now, drafts=False, future=False), environment, progress).problems
    found = look_up(project, lambda _: True)
    errors = tuple(one for one in (*wrong, *found.problems) if one.severity == "error")
    if errors or found.site is None:
        return tuple(dict.fromkeys(errors))
    with target:
        one = _Run(project, target, found, found.site, now)
        told = one.carry_out(progress)
        kinds = {kind.folder: kind.name for kind in found.kinds.values() if kind.is_markdown}
        target.put(kinds, one.sources())
    return told


class _Run:
    """One export."""

    def __init__(self, project: Project, target: Target, found: Lookup, site: Site, now: dt.datetime) -> None:
        """Give everything its place. Nothing is written yet."""
        self._project, self._target, self._site, self._now = project, target, site, now
        self._kinds: Mapping[str, ContentType] = found.kinds
        self._zone = site.zone
        self._origin = site.origin
        self._said = conversations(found.entries, found.kinds)
        self._numbers = Numbers()
        self._places = places_of(site, found.kinds, [self._shown(one) for one in found.entries], self._numbers)
        self._files = Files(project.root, {one.path: one for one in find_files(project.root, Report())})
        self._links = Links(site.url.rstrip("/"), self._places, self._files)
        self._bodies = Bodies(self._links, site.origin)
        #: Numbers of files in WordPress, by address, words and credit.
        self._attached: dict[tuple[str, str, str], tuple[int, int]] = {}
        self._spoken = 0
        self._tags: dict[str, str] = {}
        self._told = Told()
        self._counts: Counter[str] = Counter()

    def _shown(self, entry: Entry) -> Entry:
        """Return an entry without what its owner may not publish; what is to come stays."""
        kind = self._kinds[entry.kind]
        if kind.about or kind.public is None:
            return entry
        shown = public([entry], self._kinds, self._site, Clock(self._now, drafts=True, future=True))
        return shown.entries[0]

    def carry_out(self, progress: Progress) -> Told:
        """Write everything."""
        site, target = self._site, self._target
        authors = [name for name in site.authors if name in self._authors()]
        menu = menu_items(site, self._places, self._numbers, self._links)
        with target.place(EXPORT).open("w", encoding="utf-8", newline="") as file:
            file.writelines(wxr.head(site, self._terms(with_menu=bool(menu)), authors, self._now))
            for number, place in enumerate(self._places):
                progress("exporting", number, len(self._places))
                file.writelines(wxr.written(self._one(place), self._zone))
            for item in (*self._attachments(), *menu):
                file.writelines(wxr.written(item, self._zone))
            file.write(wxr.tail())
        self._copy()
        self._settle(len(menu))
        return self._told

    def sources(self) -> dict[str, str]:
        """Return the files of the content of which those below ``static/`` were made, by their paths there."""
        # A picture that stood in a text becomes a file beside it, which is published where a text shows it alone.
        beside = f"{CONTENT}/{self._kinds[self._kinds[COMMENT].about].folder}"
        kept = {
            path: f"{beside}/{PurePosixPath(path).name}" if one.data else one.source
            for path, one in self._files.kept.items()
        }
        return {path: source for path, source in kept.items() if source != f"{CONTENT}/{STATIC}/{path}"}

    def _authors(self) -> set[str]:
        found = {name for place in self._places for name in authors_of(place.entry)}
        return found | ({self._site.author} if self._site.author else set())

    def _terms(self, *, with_menu: bool) -> list[wxr.Term]:
        """Return all tags, each in its first spelling, the categories that are kinds, and the menu."""
        kinds: dict[str, None] = {}
        for place in self._places:
            for tag in tags_of(place.entry):
                self._tags.setdefault(slugify(tag), tag)
            if category := self._category(place):
                kinds.setdefault(category)
        terms = [wxr.Term("category", name) for name in kinds]
        terms += [wxr.Term("post_tag", name) for name in self._tags.values()]
        return [*terms, wxr.Term("nav_menu", "Menu")] if with_menu else terms

    def _category(self, place: Place) -> str:
        """Return the category of a post that is no article."""
        is_usual = place.kind.name == self._kinds[COMMENT].about
        return "" if is_usual or place.type != "post" else place.kind.plural

    def _one(self, place: Place) -> wxr.Item:
        """Write an entry's files, and return it as an item."""
        entry, fields = place.entry, place.fields
        body = self._body(place)
        facts = as_html(place, self._zone, self._links, self._bodies)
        if body.kept:
            self._told.notes.append(f"{entry.source}: these links stay as they are: {', '.join(body.kept)}")
        why = place.why_draft(self._now)
        is_ahead = place.type == "post" and entry.date is not None and entry.date > self._now
        self._counts[place.kind.name] += 1
        self._told.drafts += bool(why)
        self._told.scheduled += is_ahead and not why
        names = authors_of(entry) or ((self._site.author,) if self._site.author else ())
        names = tuple(one for one in names if one in self._site.authors)
        shown = [self._site.authors[one].name for one in names]
        text = body.markdown if place.kind.is_markdown else facts
        data = plain.file_of(place, text, self._zone, self._links, shown, self._now, self._origin)
        self._target.write(plain.path_of(place), data)
        if not place.kind.is_markdown:
            self._target.write(plain.data_path(place), plain.data_of(place, self._zone))
        for url in body.shown:
            self._attach(url, place.number)
        terms = [wxr.Term("category", category)] if (category := self._category(place)) else []
        terms += [wxr.Term("post_tag", self._tags[slugify(tag)]) for tag in tags_of(entry)]
        sound = audio_of(entry)
        audio = self._sound(place, sound) if sound else {}
        meta = meta_of(place, names, self._zone, audio, why)
        if image := image_of(entry):
            url = self._links.named(image.src, entry.source)
            meta["_thumbnail_id"] = f"{self._attach(url, place.number, image.alt, image.credit, force=True)}"
        if audio:
            meta["enclosure"] = f"{audio['src']}\n{audio['bytes']}\n{audio.get('type', 'audio/mpeg')}\n"
            self._attach(audio["src"], place.number)
        return wxr.Item(
            number=place.number,
            type=place.type,
            title=place.title,
            name=place.name,
            guid=place.guid,
            link=self._links.absolute(place.url),
            date=entry.date,
            updated=fields.updated if fields else None,
            status="draft" if why else "future" if is_ahead else "publish",
            author=names[0] if names else "",
            html="\n\n".join(filter(None, (body.html, self._apart(place, facts)))),
            excerpt=fields.summary if fields else "",
            is_open=fields is not None and fields.comments == "open",
            terms=list(dict.fromkeys(terms)),
            meta=meta,
            spoken=self._spoken_of(place),
        )

    @staticmethod
    def _apart(place: Place, facts: str) -> str:
        """Return what only a kind has as a part of its own, by which it is known again beside the text."""
        return f"{FACTS}\n\n{facts}\n\n</div>" if facts and place.kind.is_markdown else facts

    def _sound(self, place: Place, sound: Audio) -> dict[str, Any]:
        """Return what is known of a recording that lies anywhere: its address in full, and its size."""
        url = heard(place, sound, self._links)
        known = {"src": url, "bytes": sound.bytes or self._files.size(url.removeprefix(f"{self._links.home}/"))}
        more = {"duration": sound.duration, "type": sound.type}
        return known | {key: value for key, value in more.items() if value}

    def _body(self, place: Place) -> Body:
        """Return the text of an entry, which is read again: all of them together may be large."""
        if not place.kind.is_markdown:
            return Body("", "")
        source, report = place.entry.source, Report()
        data = Path(on_disk(str(self._project.root), source)).read_bytes()
        text = decode(data, source, report)
        matter = read_matter(text, source, report) if text is not None else None
        return self._bodies.of(matter.body if matter else "", source, place.url, place.entry.slug)

    def _attach(self, url: str, number: int, alt: str = "", credit: str = "", *, force: bool = False) -> int:
        """Return the number of a file of the site in WordPress, 0 for any other address."""
        is_ours = url.startswith(f"{self._links.home}/") and self._links.is_file(url)
        if not is_ours and not force:
            return 0
        known = self._attached.get((url, alt, credit))
        if known is None:
            known = self._attached[url, alt, credit] = (self._numbers.next(), number)
        return known[0]

    def _attachments(self) -> Iterator[wxr.Item]:
        for (url, alt, credit), (number, parent) in self._attached.items():
            name = self._numbers.name(slugify(url.rpartition("/")[2]) or "file", "attachment")
            yield wxr.attachment(number, name, url, parent, alt, credit)

    def _spoken_of(self, place: Place) -> list[wxr.Spoken]:
        """Write what was said of an entry, and return it with numbers."""
        found = self._said.get((place.entry.kind, place.entry.slug), Conversation())
        for folder, data in plain.said_of(found, self._zone).items():
            self._target.write(f"data/{folder}/{place.kind.folder}/{place.entry.slug}.yaml", data)
        numbers: dict[str, int] = {}
        made = []
        for one in in_order(found.comments):
            numbers[one.id] = self._next_spoken()
            body = self._bodies.of(one.body, found.source, place.url, one.id, hostile=True)
            made.append(wxr.comment(numbers[one.id], numbers.get(one.reply_to, 0), one, body.html))
        made += [wxr.mention(self._next_spoken(), one) for one in found.mentions]
        self._counts["comments"] += len(found.comments)
        self._counts["mentions"] += len(found.mentions)
        self._told.waiting += sum(one.status in {"pending", "spam"} for one in found.comments)
        self._told.waiting += sum(one.status in {"pending", "spam"} for one in found.mentions)
        return made

    def _next_spoken(self) -> int:
        self._spoken += 1
        return self._spoken

    def _copy(self) -> None:
        """Write the pictures and files."""
        for path in sorted(self._files.kept):
            data = self._files.data(path)
            if data is None:
                continue
            self._counts["files"] += 1
            if isinstance(data, bytes):
                self._target.write(f"static/{path}", data)
            else:
                self._target.copy(f"static/{path}", data)
        for path in self._files.originals():
            if not path.endswith((".md", ".markdown", ".yaml", ".yml")):
                self._target.copy(f"originals/{path.removeprefix('content/')}", self._files.original(path))
        self._told.notes += [f"{path}: left out, {why}" for path, why in sorted(self._files.broken.items())]

    def _settle(self, menu: int) -> None:
        """Write the settings and the page that tells of everything."""
        if settings := settings_file(self._files.found.values()):
            self._target.copy("data/site.yaml", self._files.original(settings.path))
        redirects = "".join(f"{old} {new} 301\n" for old, new in self._site.redirects.items())
        if redirects:
            self._target.write("static/_redirects", redirects.encode())
        for kind in self._kinds.values():
            if count := self._counts[kind.name]:
                self._told.became.append(self._row(kind, count))
        told = self._told.became
        beside = (
            ("comments", self._counts["comments"], "comments, in their order", "`data/comments/`", "comment"),
            ("mentions", self._counts["mentions"], "comments of the type webmention", "`data/mentions/`", "mention"),
            ("files", self._counts["files"], "media, by their addresses", "`static/`", "file"),
            ("lines of the menu", menu, "a menu", "`data/site.yaml`", "line of the menu"),
            ("redirects", len(self._site.redirects), "nothing: a plugin can", "`static/_redirects`", "redirect"),
        )
        told += [row for row in (Became(*one) for one in beside) if row.count]
        self._target.write("README.md", readme(self._site.title, self._told).encode())

    def _row(self, kind: ContentType, count: int) -> Became:
        place = next(one for one in self._places if one.kind is kind)
        words = "posts" if place.type == "post" else "pages"
        category = self._category(place)
        more = f' in the category "{category}"' if category else ""
        folder = f"`{plain.path_of(place).rpartition('/')[0]}/`"
        data = "" if kind.is_markdown else f", with all values in `{plain.data_path(place).rpartition('/')[0]}/`"
        # A kind of one file is called as its list is.
        single = kind.label if kind.permalink else kind.plural
        return Became(kind.plural, count, words + more, folder + data, single)
