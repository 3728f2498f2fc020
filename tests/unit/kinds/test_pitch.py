"""A pitch with words in its gaps."""

import pytest

from generator.base.text import spoken_seconds
from generator.kinds.pitch import PitchFields, Slot, said


def fields(template: str) -> PitchFields:
    slots = tuple(Slot(name=name, label=name, example=name.upper()) for name in ("a", "b"))
    return PitchFields(title="T", template=template, slots=slots)


@pytest.mark.parametrize(
    ("template", "given", "text"),
    [
        ("I am {a}.", {"a": "Ann"}, "I am Ann."),
        ("I am { a }.", {"a": "Ann"}, "I am Ann."),
        ("I am {a}{b}.", {"a": "Ann", "b": ", too"}, "I am Ann, too."),
        ("I am {a}.", {"a": "  two \n words "}, "I am two words."),
        ("I {a}, or {b}.", {"b": "x"}, "I, or x."),
        ("{a} Then {b}!", {"b": ""}, "Then!"),
        ("One\n two\t{a}\n\n \n{b}\n\nThree", {"a": "x"}, "One two x\n\nThree"),
        ("({a})", {}, "()"),
        ("{a}", {"a": "{b}", "b": "no"}, "{b}"),
        ("{a} {a}", {"a": "x"}, "x x"),
        ("{a}", {}, ""),
    ],
)
def test_gaps_are_filled(template: str, given: dict[str, str], text: str) -> None:
    assert said(fields(template), given) == text


@pytest.mark.parametrize(
    ("words", "rate", "seconds"), [(78, 140, 33), (0, 140, 0), (70, 140, 30), (1, 300, 0), (7, 60, 7)]
)
def test_seconds(words: int, rate: int, seconds: int) -> None:
    assert spoken_seconds(words, rate) == seconds
