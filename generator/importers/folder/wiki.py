"""What Obsidian and wikis write: links and pictures in double brackets, notices, marks, and notes to oneself."""

import posixpath
import re
from collections.abc import Mapping, Sequence
from urllib.parse import quote

from generator.base.text import slugify
from generator.importers.body.marked import lines, outside
from generator.importers.folder.media import kind_of_notice
from generator.importers.folder.old import Doc, Told
from generator.importers.folder.values import texts
from generator.importers.links import to_text

_LINK = re.compile(
    r"(?P<shown>!?)\[\[(?P<name>[^\[\]|#\n]{0,300})(?:#(?P<part>[^\[\]|\n]{0,300}))?(?:\|(?P<words>[^\[\]\n]{0,300}))?\]\]"
)
_NOTE = re.compile(r"(?:(?<![ \t])[ \t]+)?%%.{0,20000}?%%", re.DOTALL)
_MARK = re.compile(r"(?<![=\w])==(?=[^\s=])([^=\n]{1,500}?)(?<=[^\s=])==(?![=\w])")
_BLOCK = re.compile(r"(?<![ \t])[ \t]+\^[\w-]+[ \t]*$", re.MULTILINE)
_CALLOUT = re.compile(
    r"(?P<before>[ \t]*(?:>[ \t]*)+)\[!(?P<kind>[\w-]+)(?:\|[^\]]*)?\](?P<fold>[+-]?)[ \t]*(?P<title>.*)$"
)
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg", ".bmp")


class Notes:
    """Finds texts and files by their names, wherever in the folder they are."""

    def __init__(self, docs: Sequence[Doc], files: Mapping[str, str]) -> None:
        """Keep all names, in small letters. Of several of one name, the one nearest to the top counts."""
        self._docs: dict[str, Doc] = {}
        for doc in sorted(docs, key=lambda one: (one.path.count("/"), one.path)):
            stem = posixpath.splitext(doc.path)[0].lower()
            for name in (
                stem,
                posixpath.basename(stem),
                doc.title.lower(),
                *(one.lower() for one in texts(doc.values.get("aliases"))),
            ):
                if name:
                    self._docs.setdefault(name, doc)
        self._files: dict[str, str] = {}
        for url in sorted(files, key=lambda one: (one.count("/"), one)):
            for name in (url.strip("/").lower(), posixpath.basename(url).lower()):
                self._files.setdefault(name, url)

    def translated(self, doc: Doc, body: str, told: Told) -> str:
        """Return a text in which all of it is as it is here."""
        if "%%" in body:
            # Nobody was to see it.
            body = outside(body, lambda piece: _NOTE.sub("", piece))
        if "[!" in body:
            body = "".join(row if is_code else _called(row) for is_code, row in lines(body))
        if "[[" in body:
            body = outside(body, lambda piece: _LINK.sub(lambda found: self._link(doc, found, told, body), piece))
        if "==" in body:
            body = outside(body, lambda piece: _MARK.sub(r"<mark>\1</mark>", piece))
        if "^" in body:
            body = outside(body, lambda piece: _BLOCK.sub("", piece))
        return body

    def _link(self, doc: Doc, found: re.Match[str], told: Told, body: str) -> str:
        name, part, words = found["name"].strip(), found["part"] or "", (found["words"] or "").strip()
        place = f"#{slugify(part.rpartition('#')[2])}" if part and not part.startswith("^") else ""
        if not name:
            return f"[{words or part}]({place})" if place else found[0]
        key = name.lower().removesuffix(".md").strip("/")
        target = self._docs.get(key)
        file = self._files.get(name.lower().strip("/"))
        if file is not None and (target is None or "." in name):
            if found["shown"] and file.lower().endswith(_PICTURES):
                return _picture(file, words)
            return f"[{words or posixpath.basename(name)}]({quote(file)})"
        if target is None:
            told.say(
                f"`{found[0][:60]}` leads to nothing in the folder: its words stay",
                body,
                0 if told.is_full else body.find(found[0]),
            )
            return words or name
        if found["shown"]:
            told.say(
                f"`{found[0][:60]}` showed another text: it is a link now",
                body,
                0 if told.is_full else body.find(found[0]),
            )
        here = place if target.path == doc.path and place else to_text(target.path) + place
        return f"[{words or (f'{name}: {part}' if part and place else name)}]({here})"


def _picture(file: str, words: str) -> str:
    """Return a picture; what stands behind the bar is its width or its words."""
    size = re.fullmatch(r"(\d{1,5})(?:x\d{1,5})?", words)
    alt = "" if size else words
    return f"![{alt}]({quote(file)})" + (f"{{width={size[1]}}}" if size else "")


def _called(row: str) -> str:
    """Return a line that begins a notice with a kind that is one here, and its title as the first words."""
    found = _CALLOUT.match(row.rstrip("\n"))
    if found is None:
        return row
    before = found["before"].rstrip() + " "
    title = found["title"].strip()
    word = kind_of_notice(found["kind"])
    made = [f"{before}[!{word}]"] if word else []
    if title:
        made += [f"{before}**{title}**", before.rstrip()]
    return "".join(f"{line}\n" for line in made) or f"{before.rstrip()}\n"
