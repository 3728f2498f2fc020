"""What was said elsewhere, as it may stand in a file: Markdown, and no e-mail address anywhere."""

import re
from html import escape

from generator.edit.kept_out import CONTROLS, without_addresses
from generator.importers.body.convert import page
from generator.importers.body.words import words_of
from generator.pulls.base import Heard

#: What begins an element that acts, or hides what follows. In Markdown it is shown as it was written.
_ACTS = re.compile(
    r"<(?=/?(?:script|style|iframe|frame|object|embed|svg|math|form|input|button|link|meta|base|img|video|audio"
    r"|template|textarea|title)\b|!|\?)",
    re.IGNORECASE,
)
_URL = re.compile(r"https?://[^\s<>\"']{3,2000}")
_LONGEST_BODY = 1_000_000


def body_of(heard: Heard) -> str:
    """Return a body as Markdown. It may be empty."""
    text = heard.body[:_LONGEST_BODY].replace("\r\n", "\n").replace("\r", "\n").translate(CONTROLS)
    if heard.form == "markdown" and page(text) is not None:
        return without_addresses(_ACTS.sub("&lt;", text)).strip()
    return words_of(text if heard.form == "html" else _paragraphs(text), _same, _same).strip()


def _same(url: str) -> str:
    return url


def _paragraphs(text: str) -> str:
    """Return plain text as HTML that shows its lines."""
    parts = re.split(r"\n\s*\n", text.strip())
    return "".join(f"<p>{_lines(part)}</p>" for part in parts if part.strip())


def _lines(text: str) -> str:
    return "<br>".join(_linked(line) for line in text.split("\n"))


def _linked(line: str) -> str:
    made: list[str] = []
    done = 0
    for found in _URL.finditer(line):
        url = found[0].rstrip(".,;:!?)]}*_")
        made += (escape(line[done : found.start()]), f'<a href="{escape(url)}">{escape(url)}</a>')
        done = found.start() + len(url)
    return "".join((*made, escape(line[done:])))
