"""Mentions: ``content/mentions/{article slug}.yaml``, other pages that link to an article."""

import msgspec

from generator.base.model import Entry
from generator.content.said import MentionFields, Mentions
from generator.kinds.base import Gate, Kind
from generator.kinds.comment.schema import out


def approved(entry: Entry[Mentions], gate: Gate) -> Entry[Mentions]:
    """Return mentions with the approved ones whose time has come."""
    return msgspec.structs.replace(entry, fields=out(entry, gate))


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
    public=approved,
)
