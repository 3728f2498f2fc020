"""What readers said: each comment with a name of its own, and answers only to what is there."""

import datetime as dt
from zoneinfo import ZoneInfo

from generator.importers.base import Said
from generator.importers.conversation import comments

UTC = ZoneInfo("UTC")
LONGEST = 1000


def said(name: str, answers: str = "", body: str = "Words.") -> Said:
    return Said(id=name, author="Ann", date=dt.datetime(2020, 1, 2, tzinfo=dt.UTC), body=body, reply_to=answers)


def made(*found: Said) -> list[tuple[str, str]]:
    """The names of comments, and what each answers."""
    items = comments(found, UTC, {}, lambda one: one.body, LONGEST)
    answered = [next((line for line in lines.split("\n") if "reply_to" in line), "") for _, lines in items]
    return [(name, line.partition(": ")[2].strip('"')) for (name, _), line in zip(items, answered, strict=True)]


def test_names_that_none_can_have_are_mended_and_none_is_there_twice() -> None:
    odd = [said("5"), said(""), said("../../x"), said("5", "5"), said("é" * 300), said("5-2"), said("")]
    assert made(*odd) == [
        ("5", ""),
        ("c2", ""),
        ("x", ""),
        ("5-2", ""),
        ("e" * 60, ""),
        ("5-2-2", ""),
        ("c7", ""),
    ]


def test_what_is_long_goes_on_in_an_answer_to_itself() -> None:
    assert made(said("5", "4", "words " * 300), said("5-2"), said("4")) == [
        ("5", "4"),
        ("5-2-2", "5"),
        ("5-2", ""),
        ("4", ""),
    ]


def test_circles_are_opened_and_what_answers_them_stays_an_answer() -> None:
    found = made(said("1", "2"), said("2", "1"), said("3", "2"), said("4", "4"), said("5", "gone"), said("6", "3"))
    assert found == [("1", ""), ("2", ""), ("3", "2"), ("4", ""), ("5", ""), ("6", "3")]


def test_a_long_chain_and_many_of_one_name_take_no_time_to_speak_of() -> None:
    chain = made(*(said(f"a{number}", f"a{number - 1}") for number in range(50_000)))
    assert chain[-1] == ("a49999", "a49998")
    assert made(*[said("a")] * 50_000)[-1] == ("a-50000", "")
