"""Pitches: ``content/pitches/*.md``, short speeches with gaps to fill."""

import re
from collections.abc import Mapping
from typing import Annotated

import msgspec

from generator import views
from generator.base.model import Entry
from generator.base.patterns import lazily
from generator.base.problems import suggestion
from generator.base.sentences import first_sentence
from generator.base.text import count_words, spoken_seconds
from generator.kinds.base import Common, EntryPage, Fields, Home, Kind
from generator.pages.context import Context, Values
from generator.pages.qr_code import qr_code
from generator.schema.fields import FileContext
from generator.schema.nodes import Node
from generator.schema.rules import About, Between
from generator.schema.scalars import Filled

SLOT = lazily(r"\{([^{}\n]*)\}")
#: A gap, with the space before it.
_GAP = lazily(r"( ?)\{([^{}\n]*)\}")
#: How many names a message shows, and how many get a suggestion, since finding a similar one is slow.
_FEW = 20
#: How long a greeting may be, in characters.
_GREETING = 28
_NAME = lazily(r"[a-z][a-z0-9_]*")


class Slot(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A gap in a pitch."""

    name: Annotated[Filled, About("Its name in the template: small letters, digits and _", "name")]
    label: Annotated[Filled, About("What people read beside it", "Your name")]
    example: Annotated[Filled, About("What stands in it until somebody fills it", "Ann")]
    hint: Annotated[str, About("A word of help", "As friends call you")] = ""
    max_words: Annotated[int, About("How many words it should have at most", "5")] = 0
    optional: Annotated[bool, About("Whether it may stay empty")] = False


class PitchFields(Fields, frozen=True, kw_only=True, omit_defaults=True):
    """A pitch's keys."""

    seconds: Annotated[int, Between(5, 600), About("How long it should take to say", "30")] = 30
    audience: Annotated[str, About("Whom it is for, in a few words", "a first meeting")] = msgspec.field(
        default="", name="for"
    )
    template: Annotated[Filled, About("What is said, with each slot's name in braces", "Hello, I am {name}.")]
    slots: Annotated[tuple[Slot, ...], About("The gaps in the template")]


def filled(fields: PitchFields) -> str:
    """Return the pitch with its examples in the gaps."""
    examples = {slot.name: slot.example for slot in fields.slots}
    return SLOT.sub(lambda gap: examples.get(gap[1].strip(), gap[0]), fields.template)


def said(fields: PitchFields, given: Mapping[str, str]) -> str:
    """Return the pitch with texts in its gaps, one line a paragraph. A gap without a text leaves no space behind."""

    def text(gap: re.Match[str]) -> str:
        words = given.get(gap[2].strip(), "").split()
        return gap[1] + " ".join(words) if words else ""

    spoken = (_GAP.sub(text, " ".join(paragraph.split())).strip() for paragraph in paragraphs(fields.template))
    return "\n\n".join(filter(None, spoken))


def paragraphs(template: str) -> list[str]:
    """Return the paragraphs of a template."""
    return [paragraph for paragraph in re.split(r"\n\s*\n", template.strip()) if paragraph.strip()]


def check(fields: PitchFields, node: Node, context: FileContext) -> None:
    """Report gaps without a slot, slots without a gap, and an empty pitch."""
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


def view(context: Context, page: EntryPage[PitchFields], common: Common) -> views.PitchView:
    """Return a pitch's view: its text in pieces, and how long it takes to say."""
    fields = page.entry.fields
    words = count_words(filled(fields))
    rate = context.settings.pitch.words_per_minute
    seconds = spoken_seconds(words, rate)
    slots = {slot.name: slot for slot in fields.slots}
    return views.PitchView(
        **common,
        seconds=fields.seconds,
        audience=fields.audience,
        slots=tuple(
            views.Slot(
                name=slot.name,
                label=slot.label,
                example=slot.example,
                hint=slot.hint,
                max_words=slot.max_words,
                optional=slot.optional,
            )
            for slot in fields.slots
        ),
        pieces=tuple(_pieces(paragraph, slots) for paragraph in paragraphs(fields.template)),
        example_words=words,
        example_seconds=seconds,
        words_per_minute=rate,
        slug=page.entry.slug,
        qr=qr_code(common["head"].canonical),
    )


def _pieces(paragraph: str, slots: Mapping[str, Slot]) -> tuple[views.Piece, ...]:
    """Return a paragraph of a pitch as text and gaps."""
    parts = SLOT.split(" ".join(paragraph.split()))
    pieces = []
    for number, part in enumerate(parts):
        name = part.strip()
        if number % 2:
            slot = slots.get(name)
            example, label = (slot.example, slot.label) if slot else (name, name)
            pieces.append(views.Piece(text=example, slot=name, label=label))
        elif part:
            pieces.append(views.Piece(text=part))
    return tuple(pieces)


def note(_values: Values, entry: Entry[PitchFields]) -> str:
    """Return a pitch's speaking time as text."""
    fields = entry.fields
    return f"{fields.seconds} seconds · about {count_words(filled(fields))} words"


def opening(_values: Values, entry: Entry[PitchFields]) -> str:
    """Return a pitch's first sentence, and the second where that is a mere greeting; examples stand in the gaps."""
    first, rest = first_sentence(filled(entry.fields))
    return f"{first} {first_sentence(rest)[0]}" if rest and len(first) < _GREETING else first


def words(_values: Values, entry: Entry[PitchFields]) -> tuple[str, ...]:
    """Return a pitch as it is said, and what its gaps are for."""
    fields = entry.fields
    gaps = [" ".join(filter(None, (slot.label, slot.hint))) for slot in fields.slots]
    return (*filter(None, (fields.audience,)), filled(fields), *gaps)


KIND = Kind(
    name="pitch",
    folder="pitches",
    schema=PitchFields,
    label="Pitch",
    plural="Pitches",
    rank=30,
    dated=False,
    permalink="/pitches/{slug}/",
    index="/pitches/",
    check=check,
    home=Home("pitches", 4),
    template="pitch.html",
    view=view,
    note=note,
    opening=opening,
    tagged=False,
    words=words,
)
