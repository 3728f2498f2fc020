"""Texts that need nothing of Goodword: as HTML with whole addresses, and as Markdown with such."""

import html
import re
from collections.abc import Mapping

import msgspec

from generator.base.model import Pieces, Placeholder
from generator.base.paths import in_path
from generator.base.problems import Place as Source
from generator.base.problems import Report
from generator.base.text import without_controls
from generator.content.text_images import taken_out
from generator.leaving.links import Links
from generator.leaving.xml_text import escaped
from generator.markup.markdown import Unconvertible, convert, deep_html, too_deep
from generator.markup.placeholders import cut
from generator.markup.sanitize import clean
from generator.markup.tags import attributes_of, written

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_RAW = re.compile(r"(<(pre|textarea|script|style)\b.*?</\2>)", re.DOTALL | re.IGNORECASE)
_BREAK = re.compile(r"(<br\b[^<>]*>) +")
_LINES = re.compile(r"[ \t]*\n\s*")
_BLOCK = "p|h[1-6]|ul|ol|blockquote|table|figure|div|dl|details|pre|section|aside"
_BETWEEN = re.compile(rf"(</(?:{_BLOCK})>|<hr[^>]*>) (?=<(?:{_BLOCK}|hr)\b)")
#: What WordPress would take for a shortcode, and what it would draw a face for.
_SHORT = re.compile(r"\[(?=/?\w)")
_FACE = re.compile(r"(?<![^\s>])(?:[:;](?=[-)(|?!xXoOdDpP:a-z]{1,10}(?![^\s<]))|8(?=-?[)O](?![^\s<])))")
_TAG = re.compile(r"(<[^<>]*>)")
_BOX = re.compile(r"<input\b[^<>]*type=\"checkbox\"[^<>]*>")
#: What stands before the target of a link or a picture.
_BEFORE = r"""(?P<before>\]\(\s*<?|^[ >]{0,9}\[[^\]\n]+\]:[ \t]*<?|\b(?:src|href|poster|cite|data)\s*=\s*["']?)"""
#: What stands in Markdown and is no Markdown: listings and code in a line.
_CODE = re.compile(
    r"^([ \t]*(?:>[ \t]?)*)(`{3,}|~{3,})[^\n]*\n.*?(?:^\1?[ \t]*\2[`~]*[ \t]*$|\Z)"
    r"|(?<!`)(`+)(?!`).+?(?<!`)\3(?!`)",
    re.DOTALL | re.MULTILINE,
)


class Body(msgspec.Struct, frozen=True):
    """A text in both forms. ``kept`` are the links that could not be written anew in the Markdown."""

    html: str
    markdown: str
    kept: tuple[str, ...] = ()
    #: The addresses of what it shows and links to, in full.
    shown: tuple[str, ...] = ()


class _Cut(msgspec.Struct, frozen=True):
    pieces: Pieces
    placeholders: tuple[Placeholder, ...]
    #: The addresses of pictures that stand in the text itself, by their names.
    inside: Mapping[str, str]


class Bodies:
    """Makes them, one after the other."""

    def __init__(self, links: Links, origin: str) -> None:
        """Keep what resolves links, and the scheme and host of the site, which Markdown can do without."""
        self._links, self._origin = links, origin

    def of(self, markdown: str, source: str, own: str, prefix: str = "x", *, hostile: bool = False) -> Body:
        """Return a text of a file, whose page is at ``own`` within the site."""
        markdown, _ = without_controls(markdown)
        made = self._cut(markdown, source, prefix, hostile=hostile)
        if made is None:
            return Body(f"<pre>{escaped(markdown)}</pre>", markdown, kept=("all of it",))
        answers: dict[str, str] = {}
        parts = [made.pieces[0]]
        for placeholder, piece in zip(made.placeholders, made.pieces[1:], strict=True):
            parts += (self._filling(placeholder, source, own, made.inside, answers), piece)
        here = {target: url.removeprefix(self._origin) or "/" for target, url in answers.items()}
        anew = with_addresses(markdown, here)
        again = self._cut(anew, source, prefix, hostile=hostile) if anew != markdown else made
        left = again.placeholders if again else made.placeholders
        kept = {one.target for one in left if here.get(one.target, one.target) != one.target}
        return Body(for_wordpress("".join(parts)), anew, tuple(sorted(kept)), tuple(answers.values()))

    def _cut(self, markdown: str, source: str, prefix: str, *, hostile: bool) -> _Cut | None:
        """Return a text's HTML in pieces, or None for one that cannot be converted."""
        if too_deep(markdown) or deep_html(markdown):
            return None
        try:
            converted = convert(markdown, prefix).html
        except Unconvertible:
            return None
        parts = cut(clean(converted) if hostile else converted, videos=not hostile)
        found, data = taken_out(parts.embedded, markdown, Source(source), Report()) if parts.embedded else ((), {})
        inside = {one.name: self._links.absolute(self._links.files.inside(one, data[one.name])) for one in found}
        return _Cut(parts.pieces, parts.placeholders, inside)

    def _filling(
        self, one: Placeholder, source: str, own: str, inside: Mapping[str, str], answers: dict[str, str]
    ) -> str:
        """Return what stands in a gap, and note what its target becomes."""
        if one.kind == "video":
            return f"\n<p>{escaped(one.target)}</p>\n"
        if one.kind == "source":
            return ""
        pictured = one.kind in {"image", "inner"}
        if one.kind == "here":
            url = one.target
        elif not (url := inside.get(one.target, "")):
            find = self._links.picture if pictured else self._links.link
            url = answers[one.target] = find(one.target, source, own)
        if pictured:
            said = attributes_of(one.attributes) | {"src": url}
            return f"<img{written({key: value for key, value in said.items() if key not in {'srcset', 'sizes'}})}>"
        return f' {one.attributes}="{escaped(url)}"' if one.attributes else escaped(url)


def with_addresses(markdown: str, answers: Mapping[str, str]) -> str:
    """Return Markdown with other targets of its links and pictures; code stays as it is."""
    forms: dict[str, str] = {}
    for target, url in answers.items():
        if url != target:
            forms |= dict.fromkeys((target, html.escape(target), in_path(target)), url)
    if not forms:
        return markdown
    targets = "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))
    wanted = re.compile(_BEFORE + f"(?P<target>{targets})" + r"""(?=[\s)>"']|\Z)""", re.MULTILINE)

    def anew(text: str) -> str:
        return wanted.sub(lambda found: found["before"] + forms[found["target"]], text)

    made: list[str] = []
    end = 0
    for code in _CODE.finditer(markdown):
        made += (anew(markdown[end : code.start()]), code[0])
        end = code.end()
    return "".join((*made, anew(markdown[end:])))


def for_wordpress(markup: str) -> str:
    """Return HTML that WordPress shows as it is: it takes line ends for breaks, and brackets for its own codes."""
    parts = _RAW.split(_COMMENT.sub("", markup))
    made = []
    # Of three parts each, the last is the name of the element that the second is.
    for number in range(0, len(parts), 3):
        made.append(_BETWEEN.sub("\\1\n\n", _BREAK.sub("\\1", _LINES.sub(" ", parts[number]))))
        if number + 1 < len(parts):
            made.append(parts[number + 1])
    text = _BOX.sub(lambda box: "☑" if "checked" in box[0] else "☐", _SHORT.sub("&#91;", "".join(made)))
    pieces = _TAG.split(text)
    pieces[::2] = [_FACE.sub(lambda sign: f"&#{ord(sign[0])};", piece) for piece in pieces[::2]]
    return "".join(pieces).strip()
