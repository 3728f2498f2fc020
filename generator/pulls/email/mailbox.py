"""A mailbox, letter by letter: which are answers to articles, and who wrote them, by name only."""

import datetime as dt
import hashlib
import mailbox
import re
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr, parsedate_to_datetime
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from generator.pulls.articles import Article
from generator.pulls.base import CONTENT, Errand, Form, Heard, PullError, Thread
from generator.pulls.email.letter import body_of, own_words

#: The largest letter that is read; larger ones have attachments that are not for the page.
_LARGEST = 40_000_000
_ANSWER = re.compile(r"^\s*(?:(?:re|aw|sv|antw|odp|ref|tr|wg|fwd?|fw)\s*(?:\[\d+\])?\s*:\s*)+", re.IGNORECASE)
_URL = re.compile(r"https?://[^\s<>\"']+")
_NAME = re.compile(r"<[^<>\s]+>")


class _Letter(msgspec.Struct):
    """What is read of a letter. ``names`` are those of the letters that it answers, the nearest last."""

    name: str
    author: str
    message: EmailMessage
    text: str
    form: Form
    subject: str
    names: tuple[str, ...]


def threads(errand: Errand, file: Path) -> Iterator[Thread]:
    """Yield what was said, article by article."""
    own = (errand.settings.address if errand.settings else "").casefold()
    found: dict[str, list[Heard]] = {}
    #: The article of each letter, by its name, and its comment's id.
    placed: dict[str, tuple[Article, str]] = {}
    aside = damaged = 0
    for message in _messages(file):
        try:
            letter = _letter(message)
            automatic = _is_automatic(message)
            sender = parseaddr(str(message.get("From", "")))[1].casefold()
            article = _article(errand, letter, placed)
            when = _date(message)
        except Exception:  # noqa: BLE001 (the library raises errors of many kinds for letters that are not as they should be)
            damaged += 1
            continue
        if article is None:
            aside += 1
            continue
        key = hashlib.blake2b(
            (letter.name or f"{when}{letter.text}").encode(errors="replace"), digest_size=8
        ).hexdigest()
        if automatic or (own and sender == own):
            errand.leave("that are automatic, or from yourself")
            # An answer to it answers what it answered.
            key = next((placed[one][1] for one in reversed(letter.names) if one in placed), "")
            placed[letter.name] = (article, key)
            continue
        words = own_words(letter.text, letter.form, article.url)
        if not words.strip():
            errand.leave("that say nothing of their own")
            continue
        parent = next((placed[one][1] for one in reversed(letter.names) if one in placed), "")
        heard = Heard(
            id=key,
            author=letter.author,
            date=when,
            body=words,
            form=letter.form,
            reply_to=parent,
        )
        found.setdefault(article.guid, []).append(heard)
        if letter.name:
            placed[letter.name] = (article, key)
    if damaged:
        errand.fail(f"{file}: {damaged} letters cannot be read, and are left out", CONTENT)
    errand.leave("letters about no article", aside)
    for article in errand.articles.all:
        if article.guid in found:
            yield Thread(article=article, heard=found[article.guid])


def _messages(file: Path) -> Iterator[EmailMessage]:
    """Yield the letters of a mailbox, or the one that a file is. Raises :class:`PullError`."""
    parser = BytesParser(policy=policy.default)
    try:
        with file.open("rb") as lines:
            head = lines.read(2000)
            if not head.startswith(b"From "):
                if not re.search(
                    rb"^(?:From|Date|Subject|Message-ID|Received)\s*:", head, re.MULTILINE | re.IGNORECASE
                ):
                    raise PullError(f"{file} is neither a mailbox nor a letter", CONTENT)
                lines.seek(0)
                yield parser.parsebytes(lines.read(_LARGEST))
                return
        box = mailbox.mbox(file, create=False)
        try:
            for key in box.iterkeys():
                with box.get_file(key) as one:
                    yield parser.parsebytes(one.read(_LARGEST))
        finally:
            box.close()
    except (OSError, mailbox.Error) as fault:
        said = fault.strerror if isinstance(fault, OSError) else None
        raise PullError(f"{file} cannot be read: {said or fault}", CONTENT) from None


def _letter(message: EmailMessage) -> _Letter:
    text, form = body_of(message)
    names = _NAME.findall(f"{message.get('References', '')} {message.get('In-Reply-To', '')}")
    return _Letter(
        name="".join(_NAME.findall(str(message.get("Message-ID", "")))[:1]),
        author=parseaddr(str(message.get("From", "")))[0],
        message=message,
        text=text,
        form=form,
        subject=_ANSWER.sub("", " ".join(str(message.get("Subject", "")).split())),
        names=tuple(names),
    )


def _article(errand: Errand, letter: _Letter, placed: dict[str, tuple[Article, str]]) -> Article | None:
    """Return what a letter is about: by the address in it, by what it answers, or by its subject."""
    host = urlsplit(errand.site.url).hostname
    for url in _URL.findall(letter.text):
        address = url.rstrip(".,;:!?)]}>*_")
        try:
            is_ours = urlsplit(address).hostname == host
        except ValueError:
            continue
        if is_ours and (article := errand.articles.find(address)) is not None:
            return article
    for name in reversed(letter.names):
        if name in placed:
            return placed[name][0]
    return errand.articles.by_title(letter.subject) if letter.subject else None


def _is_automatic(message: EmailMessage) -> bool:
    """Return whether a program wrote a letter, or a list sent it."""
    if str(message.get("Auto-Submitted", "no")).strip().casefold() != "no" or message.get("List-Id"):
        return True
    return str(message.get("Precedence", "")).strip().casefold() in {"bulk", "junk", "list", "auto_reply"}


def _date(message: EmailMessage) -> dt.datetime | None:
    """Return when a letter was written; without a zone it counts as UTC."""
    try:
        when = parsedate_to_datetime(str(message.get("Date", "")))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return when if when.tzinfo else when.replace(tzinfo=dt.UTC)
