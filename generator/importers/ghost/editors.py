"""The text of a post that only the editor of Ghost has, as HTML: of Lexical, of Mobiledoc, or Markdown."""

import json
from collections.abc import Callable
from html import escape
from typing import Any

from generator.importers.body.convert import page
from generator.importers.ghost.editor_cards import CARDS, card, image, is_gated
from generator.importers.ghost.tables import Row, texts_in, word

#: Where nothing but words is kept of what is nested deeper.
_DEEPEST = 40
#: The forms of a piece of Lexical's text, by their bits.
_FORMS = ("strong", "em", "s", "u", "code", "sub", "sup", "mark")
_MARKUPS = frozenset(("a", "b", "code", "del", "em", "i", "mark", "s", "strike", "strong", "sub", "sup", "u"))
_BLOCKS = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "aside"))


def html_of(row: Row) -> str:
    """Return the text of a post whose HTML is missing; an empty string, where the editor has none either."""
    for name, made in (("lexical", lexical), ("mobiledoc", mobiledoc)):
        try:
            document = json.loads(word(row, name) or "null")
        except (ValueError, RecursionError):
            continue
        if isinstance(document, dict) and (html := made(document)).strip():
            return html
    if markdown := word(row, "markdown"):
        return page(markdown) or ""
    return "".join(f"<p>{escape(one)}</p>" for one in word(row, "plaintext").split("\n\n") if one.strip())


def lexical(document: Row) -> str:
    """Return a document of the newer editor as HTML."""
    return _node(document.get("root"), 0)


def _node(node: object, depth: int) -> str:
    if not isinstance(node, dict):
        return ""
    if depth > _DEEPEST:
        return escape(" ".join(texts_in(node)))
    name = word(node, "type").removeprefix("extended-")
    children = node.get("children")
    if is_gated(node) or (name in CARDS and not isinstance(children, list)):
        return card(name, node)
    made = [_node(one, depth + 1) for one in children] if isinstance(children, list) else []
    make = _NODES.get(name)
    return make(node, made) if make else "".join(made)


def _lines(made: list[str]) -> str:
    """Return a list's lines. One that is nothing but a list belongs into the one before it."""
    lines: list[str] = []
    for line in made:
        if lines and line.startswith(("<li><ul", "<li><ol")) and lines[-1].endswith("</li>"):
            lines[-1] = lines[-1].removesuffix("</li>") + line.removeprefix("<li>")
        else:
            lines.append(line)
    return "".join(lines)


def _formed(node: Row, _made: list[str]) -> str:
    """Return a piece of text with its forms. Its spaces count, so they are not stripped."""
    text, form = node.get("text"), node.get("format")
    made = escape(text) if isinstance(text, str) else ""
    if isinstance(form, int) and made.strip():
        for bit, tag in enumerate(_FORMS):
            if form >> bit & 1:
                made = f"<{tag}>{made}</{tag}>"
    return made


def _paragraph(_node: Row, made: list[str]) -> str:
    inside = "".join(made)
    return f"<p>{inside}</p>" if inside.strip() else ""


def _heading(node: Row, made: list[str]) -> str:
    tag = word(node, "tag")
    return _block(tag if tag in _BLOCKS else "h2", "".join(made))


def _quote(_node: Row, made: list[str]) -> str:
    return _block("blockquote", "".join(made))


def _block(tag: str, inside: str) -> str:
    return f"<blockquote><p>{inside}</p></blockquote>" if tag in {"blockquote", "aside"} else f"<{tag}>{inside}</{tag}>"


def _list(node: Row, made: list[str]) -> str:
    number = node.get("start")
    start = f' start="{number}"' if isinstance(number, int) and 1 < number < 10**6 else ""
    inside = _lines(made)
    return f"<ol{start}>{inside}</ol>" if word(node, "listType", "tag") in {"number", "ol"} else f"<ul>{inside}</ul>"


def _item(_node: Row, made: list[str]) -> str:
    return f"<li>{''.join(made)}</li>"


def _link(node: Row, made: list[str]) -> str:
    return f'<a href="{escape(word(node, "url"))}">{"".join(made)}</a>'


def _code(_node: Row, made: list[str]) -> str:
    return f"<pre><code>{''.join(made).replace('<br>', chr(10))}</code></pre>"


#: What makes HTML of a node and its children's HTML, by the node's kind.
_NODES: dict[str, Callable[[Row, list[str]], str]] = {
    "aside": _quote,
    "autolink": _link,
    "code": _code,
    "heading": _heading,
    "linebreak": lambda _node, _made: "<br>",
    "link": _link,
    "list": _list,
    "listitem": _item,
    "paragraph": _paragraph,
    "quote": _quote,
    "tab": lambda _node, _made: " ",
    "text": _formed,
}


def mobiledoc(document: Row) -> str:
    """Return a document of the older editor as HTML."""
    sections = document.get("sections")
    return (
        "".join(_section(document, one) for one in sections if isinstance(one, list))
        if isinstance(sections, list)
        else ""
    )


def _section(document: Row, section: list[Any]) -> str:
    match section:
        case [1, str(tag), list(markers), *_]:
            inside = _marked(document, markers)
            return _block(tag if tag in _BLOCKS else "p", inside) if inside.strip() else ""
        case [2, str(source), *_]:
            return image({"src": source})
        case [3, str(tag), list(items), *_]:
            tag = "ol" if tag == "ol" else "ul"
            lines = "".join(f"<li>{_marked(document, one)}</li>" for one in items if isinstance(one, list))
            return f"<{tag}>{lines}</{tag}>"
        case [10, int(number), *_]:
            match _at(document, "cards", number):
                case [str(name), dict(payload), *_]:
                    return card(name.removeprefix("card-"), payload)
    return ""


def _at(document: Row, table: str, number: object) -> Any:
    rows = document.get(table)
    return rows[number] if isinstance(rows, list) and isinstance(number, int) and 0 <= number < len(rows) else None


def _marked(document: Row, markers: list[Any]) -> str:
    """Return a line: each of its pieces opens some markups, and closes as many as it says."""
    made: list[str] = []
    opened: list[str] = []
    for marker in markers:
        match marker:
            case [int(form), list(opens), int(closes), value, *_]:
                opened += [_open(_at(document, "markups", number), made) for number in opens]
                if form == 0 and isinstance(value, str):
                    made.append(escape(value))
                elif form == 1:
                    match _at(document, "atoms", value):
                        case ["soft-return", *_]:
                            made.append("<br>")
                        case [_, str(text), *_]:
                            made.append(escape(text))
                made += [_end(opened.pop()) for _ in range(min(closes, len(opened)))]
    made += [_end(tag) for tag in reversed(opened)]
    return "".join(made)


def _open(markup: object, made: list[str]) -> str:
    """Open a markup, and return its tag; an empty string for one that is not taken."""
    match markup:
        case [str(tag), *rest] if tag.lower() in _MARKUPS:
            tag = tag.lower()
            pairs = rest[0] if rest and isinstance(rest[0], list) else []
            href = next((pairs[at + 1] for at in range(0, len(pairs) - 1, 2) if pairs[at] == "href"), None)
            made.append(f'<a href="{escape(href)}">' if tag == "a" and isinstance(href, str) else f"<{tag}>")
            return tag
    return ""


def _end(tag: str) -> str:
    return f"</{tag}>" if tag else ""
