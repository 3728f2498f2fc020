"""What was said elsewhere, as it may stand in a file: Markdown, a name, an address, and no e-mail address anywhere."""

import re
from html import escape
from typing import Any
from zoneinfo import ZoneInfo

from generator.importers.body.convert import converted, page
from generator.importers.body.parse import unwrap
from generator.importers.body.tidy import tidy
from generator.pulls.base import Heard
from generator.schema.addresses import as_url

#: Stands where an e-mail address was, and for a name that is none.
LEFT_OUT, NOBODY = "(e-mail address left out)", "Anonymous"
_AT = r"(?:@|&#0*64;|&#[xX]0*40;|&commat;|%40|＠)"
_PART = r"(?:[\w-]|\\[_-]){1,80}"
_ADDRESS = rf"(?<![@\w.+&#%-])(?:[\w.+%-]|\\[_*~-]){{1,80}}{_AT}{_PART}(?:\\?\.{_PART}){{1,8}}"
_E_MAIL = re.compile(_ADDRESS)
_LINKED = (
    (re.compile(r"\[([^\[\]]{0,500})\]\(\s*<?mailto:[^()\n]{0,500}\)", re.IGNORECASE), r"\1"),
    (re.compile(rf"<(?:mailto:)?{_ADDRESS}[^<>\n]{{0,500}}>", re.IGNORECASE), LEFT_OUT),
    (re.compile(rf"mailto:{_ADDRESS}", re.IGNORECASE), LEFT_OUT),
)
_CONTROLS = dict.fromkeys([*range(9), *range(11, 32), *range(127, 160), 0x2028, 0x2029, *range(0x202A, 0x202F)])
_CONTROLS |= dict.fromkeys([*range(0x2066, 0x206A), 0xFEFF, 0xFFFE, 0xFFFF, *range(0xD800, 0xE000)])
#: What begins an element that acts, or hides what follows. In Markdown it is shown as it was written.
_ACTS = re.compile(
    r"<(?=/?(?:script|style|iframe|frame|object|embed|svg|math|form|input|button|link|meta|base|img|video|audio"
    r"|template|textarea|title)\b|!|\?)",
    re.IGNORECASE,
)
_URL = re.compile(r"https?://[^\s<>\"']{3,2000}")
_LONGEST_NAME, _LONGEST_URL, _LONGEST_BODY = 80, 1000, 1_000_000
_UTC = ZoneInfo("UTC")


def name_of(written: str) -> str:
    """Return a name as it may stand there; an e-mail address is none."""
    name = " ".join(written.translate(_CONTROLS).split())
    name = " ".join(_E_MAIL.sub(" ", name).strip(" <>()[],;").split())
    return name[:_LONGEST_NAME].strip() or NOBODY


def website_of(written: str) -> str:
    """Return an address of the web, or an empty string."""
    url = written.strip()
    if url and not re.match(r"[a-z][a-z0-9+.-]*:", url, re.IGNORECASE) and re.match(r"[\w-]+(?:\.[\w-]+)+(?:/|$)", url):
        url = f"https://{url}"
    try:
        url = as_url(url, _UTC)
    except ValueError:
        return ""
    authority = url.split("/", 3)[2]
    return "" if "@" in authority or len(url) > _LONGEST_URL or _E_MAIL.search(url.partition("//")[2]) else url


def body_of(heard: Heard) -> str:
    """Return a body as Markdown. It may be empty."""
    text = heard.body[:_LONGEST_BODY].replace("\r\n", "\n").replace("\r", "\n").translate(_CONTROLS)
    if heard.form == "markdown" and page(text) is not None:
        return without_addresses(_ACTS.sub("&lt;", text)).strip()
    root = tidy(text if heard.form == "html" else _paragraphs(text), _same, _same)
    _no_addresses(root)
    return without_addresses(converted(root).text).strip()


def _no_addresses(root: Any) -> None:
    """Take e-mail addresses out of what is shown, and out of links: Markdown would link them."""
    for one in list(root.iter()):
        one.text = one.text and _E_MAIL.sub(LEFT_OUT, one.text)
        one.tail = one.tail and _E_MAIL.sub(LEFT_OUT, one.tail)
        for key, value in one.attrib.items():
            if value.lower().startswith("mailto:") or _E_MAIL.search(value):
                del one.attrib[key]
        if one.tag == "a" and not one.get("href"):
            unwrap(one)


def without_addresses(text: str) -> str:
    """Return a text without e-mail addresses, linked or not. Names such as ``@ann@social.example`` are none."""
    if not re.search(_AT, text) and "mailto:" not in text.lower():
        return text
    for pattern, instead in _LINKED:
        text = pattern.sub(instead, text)
    return _E_MAIL.sub(LEFT_OUT, text)


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
