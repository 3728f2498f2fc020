"""A new content file: where it goes, what it is called, and what stands in it."""

import datetime as dt
import hashlib
import os
import re
from collections.abc import Container, Iterator
from pathlib import Path

import msgspec

from generator.base.layout import CONTENT
from generator.base.paths import nfc
from generator.base.text import slugify
from generator.content.files import is_yaml
from generator.content.find import is_ignored
from generator.pages.kind import Kind
from generator.scaffold import identity
from generator.scaffold.hints import fields_of, key_lines, list_lines
from generator.scaffold.schemas import modeline, schema_name
from generator.schema.addresses import slug_problem
from generator.schema.yaml_text import scalar
from generator.site.settings import Site

#: How long the part of an address is that is made of a title, in characters, and in bytes.
_LONGEST, _BYTES = 70, 180
_HEAD = 4096
_KEY = re.compile(rb"^(slug|id):[ \t]*[\"']?([^\s\"']+)", re.MULTILINE)
_DATE = re.compile(r"\d{4}-\d\d-\d\d[-_ ]+")
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]+")
_NOTE = "# What else can stand here. Take the # at a line's beginning away to use it:"


class NewFile(msgspec.Struct, frozen=True):
    """A file to be written: its path from the project's root, and its text."""

    path: str
    text: str


class TakenError(Exception):
    """There is such a file; the message says which, and what to do."""


def title_of(words: str) -> str:
    """Return a title on one line, without what cannot be seen; empty if nothing is left."""
    return " ".join(_UNSEEN.sub(" ", nfc(words)).split())


def new_file(root: Path, kind: Kind, title: str, site: Site, today: dt.date, *, folder: bool = False) -> NewFile:
    """Return a new file of a kind; with ``folder``, one in a folder of its own. Raises :class:`TakenError`."""
    if "." in kind.folder:
        path = f"{CONTENT}/{kind.folder}"
        if os.path.lexists(root / path):
            raise TakenError(f"{path} is there already, and a site has one; open that")
        return NewFile(path, _yaml(kind, title, path, today))
    there = dict(_there(root, kind))
    slug = _slug(title, kind, there)
    if slug in there:
        raise TakenError(
            f'{there[slug]} has the address "{slug}" already; open that, or take another title: nothing is overwritten'
        )
    name = f"{today.isoformat()}-{slug}" if kind.dated else slug
    path = f"{CONTENT}/{kind.folder}/{name}/index.md" if folder else f"{CONTENT}/{kind.folder}/{name}{kind.suffix}"
    taken = root / (path.removesuffix("/index.md") if folder else path)
    if os.path.lexists(taken):
        raise TakenError(f"{path} is there already; choose another title: nothing is overwritten")
    if not kind.is_markdown:
        return NewFile(path, _yaml(kind, title, path, today))
    given = {"title": scalar(title), "id": _id(kind, slug, site, today, there), "draft": "true"}
    by = site.author or next(iter(site.authors), "")
    return NewFile(path, _markdown(kind, given, path, today, {"authors": f"[{by}]"} if by else {}))


def _slug(title: str, kind: Kind, there: dict[str, str]) -> str:
    """Return a title's part of an address. Where it has no letters, it is the kind's name, with a number if need be."""
    slug = slugify(title)
    while len(slug) > _LONGEST or len(slug.encode()) > _BYTES:
        cut = slug[:_LONGEST] if len(slug) > _LONGEST else slug[: len(slug) * _BYTES // len(slug.encode())]
        # At the end of a word, if there is one in the second half.
        at = cut.rfind("-")
        slug = (cut[:at] if at > len(cut) // 2 else cut).strip("-")
    if slug and (slug_problem(slug) or is_ignored(f"{slug}.md") or slug == "index" or _DATE.match(f"{slug}-")):
        # A name that no file can have everywhere, such as con, or that would be taken for something else.
        slug = f"{kind.name}-{slug}"
    if slug and not slug_problem(slug):
        return slug
    number = 1
    while (name := kind.name + (f"-{number}" if number > 1 else "")) in there:
        number += 1
    return name


def _there(root: Path, kind: Kind) -> Iterator[tuple[str, str]]:
    """Return the addresses' parts and the ids that a kind's files have, each with the file's path."""
    base = root / CONTENT / kind.folder
    for folder, _, names in os.walk(base):
        for name in names:
            stem = name.rpartition(".")[0]
            if not name.lower().endswith((".md", ".markdown")) and not is_yaml(name):
                continue
            file = Path(folder, name)
            path = nfc(file.relative_to(root).as_posix())
            if stem.lower() == "index" and file.parent != base:
                stem = file.parent.name
            keys = _keys(file)
            yield nfc(keys.get("slug") or slugify(_DATE.sub("", stem, count=1))), path
            if "id" in keys:
                yield keys["id"], path


def _keys(file: Path) -> dict[str, str]:
    """Return the slug and the id that stand at a file's beginning, without a look at the rest."""
    try:
        with file.open("rb") as opened:
            head = opened.read(_HEAD)
    except OSError:
        return {}
    front = head.split(b"\n---", 1)[0]
    return {key.decode(): value.decode("utf-8", "replace") for key, value in _KEY.findall(front)}


def _id(kind: Kind, slug: str, site: Site, today: dt.date, there: Container[str]) -> str:
    """Return the permanent name of a new entry, like those that ``init`` writes; no other entry has it."""
    prefix = site.id.removesuffix(":site") if site.id else identity(site.url, today.year)
    if not slug.isascii():
        slug = f"{today.isoformat()}-{hashlib.blake2b(slug.encode(), digest_size=4).hexdigest()}"
    name = f"{prefix}:{kind.name}:{slug}"
    # One of this address was here, which was moved, and kept its id.
    number = 2
    found = name
    while found in there:
        found, number = f"{name}-{number}", number + 1
    return found


def _markdown(kind: Kind, given: dict[str, str], path: str, today: dt.date, examples: dict[str, str]) -> str:
    """Return a new Markdown file."""
    lines = key_lines(kind.schema, given, today, examples)
    first_note = next((number for number, line in enumerate(lines) if line.startswith("#")), len(lines))
    front = [modeline(schema_name(kind), path), *lines[:first_note], _NOTE, *lines[first_note:]]
    return "---\n" + "".join(f"{line}\n" for line in front) + "---\n\n"


def _yaml(kind: Kind, title: str, path: str, today: dt.date) -> str:
    """Return a new YAML file."""
    if kind.many:
        lines = list_lines(kind.schema, today)
    else:
        has_title = any(field.name == "title" for field in fields_of(kind.schema))
        lines = key_lines(kind.schema, {"title": scalar(title)} if has_title else {}, today)
    first_note = next((number for number, line in enumerate(lines) if line.startswith("#")), len(lines))
    found = [modeline(schema_name(kind), path), *lines[:first_note], _NOTE, *lines[first_note:]]
    return "".join(f"{line}\n" for line in found)
