"""All comments and mentions of a site, each with the ID by which it is decided of, and what is suspicious in it."""

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import partial

import msgspec

from generator.base.model import Entry
from generator.build.contents import Contents
from generator.content.kind import Fields, subject_of, title_of
from generator.content.said import COMMENT, MENTION, CommentFields, MentionFields
from generator.moderation.spam import Crowd, Words


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """A comment or a mention. ``id`` is its ID on the command line, ``name`` what it is called in its file."""

    id: str
    name: str
    #: ``comment`` or ``mention``.
    kind: str
    #: Its file, from the root.
    path: str
    #: The title of what it is about.
    title: str
    #: The keys of those who wrote what it is about.
    writers: tuple[str, ...]
    author: str
    date: dt.datetime
    status: str
    body: str = ""
    url: str = ""
    #: Whom it answers and what they said, if it does.
    answers: tuple[str, str] | None = None
    #: Why it looks like spam.
    reasons: tuple[str, ...] = ()
    #: Whether it has the name of who wrote what it is about, and so is shown as theirs once it is approved.
    as_author: bool = False

    @property
    def about(self) -> str:
        """Return the slug of what it is about; several may have one title."""
        return self.id.rpartition("/")[0]

    @property
    def key(self) -> str:
        """Return the key of the file that has its name."""
        return "source" if self.kind == MENTION else "id"


def every(contents: Contents) -> list[Said]:
    """Return all that was said, oldest first; what is said of one article stands together."""
    known = [
        entry for entry in contents.entries if entry.kind in {COMMENT, MENTION} and isinstance(entry.fields, tuple)
    ]
    about = {(entry.kind, entry.slug): entry for entry in contents.entries if isinstance(entry.fields, Fields)}
    plain = Counter(entry.slug for entry in known if entry.kind == COMMENT)
    found = [one for entry in known for one in _of(entry, contents, about, plain)]
    crowd = Crowd(map(_words, found), _own(contents))
    judged = [msgspec.structs.replace(one, reasons=crowd.reasons(_words(one))) for one in found]
    first: dict[str, dt.datetime] = {}
    for one in judged:
        first[one.about] = min(one.date, first.get(one.about, one.date))
    return sorted(judged, key=lambda one: (first[one.about], one.about, one.date, one.id))


def suspicious(contents: Contents, new: Mapping[str, Words]) -> dict[str, tuple[str, ...]]:
    """Return which new comments look like spam, beside all that were there before, and why."""
    crowd = Crowd((*_every_word(contents), *new.values()), _own(contents))
    return {name: reasons for name, one in new.items() if (reasons := crowd.reasons(one))}


def _own(contents: Contents) -> str:
    return contents.site.url if contents.site else ""


def _every_word(contents: Contents) -> Iterator[Words]:
    for entry in contents.entries:
        for one in entry.fields if isinstance(entry.fields, tuple) else ():
            if isinstance(one, CommentFields):
                yield Words(one.author, one.body, one.url, one.status)
            elif isinstance(one, MentionFields):
                yield Words(one.author, one.title, one.source, one.status, is_mention=True)


def _names(contents: Contents, writers: tuple[str, ...]) -> set[str]:
    """Return the names of who wrote a text; what nobody signs is by the site's own author."""
    if contents.site is None:
        return set()
    keys = writers or (contents.site.author,)
    return {contents.site.authors[key].name for key in keys if key in contents.site.authors}


def _of(
    entry: Entry, contents: Contents, about: Mapping[tuple[str, str], Entry], plain: Mapping[str, int]
) -> Iterator[Said]:
    subject = subject_of(entry, contents.kinds)
    text = about.get((subject, entry.slug))
    begin = entry.slug
    usual = contents.kinds[entry.kind].about
    if subject != usual and (plain[entry.slug] > 1 or (usual, entry.slug) in about):
        # An article has this slug as well.
        begin = f"{contents.kinds[subject].folder}/{entry.slug}"
    writers = text.fields.authors if text is not None and isinstance(text.fields, Fields) else ()
    names = _names(contents, writers)
    title = title_of(text) if text is not None else entry.slug
    said = entry.fields if isinstance(entry.fields, tuple) else ()
    by_id = {one.id: one for one in said if isinstance(one, CommentFields)}
    made = partial(Said, path=entry.source, title=title, writers=writers)
    for one in said:
        if isinstance(one, CommentFields):
            parent = by_id.get(one.reply_to)
            yield made(
                id=f"{begin}/{one.id}",
                name=one.id,
                kind=COMMENT,
                author=one.author,
                date=one.date,
                status=one.status,
                as_author=one.status == "pending" and one.author in names,
                body=one.body,
                url=one.url,
                answers=(parent.author, parent.body) if parent else None,
            )
        elif isinstance(one, MentionFields):
            yield made(
                id=f"{begin}/{mention_name(one.source)}",
                name=one.source,
                kind=MENTION,
                author=one.author,
                date=one.date,
                status=one.status,
                body=one.title,
                url=one.source,
            )


def mention_name(source: str) -> str:
    """Return what a mention is called on the command line, where its address is too long to type."""
    return f"mention-{hashlib.blake2b(source.encode(errors='replace'), digest_size=4).hexdigest()}"


def _words(one: Said) -> Words:
    return Words(one.author, one.body, one.url, one.status, is_mention=one.kind == MENTION)


def named(said: Iterable[Said]) -> dict[str, Said]:
    """Return all by their IDs; a mention has its article and its address as another."""
    found: dict[str, Said] = {}
    for one in said:
        found[one.id] = one
        if one.kind == MENTION:
            found.setdefault(f"{one.id.rpartition('/')[0]}/{one.name}", one)
    return found
