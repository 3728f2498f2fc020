"""A file of a Medium export: what it says of a story, and the story's text as it stands there."""

import datetime as dt
import re
from typing import Any
from urllib.parse import unquote

import msgspec

from generator.edit.kept_out import bare_name
from generator.importers.body.parse import classed, elements, said, tree
from generator.importers.moments import moment
from generator.importers.urls import split

_ID = r"[0-9a-f]{9,14}"
_AT_END = re.compile(rf"(?:^|[-/])({_ID})$")
_FILE = re.compile(
    rf"(?:(?P<day>\d{{4}}-\d{{2}}-\d{{2}})_|(?P<draft>draft)_)?(?P<words>.*?)-*(?P<id>{_ID})?\.html$", re.DOTALL
)


#: The longest name of a file that says something.
_LONGEST = 300
#: An answer has fewer words than this.
_LONG = 300


class Story(msgspec.Struct, frozen=True, kw_only=True):
    """A story. ``id`` is its number at Medium, ``link`` its address there, ``author`` who wrote it, with their page."""

    id: str
    title: str
    subtitle: str
    link: str
    date: dt.datetime | None
    is_draft: bool
    author: str
    author_url: str
    tags: tuple[str, ...]
    body: Any


def story(html: str, name: str) -> Story:
    """Return what a file says; its name has the day, and whether it is a draft."""
    root = tree(html)
    file = _FILE.match(name[:_LONGEST])
    link = next((one.get("href") or "" for one in classed(root, "p-canonical")), "").strip()
    times = list(classed(root, "dt-published"))
    draft = not times or bool(file and file["draft"])
    people = [one for one in classed(root, "p-author") if one.tag == "a"]
    own = [one.get("href") or "" for foot in elements(root, "footer") for one in elements(foot, "a")]
    ids = [found[1] for url in (link, *own) if (found := _AT_END.search(split(url).path))]
    day = file["day"] if file else ""
    body = next((one for one in classed(root, "e-content") if one.tag == "section"), None)
    return Story(
        id=ids[0] if ids else (file["id"] or "" if file else ""),
        title=next((said(one) for one in classed(root, "p-name")), "")
        or next((said(one) for one in elements(root, "title")), ""),
        subtitle=next((said(one) for one in classed(root, "p-summary")), ""),
        link=link if re.match(r"https?://\S+$", link) else "",
        date=moment(times[0].get("datetime") or "") if times else moment(day or ""),
        is_draft=draft,
        author=bare_name(said(people[0])) if people else "",
        author_url=(people[0].get("href") or "").strip() if people else "",
        tags=tuple(dict.fromkeys(filter(None, (said(one) for one in classed(root, "p-category", "p-tag"))))),
        body=body if body is not None else tree(""),
    )


def slug_of(one: Story, name: str) -> str:
    """Return a story's part of its address, without its number."""
    part = unquote(split(one.link).path.rstrip("/").rpartition("/")[2])
    if one.id and part.endswith(one.id):
        part = part.removesuffix(one.id).rstrip("-")
        if part and part != "p":
            return part
    file = _FILE.match(name[:_LONGEST])
    return re.sub(r"-{2,}", "-", file["words"]).strip("-") if file else ""


def is_answer(one: Story) -> bool:
    """Return whether a story looks like an answer to somebody else's: it has no title but its own first words.

    What has headings or pictures, or is long, is a story all the same.
    """
    text = said(one.body)
    if one.is_draft or one.subtitle or elements(one.body, "h1", "h2", "h3", "h4", "img", "figure"):
        return False
    title = one.title.removesuffix("...") if one.title.endswith("...") else one.title.rstrip(" …")
    return len(text.split()) < _LONG and text.startswith(title)


def id_in(url: str) -> str:
    """Return the number of the story that an address leads to, or nothing."""
    found = _AT_END.search(split(url).path.rstrip("/"))
    return found[1] if found else ""
