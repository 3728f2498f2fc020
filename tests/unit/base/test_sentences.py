"""Where the first sentence ends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.base.sentences import first_sentence


@pytest.mark.parametrize(
    ("first", "rest"),
    [
        ("Give before you ask.", "Plain advice, small tips."),
        ("Who helps?", "You do."),
        ("Wait!", "There is more…"),
        ("Notes on work by Dr. Ann Example.", "They are short."),
        ("Use tools, e.g. a list.", "Then rest."),
        ("Notes by J. Example.", "They are short."),
        ("He said “give.”", "And gave."),
        ("It takes 2.5 hours at example.com.", "No more."),
        ("Seit dem 3. Mai geben wir, z.B. Zeit.", "Und Rat."),
        ("¿Quién ayuda?", "Tú, p.ej. hoy."),
        ("Écrire à M. Martin.", "Puis attendre."),
        ("求める前に与えよう。", "やさしい助言です。"),
        ("「先に与える。」", "それだけ。"),
        ("माँगने से पहले दो।", "सीधी सलाह।"),
        ("Сначала отдай.", "Потом проси."),
        ("One two three … four.", "Five."),
        ("Founded in 1998.", "Still here."),
    ],
)
def test_the_first_sentence_is_parted_from_the_rest(first: str, rest: str) -> None:
    assert first_sentence(f"{first} {rest}" if first.isascii() or " " in first else first + rest) == (first, rest)


@pytest.mark.parametrize(
    "text", ["", "Give before you ask", "Give before you ask.", "Help etc. and so on", "。", "..."]
)
def test_a_text_of_one_sentence_stays_whole(text: str) -> None:
    assert first_sentence(text) == (text, "")


@given(st.text())
def test_nothing_is_lost(text: str) -> None:
    first, rest = first_sentence(text)
    assert (first + rest).replace(" ", "") == "".join(text.split())
