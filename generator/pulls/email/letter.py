"""A letter's own words: without what it quotes, without its signature."""

import re
from email.message import EmailMessage, Message
from html import escape
from typing import Any

from generator.importers.body.parse import drop, elements, tree, written
from generator.pulls.base import Form

#: What begins the quoted letter, with all that follows.
_REST = re.compile(
    r"^\s*(?:-{2,} ?(?:Original Message|Original-?Nachricht|Ursprüngliche Nachricht|Message d'origine|"
    r"Forwarded message|Mensaje original|Messaggio originale|Oorspronkelijk bericht) ?-{2,}|_{20,})\s*$",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(
    r"^(?:-- ?|\s*(?:Sent from my|Sent from Mail for|Get Outlook for|Von meinem .{2,20} gesendet|Gesendet mit|"
    r"Envoyé de mon|Enviado desde mi|Inviato da).*)$",
    re.IGNORECASE,
)
#: The line that says who wrote what is quoted below it: it ends with a colon, and has a date or an address in it.
_SAYS = re.compile(
    r"^\s*(?:On|Am|Le|El|Il|Op|Den|Em|Dnia|W dniu)\b.{5,300}"
    r"(?:wrote|schrieb|écrit|escribió|ha scritto|schreef|skrev|escreveu|napisał|pisze)[^\n]{0,200}:\s*$",
    re.IGNORECASE | re.DOTALL,
)
_HEADER = re.compile(r"^\s*\*?(?:From|Von|De|Da|Van|Från|Fra)\s?:\*?\s.+", re.IGNORECASE)
_SENT = re.compile(
    r"^\s*\*?(?:Sent|Date|Gesendet|Datum|Envoyé|Enviado|Inviato|Verzonden|Skickat)\s?:\*?\s.+", re.IGNORECASE
)
#: Elements of mail programs around what is quoted, and around signatures.
_QUOTES = ("gmail_quote", "gmail_extra", "yahoo_quoted", "moz-cite-prefix", "protonmail_quote", "gmail_attr")
_SIGNED = ("gmail_signature", "moz-signature", "protonmail_signature_block", "apple-signature")
#: After these, all is quoted.
_BEGINS = ("appendonsend", "divRplyFwdMsg", "mail-editor-reference-message-container", "x_divRplyFwdMsg")


def body_of(message: EmailMessage) -> tuple[str, Form]:
    """Return a letter's text: plain if it has that, else HTML."""
    html = ""
    for part in message.walk():
        kind = part.get_content_type()
        if (
            part.is_multipart()
            or part.get_content_disposition() == "attachment"
            or kind not in {"text/plain", "text/html"}
        ):
            continue
        text = _decoded(part)
        if kind == "text/plain" and text.strip():
            return _unfolded(text, part), "text"
        html = html or text
    return html, "html"


def _decoded(part: Message) -> str:
    data: Any = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return ""
    for name in (part.get_content_charset() or "utf-8", "utf-8", "windows-1252"):
        try:
            return data.decode(name)
        except (LookupError, UnicodeError, ValueError):
            continue
    return data.decode("latin-1")


def _unfolded(text: str, part: Message) -> str:
    """Return a text whose lines were folded for the way as it was written: RFC 3676."""
    if str(part.get_param("format", "")).lower() != "flowed":
        return text
    delete = str(part.get_param("delsp", "")).lower() == "yes"
    made: list[str] = []
    goes_on = False
    for line in text.replace("\r\n", "\n").split("\n"):
        here = line.removeprefix(" ") if line.startswith((" ", " >")) else line
        if goes_on and not here.startswith(">"):
            made[-1] += here
        else:
            made.append(here)
        goes_on = here.endswith(" ") and here != "-- " and not here.startswith(">")
        if goes_on and delete:
            made[-1] = made[-1][:-1]
    return "\n".join(made)


def own_words(text: str, form: Form, url: str) -> str:
    """Return what the writer of a letter says, and nothing of what it answers. ``url`` is that of the article."""
    return _own_html(text) if form == "html" else _own_lines(text, url)


def _own_lines(text: str, url: str) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    kept: list[str] = []
    for number, line in enumerate(lines):
        if _REST.match(line) or _SIGNATURE.match(line):
            break
        if _HEADER.match(line) and any(_SENT.match(one) for one in lines[number + 1 : number + 4]):
            break
        if line.lstrip().startswith(">"):
            _drop_says(kept)
            continue
        if line.strip().strip("<>") == url:
            # The button put it there.
            continue
        kept.append(line.rstrip())
    if kept and any(line.strip() for line in kept):
        _drop_says(kept)
    return "\n".join(kept).strip()


def _drop_says(kept: list[str]) -> None:
    """Take the line, or the two or three, that say who wrote what follows off the end."""
    end = len(kept)
    while end and not kept[end - 1].strip():
        end -= 1
    for count in (1, 2, 3):
        if count <= end and _SAYS.match("\n".join(kept[end - count : end])):
            del kept[end - count :]
            return


def _own_html(html: str) -> str:
    root = tree(html)
    for one in list(root.iter()):
        if isinstance(one.tag, str) and (one.get("id") or "") in _BEGINS:
            _drop_after(one)
    for one in [one for one in root.iter() if isinstance(one.tag, str)]:
        classes = (one.get("class") or "").split()
        if any(name in _QUOTES + _SIGNED for name in classes) or one.get("type") == "cite":
            drop(one)
    for one in elements(root, "blockquote", "style", "script", "head", "title"):
        drop(one)
    inner = escape(root.text or "") + "".join(written(one) + escape(one.tail or "") for one in root)
    return inner if "".join(root.itertext()).strip() else ""


def _drop_after(one: Any) -> None:
    """Take out an element and all that comes after it."""
    here = one
    while here is not None:
        around = here.getparent()
        if around is None:
            break
        for later in list(here.itersiblings()):
            around.remove(later)
        here.tail = None
        here = around
    if one.getparent() is not None:
        one.getparent().remove(one)
