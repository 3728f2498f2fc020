"""An import from its export to the site's files: the same for all sources.

The story: what the site has is read; each post gets its place; then the posts come one by one, are made into Markdown,
and written, with what was said of them. What is there is left alone, so a second run adds only what is new.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import nullcontext

import msgspec

from generator.base.problems import Report
from generator.base.text import slugify
from generator.build.contents import Contents, read_contents
from generator.importers.addresses import Home, form_of, homes, path_within
from generator.importers.aliases import Aliases, absent
from generator.importers.base import Blog, Export, Picture, Post
from generator.importers.beforehand import (
    addresses_of,
    guids_of,
    in_zone,
    is_hidden,
    known_of,
    localized,
    people_of,
    without_passwords,
)
from generator.importers.body.convert import converted, page
from generator.importers.body.relinked import relinked
from generator.importers.body.shown import loss, shown
from generator.importers.body.tidy import tidy
from generator.importers.disk import copy, put
from generator.importers.front import Front, file_of
from generator.importers.later import refreshed
from generator.importers.links import Links
from generator.importers.options import Options
from generator.importers.pictures import STATIC, Pictures
from generator.importers.report import LEFT_TO_DRAFTS, Kept, Result
from generator.importers.settings import Settler
from generator.importers.talk import Talk
from generator.importers.titles import as_tag, title_of
from generator.importers.whole import as_kind, bring, of_kinds, with_files
from generator.site.project import Project
from generator.site.settings import Site

Told = Callable[[int, int], None]


class Run:
    """One import into a site."""

    def __init__(
        self, project: Project, contents: Contents, site: Site, export: Export, label: str, options: Options
    ) -> None:
        """Give each post its place. Nothing is written yet."""
        self._project, self._site, self._export, self._options = project, site, export, options
        self._blog = blog = of_kinds(localized(export.blog, site), contents.kinds)
        self.result = Result(label=label, blog=blog.title or blog.url)
        self.result.left = dict(blog.left)
        self.result.notes = list(blog.notes)
        self._settler = Settler(project, site, Report(), dry=options.dry)
        self._known = known_of(contents, site, project, options.now)
        self._form = form_of(blog) if options.fresh and "article" not in site.permalinks else ""
        if self._form == contents.kinds["article"].permalink:
            self._form = ""
        patterns = {name: site.permalinks.get(name, kind.permalink) for name, kind in contents.kinds.items()}
        patterns["article"] = self._form or patterns["article"]
        self._kinds = contents.kinds
        self._called = {name: kind.plural.lower() for name, kind in contents.kinds.items()}
        self._guids = guids_of(blog, site)
        self._places = {place.key: place for place in blog.places}
        self._homes = homes(blog.places, self._guids, self._known, patterns, site.zone)
        self._addresses = addresses_of(blog, self._homes)
        self._pictures = Pictures(
            blog.pictures,
            blog.picture_pages,
            options.media,
            self._addresses.is_own,
            options.fetch,
            blog.files,
            root=project.root,
        )
        self._pictures.base = site.base
        self._links = Links(self._addresses, self._pictures, self._homes)
        self._aliases = Aliases(blog.url, site, self._homes, self._known, self.result.unled)
        self._people = people_of(blog, site)
        #: Tags in the first spelling, by their slugs; and those of articles that are out, which have a page.
        self._seen_tags: dict[str, str] = {}
        self._out_tags: dict[str, str] = {}
        self._persons = {person.key: person for person in blog.people}
        self._out_authors: set[str] = set()
        self._is_out = any(entry.kind == "article" for entry in contents.entries)
        names = {key: author for key, (_, author) in self._people.items()}
        self._drafts: list[Home] = []
        self._talk = Talk(project, site, names, self.result, dry=options.dry)

    def carry_out(self, told: Told) -> Result:
        """Write what is new, and return what is to be told. Raises OSError and :class:`UnreadableError`."""
        of, blog = len(self._homes), self._blog
        self._settler.form(self._form)
        bring(self._project, blog.whole, self.result, dry=self._options.dry)
        for number, post in enumerate(self._export.posts()):
            if post.key not in self._homes:
                continue
            told(number, of)
            made = as_kind(post, self._places[post.key].kind)
            self._one(without_passwords(in_zone(made, self._site.zone)), self._homes[post.key])
        told(of, of)
        # What a text that is out has brought meanwhile, drafts show from here, too.
        with self._pictures.held(self._blog.url):
            for home in self._drafts:
                self._refresh(home)
        self._settings()
        self.result.leave(LEFT_TO_DRAFTS, self._pictures.left)
        self.result.missing = list(self._pictures.missing)
        self.result.broken = self._pictures.broken
        return self.result

    def _one(self, post: Post, home: Home) -> None:
        # What is here already may be out by now, or not any more.
        is_draft, is_later = home.is_draft, home.is_hidden
        if not home.is_old:
            is_draft = bool(post.draft) or (post.date is None and post.kind == "article")
            is_later = is_hidden(post, self._kinds[post.kind], self._options.now)
        pictures, blog = self._pictures, self._blog.url
        if is_draft:
            self._drafts.append(home)
        with pictures.held(blog) if is_draft else pictures.beside(home.path) if is_later else nullcontext():
            self._bring(post, home)
        # What was said stands in a file of its own, from which nothing leads to what lies beside the text.
        with pictures.held(blog) if is_draft or is_later else nullcontext():
            self._talk.add(post, home, self._links.of(home, absolute=True).link, pictures.original)

    def _bring(self, post: Post, home: Home) -> None:
        self.result.count(self._called[post.kind], new=not home.is_old)
        if not home.is_old:
            self._write(post, home)
        else:
            self._reckon(post, self._tags(post.tags))
            if not home.is_draft:
                self._refresh(home)

    def _write(self, post: Post, home: Home) -> None:
        links = self._links.of(home)
        post = with_files(post, self._pictures.file)
        image = self._pictured(post)
        notes = list(post.notes)
        if post.form == "markdown":
            text, html, every = relinked(post.body, links.link, links.picture), 0, 0
            before = None
            self.result.uncompared += 1
        else:
            # What the blog showed, with its addresses as they are now.
            pictures = self._pictures
            before = shown(post.body, links.link, pictures.picture, pictures.behind)
            body = converted(tidy(post.body, links.link, pictures.picture, pictures.behind))
            text, html, every = body.text, body.html_blocks, body.blocks
        after = shown(page(text) or "")
        draft = post.draft
        if post.date is None and post.kind == "article":
            draft = draft or "it has no date"
            post = msgspec.structs.replace(post, date=self._options.now)
        post = msgspec.structs.replace(
            post, title=title_of(post, after), summary=" ".join(post.summary.split()), tags=self._tags(post.tags)
        )
        guid = self._guids.get(post.key, "")
        place = self._places[post.key]
        if place.guid and guid != place.guid:
            notes.append(f'its name in feeds, "{place.guid}", cannot be kept: another text has it, or it is no name')
        if draft:
            self.result.drafts[home.path] = draft
            self.result.count("drafts among them")
        elif post.expires and post.expires <= self._options.now:
            self.result.count("expired among them")
        elif post.date and post.date > self._options.now:
            self.result.count("scheduled among them")
        else:
            self._reckon(post, post.tags)
        front = Front(
            guid=guid,
            authors=self._authors(post.authors),
            aliases=self._aliases.of(place, home),
            image=image,
            draft=draft,
        )
        data = file_of(post, home, self._site.zone, front, text)
        lost = loss(before or after, after)
        if home.kind == "page" and "/" in path_within(place.link, self._blog.url).strip("/"):
            notes.append("it stood below another page, and is at the top now; its old address leads to it")
        kept = Kept(path=home.path, title=post.title, loss=lost, html_blocks=html, blocks=every, notes=tuple(notes))
        self.result.kept.append(kept)
        self._copy()
        if not self._options.dry:
            put(self._project, home.path, data)

    def _reckon(self, post: Post, tags: Sequence[str]) -> None:
        """Note what has a page because of an article that is out."""
        now = self._options.now
        is_over = post.expires is not None and post.expires <= now
        if post.kind == "article" and not post.draft and post.date and post.date <= now and not is_over:
            self._out_tags.update({slugify(tag): tag for tag in tags})
            self._out_authors.update(post.authors)
            self._is_out = True

    def _refresh(self, home: Home) -> None:
        """Let a text that is here show what has come by now. One that is not out says what is not to come, anyway."""
        can_come = self._options.media or self._options.fetch or self._blog.files
        if not (can_come or home.is_draft or home.is_hidden):
            return
        if data := refreshed(self._project, home.path, self._pictures, self._addresses.is_own):
            if home.is_old:
                self.result.count("texts with pictures that came later")
            self._copy()
            if not self._options.dry:
                put(self._project, home.path, data)

    def _pictured(self, post: Post) -> Picture | None:
        """Return a post's picture at its new address."""
        if post.image is None:
            return None
        known = self._pictures.about(post.image.url) or post.image
        url = self._pictures.picture(post.image.url)
        return msgspec.structs.replace(
            post.image, url=url, alt=post.image.alt or known.alt, credit=post.image.credit or known.credit
        )

    def _tags(self, tags: Sequence[str]) -> tuple[str, ...]:
        """Return tags, each once and all that are one in one spelling."""
        found = {}
        for tag in tags:
            name, wrong = as_tag(tag)
            if wrong:
                self.result.left[f"tags that cannot be an address ({name[:40]})"] = 1
            elif slug := slugify(name):
                found[slug] = self._seen_tags.setdefault(slug, name)
        return tuple(found.values())

    def _authors(self, keys: Sequence[str]) -> tuple[str, ...]:
        found = []
        for key in keys:
            if key in self._people:
                person = self._persons[key]
                values = {"name": person.name, "bio": person.bio, "url": person.url, **person.more}
                self._settler.author(self._people[key][0], {key: value for key, value in values.items() if value})
                found.append(self._people[key][0])
        return () if found == [self._site.author] else tuple(dict.fromkeys(found))

    # --- what is beside the posts ---------------------------------------------------------

    def _copy(self) -> None:
        """Copy the pictures and files that were found since, before a text shows them."""
        while self._pictures.fresh:
            one = self._pictures.fresh.pop()
            if (self._project.root / one.target).exists():
                continue
            self.result.copied += 1
            self.result.beside += not one.target.startswith(f"{STATIC}/")
            self.result.count("pictures and files")
            if not self._options.dry:
                copy(self._project, one.source, one.target)

    def _settings(self) -> None:
        blog = self._blog
        authors = {key: name for key, (name, _) in self._people.items() if key in self._out_authors}
        missing = absent(self._site, is_out=self._is_out, is_commented=self._talk.is_shown, tags=self._out_tags)
        redirects = self._aliases.redirects(blog, authors, self._out_tags, self._pictures, missing)
        self._copy()
        self.result.settings += self._settler.rest(tuple(self._menu(blog)), redirects)

    def _menu(self, blog: Blog) -> Iterator[Mapping[str, str]]:
        for one in blog.menu:
            home = self._homes.get(one.key)
            found = self._addresses.find(one.url) if one.url else None
            url = home.url if home else found[0].url if found else one.url
            if url:
                label = one.label or next(
                    (kept.title for kept in self.result.kept if home and kept.path == home.path), ""
                )
                if label:
                    yield {"label": label, "url": url}


def run(project: Project, export: Export, label: str, options: Options, told: Told) -> Result | Contents:
    """Return what is to be told of an import, or the site's contents where their errors are in the way.

    Raises OSError and :class:`UnreadableError`.
    """
    contents = read_contents(project)
    if contents.site is None or contents.errors:
        return contents
    return Run(project, contents, contents.site, export, label, options).carry_out(told)
