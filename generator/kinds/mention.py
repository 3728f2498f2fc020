"""Mentions: ``content/mentions/{article slug}.yaml``, other pages that link to an article."""

from zoneinfo import ZoneInfo

import msgspec

from generator.base.model import Entry
from generator.content.said import MentionFields, Mentions
from generator.kinds.base import Gate, Kind, Timed
from generator.kinds.comment.schema import out


def approved(entry: Entry[Mentions], gate: Gate) -> Entry[Mentions]:
    """Return mentions with the approved ones whose time has come."""
    return msgspec.structs.replace(entry, fields=out(entry, gate))


def moments(fields: Mentions, _zone: ZoneInfo) -> tuple[Timed, ...]:
    """Return the approved mentions with their dates; they have no id, so their source stands for it."""
    return tuple([Timed(one.source, one.title, one.date) for one in fields if one.status == "approved"])


KIND: Kind[Mentions] = Kind(
    name="mention",
    folder="mentions",
    suffix=".yaml",
    schema=MentionFields,
    label="Mention",
    plural="Mentions",
    dated=False,
    many=True,
    about="article",
    moments=moments,
    public=approved,
)
