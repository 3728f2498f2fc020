"""Pitches: ``content/pitches/*.md``, things to say in half a minute, with gaps to fill."""

import re

import msgspec

from generator.base.patterns import lazily
from generator.base.problems import suggestion
from generator.kinds.base import Fields, Kind
from generator.schema.fields import Context
from generator.schema.nodes import Node
from generator.schema.scalars import Filled

SLOT = lazily(r"\{([^{}\n]*)\}")
#: So many names are shown, and suggested for: looking for one that is alike takes long.
_FEW = 20
_NAME = re.compile(r"[a-z][a-z0-9_]*")


class Slot(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A gap in a pitch."""

    name: Filled
    label: Filled
    example: Filled
    hint: str = ""
    max_words: int = 0
    optional: bool = False


class PitchFields(Fields, frozen=True, kw_only=True, omit_defaults=True):
    """A pitch's keys."""

    seconds: int = 30
    audience: str = msgspec.field(default="", name="for")
    template: Filled
    slots: tuple[Slot, ...]


def filled(fields: PitchFields) -> str:
    """Return the pitch with its examples in the gaps."""
    examples = {slot.name: slot.example for slot in fields.slots}
    return SLOT.sub(lambda gap: examples.get(gap[1].strip(), gap[0]), fields.template)


def check(fields: PitchFields, node: Node, context: Context) -> None:
    """Report gaps without a slot, slots without a gap, and a pitch of no length."""
    declared: dict[str, int] = {}
    for number, slot in enumerate(fields.slots):
        place = context.place(node, "slots", number, "name")
        if not _NAME.fullmatch(slot.name):
            context.report.error(
                place, f'the slot name "{slot.name}" must be small letters, digits and _', "such as your_name"
            )
        if slot.name in declared:
            context.report.error(place, f'the slot "{slot.name}" stands twice', "keep one")
        declared[slot.name] = number
    used = dict.fromkeys(gap.strip() for gap in SLOT.findall(fields.template))
    names = "|".join(list(declared)[:_FEW]) + ("|…" if len(declared) > _FEW else "")
    hint = f"declare it below slots:, or write {{{names}}}" if declared else "declare it below slots:"
    for number, name in enumerate(name for name in used if name not in declared):
        near = suggestion(name, declared) if number < _FEW else ""
        context.report.error(
            context.place(node, "template"),
            f'the template uses the slot "{name}", which is not declared{near}',
            hint,
        )
    for name, number in declared.items():
        if name not in used:
            context.report.error(
                context.place(node, "slots", number, "name"),
                f'the slot "{name}" is declared but not used',
                f"write {{{name}}} in the template, or take the slot out",
            )
    if not 5 <= fields.seconds <= 600:
        context.report.error(
            context.place(node, "seconds"), f'"seconds" must be between 5 and 600, not {fields.seconds}'
        )


KIND = Kind(
    name="pitch",
    folder="pitches",
    schema=PitchFields,
    label="Pitch",
    plural="Pitches",
    dated=False,
    permalink="/pitches/{slug}/",
    index="/pitches/",
    check=check,
)
