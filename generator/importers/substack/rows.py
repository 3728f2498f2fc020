"""The lines of ``posts.csv``: what Substack says of each text."""

import csv
import datetime as dt
import io
import re
from collections.abc import Iterator, Mapping

import msgspec

from generator.importers.base import UnreadableError
from generator.importers.moments import moment

_YES = frozenset(("true", "t", "1", "yes"))
_LONGEST = 1_000_000
#: Whom a text was for, in words.
_AUDIENCES = {
    "only_paid": "for paying readers",
    "founding": "for founding members",
    "only_free": "for readers who do not pay",
}


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A text. ``file`` is the name of its file without the suffix; ``audience`` is empty for everyone."""

    file: str
    slug: str
    title: str
    subtitle: str
    kind: str
    audience: str
    is_published: bool
    date: dt.datetime | None
    sound: str


def rows(text: str) -> Iterator[Row]:
    """Yield the texts of ``posts.csv``. Raises :class:`UnreadableError`."""
    head = text.partition("\n")[0]
    sign = max(",;\t", key=head.count)
    csv.field_size_limit(_LONGEST)
    lines = csv.DictReader(io.StringIO(text.replace("\0", ""), newline=""), delimiter=sign)
    try:
        names = [(name or "").strip().lower() for name in lines.fieldnames or ()]
        if "post_id" not in names:
            raise UnreadableError('"posts.csv" in it has no column post_id: give the export as Substack made it')
        lines.fieldnames = names
        for line in lines:
            found = _row({key: value.strip() for key, value in line.items() if key and isinstance(value, str)})
            if found.file:
                yield found
    except csv.Error as fault:
        raise UnreadableError(f'"posts.csv" in it cannot be read: {fault} (line {lines.line_num})') from None


def _row(said: Mapping[str, str]) -> Row:
    file = said.get("post_id", "")
    slug = file.partition(".")[2]
    audience = said.get("audience", "").lower()
    return Row(
        file=file,
        slug=slug,
        title=said.get("title", ""),
        subtitle=said.get("subtitle", ""),
        kind=said.get("type", "").lower(),
        audience="" if audience == "everyone" else _AUDIENCES.get(audience, "not said to be for everyone"),
        is_published=said.get("is_published", "").lower() in _YES,
        date=moment(said.get("post_date", "")),
        sound=said.get("podcast_url", "") if re.match(r"https?://[^\s<>\"]+$", said.get("podcast_url", "")) else "",
    )
