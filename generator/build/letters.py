"""The digests as e-mails: in ``.goodword/digest/`` for whoever sends them, and never in the output.

Each week has the HTML with its style in the elements, as mail programs want it, the same as plain text, and both in
one file that mail programs open. The same site gives the same bytes.
"""

import datetime as dt
import hashlib
from binascii import b2a_base64
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from generator import views
from generator.base.digest import digest
from generator.base.problems import Report
from generator.build.plan import Plan
from generator.pages.dependencies import Keys
from generator.pages.digest import letters
from generator.pages.jobs import Page
from generator.theme import TemplateFault, Theme

#: The folder of the e-mails below ``.goodword/``, and the name of the file with the keys of what is in it.
FOLDER, KEYS = "digest", "keys.json"
_STYLE = "mail/digest.css"
SUFFIXES = (".eml", ".html", ".txt")
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Letters(msgspec.Struct, frozen=True):
    """What is to be written to the folder of e-mails, and removed from it."""

    files: Mapping[str, bytes] = {}
    gone: tuple[str, ...] = ()


def make_letters(work: Path, plan: Plan, keys: Keys, theme: Theme, report: Report) -> Letters:
    """Return the e-mails that are not there yet, and the files of those that are no more. Faults are reported."""
    folder = work / FOLDER
    before = _keys(folder)
    there = {file.name for file in folder.iterdir()} if before else set[str]()
    try:
        # It begins with a note as templates have it.
        style = theme.source(_STYLE).partition("#}")[2]
    except TemplateFault as fault:
        report.add([fault.problem])
        return Letters()
    template = cache(lambda name: digest(theme.digest(name), style))
    now: dict[str, str] = {}
    files: dict[str, bytes] = {}
    for planned in letters(plan.context):
        name = planned.url
        now[name] = digest(planned.parts(keys, template).digests).hex()
        if before.get(name) == now[name] and there.issuperset(name + suffix for suffix in SUFFIXES):
            continue
        job = planned.make(plan.context)
        if not isinstance(job, Page) or not isinstance(job.view, views.DigestView) or planned.changed is None:
            continue
        try:
            html = _inlined(theme.render(job.template, job.view), style).encode()
        except TemplateFault as fault:
            report.add([fault.problem])
            return Letters()
        text = "\n".join(_lines(job.view)).encode()
        whole = _message(job.view, planned.changed, text, html)
        files |= {f"{name}{suffix}": data for suffix, data in zip(SUFFIXES, (whole, html, text), strict=True)}
    if now != before:
        files[KEYS] = msgspec.json.encode(now)
    return Letters(
        files, tuple(f"{name}{suffix}" for name in sorted(before.keys() - now.keys()) for suffix in SUFFIXES)
    )


def write_letters(work: Path, made: Letters) -> None:
    """Write the e-mails, and the list of their keys last: if this is interrupted, they are made anew."""
    folder = work / FOLDER
    for name in made.gone:
        (folder / name).unlink(missing_ok=True)
    if made.files:
        folder.mkdir(parents=True, exist_ok=True)
    for name, data in made.files.items():
        (folder / name).write_bytes(data)


def _keys(folder: Path) -> dict[str, str]:
    """Return the keys of the e-mails that are there, by week; none where they cannot be read."""
    try:
        return msgspec.json.decode((folder / KEYS).read_bytes(), type=dict[str, str])
    except (OSError, msgspec.DecodeError):
        return {}


def _inlined(html: str, style: str) -> str:
    """Return an HTML document with the rules of a style sheet in the elements."""
    import css_inline  # noqa: PLC0415 (15 ms to import, and few builds have a new digest)

    inliner = css_inline.CSSInliner(extra_css=style, load_remote_stylesheets=False)
    return inliner.inline(html) + "\n"


def _lines(view: views.DigestView) -> Iterator[str]:
    """Return the lines of the e-mail as plain text."""
    yield from (view.site.title, f"{view.title}: {view.since.text} to {view.until.text}", view.absolute_url)
    for group in view.groups:
        yield from ("", "", group.title.upper())
        for card in group.cards:
            yield from ("", f"{card.title} ({card.status})" if card.status else card.title)
            if card.summary:
                yield card.summary
            yield view.origin + card.url
        for row in group.rows:
            yield from ("", row.title, view.origin + row.url)
    if view.left:
        yield from ("", f"And {view.left} more on the site: {view.absolute_url}")
    yield from ("", "--", f"You get this because you asked for news of {view.site.title}.", view.site.absolute_url, "")


def _message(view: views.DigestView, at: dt.datetime, text: bytes, html: bytes) -> bytes:
    """Return the e-mail as a file: dated by the end of its week, with both parts.

    Python's own package takes as long to import as the whole e-mail does here.
    """
    host = urlsplit(view.absolute_url).hostname or "localhost"
    host = host.encode("idna").decode() if not host.isascii() else host
    border = "=_" + hashlib.blake2b(text + html, digest_size=12).hexdigest()
    day = f"{_WEEKDAYS[at.weekday()]}, {at.day:02} {_MONTHS[at.month - 1]} {at.year:04}"
    head = [
        f"From: {_word(view.site.title)} <newsletter@{host}>",
        f"Subject: {_word(f'{view.site.title}: {view.title}')}",
        f"Date: {day} {at:%H:%M:%S} +0000",
        f"Message-ID: <{border[2:]}@{host}>",
        # Mail programs then open it as a draft, to be addressed and sent.
        "X-Unsent: 1",
        "MIME-Version: 1.0",
        f'Content-Type: multipart/alternative; boundary="{border}"',
        "",
        "",
    ]
    parts = [
        f"--{border}\r\nContent-Type: {kind}; charset=utf-8\r\n"
        f"Content-Transfer-Encoding: base64\r\n\r\n{_wrapped(data)}"
        for kind, data in (("text/plain", text), ("text/html", html))
    ]
    return ("\r\n".join(head) + "".join(parts) + f"--{border}--\r\n").encode("ascii")


def _word(text: str) -> str:
    """Return a text for a header: encoded, in words of at most 75 characters."""
    words = [b""]
    for letter in " ".join(text.split()):
        if len(words[-1]) + len(letter.encode()) > 42:
            words.append(b"")
        words[-1] += letter.encode()
    return "\r\n ".join(f"=?utf-8?b?{b2a_base64(word, newline=False).decode()}?=" for word in words)


def _wrapped(data: bytes) -> str:
    """Return data as lines of base64, none longer than 76 characters."""
    lines = (b2a_base64(data[at : at + 57], newline=False).decode() for at in range(0, len(data), 57))
    return "".join(f"{line}\r\n" for line in lines)
