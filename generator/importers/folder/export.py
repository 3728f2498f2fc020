"""A folder of texts as an export: looked through once, and then read text by text."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from html import unescape
from pathlib import Path
from urllib.parse import quote

import msgspec

from generator.importers.base import Blog, Person, Picture, Place, Post, UnreadableError
from generator.importers.body.blocks import teaser
from generator.importers.body.convert import page
from generator.importers.body.marked import outside, runs
from generator.importers.body.parse import tree as tree_of
from generator.importers.body.relinked import relinked
from generator.importers.folder.eleventy import eleventy
from generator.importers.folder.facts import facts, unknown
from generator.importers.folder.hugo import hugo
from generator.importers.folder.jekyll import jekyll
from generator.importers.folder.links import Places
from generator.importers.folder.old import Doc, Old, Told
from generator.importers.folder.pelican import pelican
from generator.importers.folder.plain import plain
from generator.importers.folder.titles import of_file, title_and_body
from generator.importers.folder.tree import Tree
from generator.importers.folder.values import text
from generator.importers.urls import split

#: The programs, each with what reads its folder and the files by which that is known.
PROGRAMS: Mapping[str, Callable[[Tree], Old]] = {
    "jekyll": jekyll,
    "hugo": hugo,
    "pelican": pelican,
    "eleventy": eleventy,
    "plain": plain,
}
#: How many files are named for each key that means nothing here.
_NAMED = 3
#: A date before a name, which files of the site have as well.
_DATED = re.compile(r"^\d{4}-\d{2}-\d{2}[-_ ]+")
_EMPTY = re.compile(r"\n[ \t]*\n(?:[ \t]*\n)+")


class Folder:
    """The texts of a folder. ``program`` says what they were written for; without one, the folder's settings do."""

    def __init__(self, paths: Sequence[Path], program: str = "") -> None:
        """Look through the folder. Raises :class:`UnreadableError`."""
        if len(paths) != 1 or not paths[0].is_dir():
            raise UnreadableError("it must be one folder: the one that has the settings of the blog")
        tree = Tree(paths[0])
        old = PROGRAMS[program or detected(tree)](tree)
        if not old.docs:
            raise UnreadableError(f"there are no texts in it that {old.program} would read")
        self._old = old
        self._places = Places(old)
        self._people: dict[str, Person] = {one.key: one for one in old.people}
        for doc in old.docs:
            for name in facts(doc.values, old.zone).authors:
                self._people.setdefault(name, Person(key=name, name=name))
        self.blog = self._blog()

    def _blog(self) -> Blog:
        old = self._old
        old.left.update(old.tree.left)
        host = split(old.url)
        return Blog(
            title=old.title,
            url=old.url if host.scheme in {"http", "https"} and host.hostname else "",
            language=old.language,
            people=tuple(self._people.values()),
            places=tuple(self._place(doc) for doc in old.docs),
            menu=tuple(old.menu),
            redirects={split(old.url).path.rstrip("/") + path: to for path, to in old.redirects.items()},
            files={url: old.tree.files[path] for url, path in old.files.items()},
            left=old.left,
            notes=(f"it was read as a folder of {old.program}", *old.notes, *old.tree.notes, *self._unknown()),
        )

    def _place(self, doc: Doc) -> Place:
        return Place(
            kind=doc.kind,
            key=doc.path,
            guid=self._whole(_quoted(doc.guid)) if doc.guid.startswith("/") else doc.guid,
            slug=_DATED.sub("", doc.slug) or doc.slug,
            link=self._whole(_quoted(doc.url)),
            others=tuple(self._whole(one) for one in doc.others),
            date=doc.date,
            is_out=not doc.draft,
        )

    def _whole(self, path: str) -> str:
        """Return a path of the old blog as an address, if the blog had one that is known."""
        return self._old.url.rstrip("/") + path if path.startswith("/") and self._old.url else path

    def _unknown(self) -> Iterator[str]:
        """Yield what keys of the front matter mean nothing here, with the first places where they stand."""
        times: Counter[str] = Counter()
        where: dict[str, list[str]] = {}
        for doc in self._old.docs:
            for key in unknown(doc.values, self._old.own_keys):
                times[key] += 1
                if len(where.setdefault(key, [])) < _NAMED:
                    where[key].append(doc.path)
        for key, count in times.most_common():
            more = f" and {count - _NAMED:,} more" if count > _NAMED else ""
            places = f"{', '.join(where[key])}{more}"
            yield f"the key `{key}` of the front matter means nothing here, and did not come: {places}"

    # --- the second reading ---------------------------------------------------------------

    def posts(self) -> Iterator[Post]:
        """Yield the texts one after the other."""
        for doc in self._old.docs:
            yield self._post(doc)

    def _post(self, doc: Doc) -> Post:
        old = self._old
        said = Told(doc.path, doc.line)
        whole = old.tree.text(doc.path)
        written = "\n".join(whole.split("\n")[doc.line - 1 :])
        body = old.translate(doc, written, said)
        # Where nothing was put in, the empty lines are the writer's own.
        body = _spaced(body) if doc.form == "markdown" and body != written else body
        known = facts(doc.values, old.zone)
        own = text(doc.values.get("excerpt_separator"))
        body, before = _divided(body, (own, *old.more) if own else old.more)
        title, body = title_and_body(doc.title, body, doc.form)

        @cache
        def link(url: str) -> str:
            return self._places.link(doc, url)

        @cache
        def picture(url: str) -> str:
            found = self._places.picture(doc, url)
            if found == url and not re.match(r"[a-z][a-z0-9+.-]*:|//|#", url, re.IGNORECASE) and url:
                said.note(f"the picture {url[:100]} is not in the folder")
            return found

        body = relinked(body, link, picture)
        image = known.image
        if image is not None:
            found = self._places.picture(doc, image.url)
            image = msgspec.structs.replace(image, url=found) if found.startswith(("/", "http")) else None
            if image is None and known.image is not None:
                said.note(f"the picture {known.image.url[:100]} is not in the folder")
        return Post(
            kind=doc.kind,
            key=doc.path,
            title=text(title) or text(of_file(doc.path)),
            date=doc.date,
            updated=known.updated,
            expires=known.expires,
            series=known.series,
            ask=known.ask,
            syndicated=known.syndicated,
            draft=doc.draft,
            tags=doc.tags,
            authors=known.authors,
            summary=text(_plain(known.summary) or teaser(tree_of(page(before) or ""))),
            image=_proper(image),
            body=f"{body.strip(chr(10))}\n" if body.strip() else "",
            form=doc.form,
            takes_comments=known.takes_comments,
            notes=(*doc.notes, *said.notes()),
        )


def _quoted(path: str) -> str:
    """Return a path as browsers and feeds write it."""
    return quote(path, safe="/%~!$&'()*+,;=:@")


def _spaced(body: str) -> str:
    """Return a text with one empty line where there were more; code stays."""
    parts: list[str] = []
    for is_code, run in runs(body):
        if is_code:
            parts.append(run)
            continue
        spaced = outside(run, lambda piece: _EMPTY.sub("\n\n", piece))
        parts.append("\n" + spaced.lstrip("\n") if parts and spaced.startswith("\n") else spaced)
    return "".join(parts)


def detected(tree: Tree) -> str:
    """Return the program whose settings a folder has."""
    files = tree.files
    if any(f"hugo.{suffix}" in files for suffix in ("toml", "yaml", "yml", "json")):
        return "hugo"
    if "_config.yml" in files or "_config.yaml" in files or any(path.startswith("_posts/") for path in files):
        return "jekyll"
    has_content = any(path.startswith("content/") for path in files)
    if has_content and any(f"config.{suffix}" in files for suffix in ("toml", "yaml", "yml", "json")):
        return "hugo"
    if has_content and any(path.startswith("config/_default/") for path in files):
        return "hugo"
    if "pelicanconf.py" in files or "publishconf.py" in files:
        return "pelican"
    if any(re.fullmatch(r"\.eleventy\.js|eleventy\.config\.(?:js|cjs|mjs|ts)", path) for path in files):
        return "eleventy"
    return "plain"


def _proper(image: Picture | None) -> Picture | None:
    return image if image is None or image.alt or image.credit or image.url else None


def _divided(body: str, signs: Sequence[str]) -> tuple[str, str]:
    """Return a text without the sign before which a summary stands, and what stands before it."""
    for sign in signs:
        at = body.find(sign)
        if at >= 0:
            return body[:at] + body[at + len(sign) :], body[:at]
    return body, ""


def _plain(summary: str) -> str:
    """Return a summary without the signs of HTML and Markdown."""
    if not summary or not any(sign in summary for sign in "<&*_`["):
        return summary
    html = page(summary)
    return " ".join("".join(tree_of(html).itertext()).split()) if html else " ".join(unescape(summary).split())
