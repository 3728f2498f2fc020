"""Paragraphs of texts that were written without them: a blank line ends one, a line's end is a break.

This is what WordPress does to texts of its classic editor whenever it shows them.
"""

import re
from collections import Counter

from generator.importers.ends import Ends
from generator.importers.names import words

#: Elements that hold paragraphs, or stand between them.
BLOCKS = words(
    "address article aside blockquote caption center col colgroup dd details dir div dl dt fieldset figcaption figure"
    " footer form h1 h2 h3 h4 h5 h6 header hgroup hr iframe legend li main menu nav noscript object ol p pre script"
    " section select style summary svg table tbody td textarea tfoot th thead tr ul video audio"
)
#: What stands in these is not touched.
_RAW = frozenset(("pre", "script", "style", "textarea", "svg", "iframe", "object", "video", "audio", "select"))
#: A text in these is paragraphs even if it is one alone.
_HOLDERS = frozenset(("", "div", "blockquote", "section", "article", "aside", "main", "details", "center", "form"))
#: A text in these is one paragraph without its tags, unless blank lines divide it.
_SINGLE = frozenset(("li", "td", "th", "dd", "figure"))
_LINE = frozenset(
    ("p", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "figcaption", "caption", "summary", "legend", "address")
)
_VOID = frozenset(("hr", "col"))
_TOKEN = re.compile(r"<!--|<(?P<slash>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*)\b[^<>]*>")
_BLANK = re.compile(r"\n[ \t\xa0]*(?:\n[ \t\xa0]*)+")
_BREAK = re.compile(r"(?:<br\s*/?>[ \t]*|(?<![ \t])[ \t]+)?\n[ \t]*")


def autop(text: str) -> str:
    """Return HTML with the paragraphs and line breaks that its blank lines and line ends mean."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    made: list[str] = []
    within: list[str] = []
    opened: Counter[str] = Counter()
    run: list[str] = []
    end = 0

    def close(following: str = "") -> None:
        """Write what was gathered, as the element around it needs it."""
        made.append(_paragraphs("".join(run), within[-1] if within else "", following))
        run.clear()

    ends = Ends(text)
    while token := _TOKEN.search(text, end):
        run.append(text[end : token.start()])
        end = token.end()
        if token["name"] is None:
            # A comment shows nothing; one that is not closed is words.
            after = ends.after("-->", end)
            run.append("" if after > end else "&lt;!--")
            end = after
            continue
        name = token["name"].lower()
        if name not in BLOCKS:
            # Line ends within a tag are no breaks.
            run.append(token[0].replace("\n", " "))
            continue
        close(name)
        made.append(token[0])
        if name in _RAW and not token["slash"]:
            after = ends.after(f"</{token['name']}>", end)
            made.append(text[end:after])
            end = after
            continue
        if name in _VOID or token[0].endswith("/>"):
            continue
        if not token["slash"]:
            within.append(name)
            opened[name] += 1
        else:
            while opened[name]:
                opened[last := within.pop()] -= 1
                if last == name:
                    break
    run.append(text[end:])
    close()
    return "".join(made)


def _paragraphs(text: str, around: str, following: str) -> str:
    """Return a run of text between block elements, as paragraphs where the element around it holds such."""
    if not text.strip(" \t\n\xa0"):
        return "\n" if "\n" in text else ""
    if around in _LINE:
        return _breaks(text)
    parts = [part for part in _BLANK.split(text) if part.strip()]
    lists = following in {"ul", "ol", "table", "dl"}
    if around in _HOLDERS or (around in _SINGLE and len(parts) > 1 and not lists):
        return "".join(f"<p>{_breaks(part.strip())}</p>\n" for part in parts)
    if around in _SINGLE:
        return "<br>\n<br>\n".join(_breaks(part.strip()) for part in parts)
    return text


def _breaks(text: str) -> str:
    """Return a paragraph's lines with a break after each but the last; where one stands already, none is added."""
    text = text.strip("\n")
    return _BREAK.sub("<br>\n", text)
