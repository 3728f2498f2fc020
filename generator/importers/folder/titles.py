"""What a text is called: by its front matter, else by its first heading, else by its file."""

import posixpath
import re
from typing import Literal

_HEADING = re.compile(r"\s*#[ \t]+(?P<title>[^\n]+)(?:\n|$)")
_UNDERLINED = re.compile(r"\s*(?P<title>[^\s#>\-*`<|][^\n]*)\n=+[ \t]*(?:\n|$)")
_DATED = re.compile(r"(?:\d{4}[-_]\d{1,2}[-_]\d{1,2}|\d{8})[-_ .]+(?P<name>.+)")
_MARKS = re.compile(r"(?<!\\)[*_`]+|!?\[([^\[\]]*)\]\([^()]*\)")


def title_and_body(title: str, body: str, form: Literal["html", "markdown"]) -> tuple[str, str]:
    """Return a text's title, and the text without a first heading that says it again."""
    if form != "markdown":
        return title, body
    found = _HEADING.match(body)
    if found is not None:
        line = _bare(found["title"])
    elif (found := _UNDERLINED.match(body)) is not None:
        line = found["title"]
    else:
        return title, body
    heading = " ".join(_MARKS.sub(lambda mark: mark[1] or "", line).split())
    if heading and (not title or title.casefold() == heading.casefold()):
        return title or heading, body[found.end() :].lstrip("\n")
    return title, body


def _bare(line: str) -> str:
    """Return a heading without the signs after it, and without the attributes in braces."""
    line = line.rstrip(" \t")
    if line.endswith("}") and (at := line.rfind("{")) > 0 and "}" not in line[at:-1]:
        line = line[:at].rstrip(" \t")
    return line.rstrip("#").rstrip(" \t") or line


def of_file(path: str) -> str:
    """Return a title made of a file's name: ``2014-03-05-my-first_text.md`` is ``My first text``."""
    stem = posixpath.splitext(posixpath.basename(path))[0]
    if stem.partition(".")[0].lower() in {"index", "_index"}:
        stem = posixpath.basename(posixpath.dirname(path)) or stem
    dated = _DATED.fullmatch(stem)
    words = re.sub(r"[-_\s]+", " ", dated["name"] if dated else stem).strip()
    return words[:1].upper() + words[1:]
