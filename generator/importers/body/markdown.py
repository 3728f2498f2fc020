"""A block of HTML in Markdown: the door to markdownify. What Markdown has no sign for stays a tag within the line."""

import re
from collections.abc import Iterator
from functools import cache
from html import escape
from typing import Any

from generator.importers.body.parse import written
from generator.importers.ends import apart

#: Elements within a line that Markdown has no sign for.
_TAGS = ("sub", "sup", "kbd", "abbr", "ins", "q", "small", "cite", "mark", "dfn", "samp", "var", "time", "bdi")
_INLINE_ONLY = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6"))
_MANY = re.compile(r"[\t\n\r ]{20,}")
#: The blocks that Markdown has signs for.
BLOCKS = _INLINE_ONLY | {"ul", "ol", "blockquote", "pre", "table", "hr"}


def in_markdown(block: Any) -> Iterator[str]:
    """Yield a block in Markdown as well as the library can tell: first as people write it, then with all signs escaped.

    Nothing where it cannot be in Markdown.
    """
    if block.tag == "pre":
        yield _fenced(block)
    elif block.tag == "hr":
        yield "---"
    elif (address := _bare(block)) is not None:
        yield f"<{address}>"
    elif all(one.get("alt") for one in block.iter("img")):
        # Without words a picture is only decoration, which Markdown cannot say.
        for careful in (False, True):
            yield _converted(block, careful=careful)


def _converted(block: Any, *, careful: bool) -> str:
    # The library's own search for line ends among many spaces takes long.
    html = "".join(
        part if is_pre else _MANY.sub(lambda found: "\n" if "\n" in found[0] else " ", part)
        for is_pre, part in apart(written(block), "pre")
    )
    made: str = _library(careful=careful).convert(html)
    made = "\n".join(line if line.endswith("\\") else line.rstrip() for line in made.strip("\n").split("\n"))
    made = re.sub(r"\n{3,}", "\n\n", made).strip()
    if block.tag in _INLINE_ONLY and block.get("id"):
        return f"{made} {{: #{block.get('id')} }}" if block.tag != "p" else ""
    return made


@cache
def _library(*, careful: bool) -> Any:
    """Return the library's converter, with tags in lines kept."""
    from markdownify import ATX, BACKSLASH, MarkdownConverter  # noqa: PLC0415 (60 ms, and only imports need it)

    def kept(_self: Any, element: Any, text: str, parent_tags: Any) -> str:  # noqa: ARG001 (the library names it)
        said = "".join(f' {name}="{escape(str(value))}"' for name, value in element.attrs.items())
        return f"<{element.name}{said}>{text}</{element.name}>"

    library: Any = MarkdownConverter

    def listing(self: Any, element: Any, text: str, parent_tags: Any) -> Any:
        # The library's own way to strip it takes long for many spaces.
        begin = text.rfind("\n", 0, len(text) - len(text.lstrip(" \n"))) + 1
        return library.convert_pre(self, element, text[begin:].rstrip(" \n"), parent_tags)

    own = {**{f"convert_{tag}": kept for tag in _TAGS}, "convert_pre": listing}
    converter = type("Converter", (MarkdownConverter,), own)
    return converter(
        heading_style=ATX,
        bullets="-",
        newline_style=BACKSLASH,
        strong_em_symbol="*",
        escape_misc=careful,
        strip_pre=None,
        autolinks=True,
        table_infer_header=False,
    )


def _bare(block: Any) -> str | None:
    """Return the address of a paragraph that is nothing but a link which shows its own address."""
    if block.tag != "p" or len(block) != 1 or block[0].tag != "a" or (block.text or "").strip():
        return None
    href = block[0].get("href") or ""
    words = "".join(block[0].itertext()).strip()
    if len(block[0]) or (block[0].tail or "").strip() or words != href:
        return None
    return href if re.fullmatch(r"https?://[^\s<>]+", href) else None


def _fenced(block: Any) -> str:
    """Return a listing between fences, if it is nothing but text."""
    inner = block[0] if len(block) == 1 and block[0].tag == "code" and not (block.text or "").strip() else block
    if len(inner) or (inner is not block and (inner.tail or "").strip()):
        return ""
    text = (inner.text or "").strip("\n")
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall(r"`+", text)), default=0))
    word = (inner.get("class") or block.get("class") or "").removeprefix("language-")
    return f"{fence}{word}\n{text}\n{fence}"
