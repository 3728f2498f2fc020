"""Ids of comments that came from elsewhere, and which comment answers which."""

import pytest

from generator.pulls.items import answered, id_of
from generator.schema.addresses import slug_problem


@pytest.mark.parametrize("name", ["12", "9b1e-AB_c~1", "a/b", "../x", "", "x" * 500, "a..b", "日 本", "x~1", "1."])
def test_ids_can_stand_in_an_address_and_differ(name: str) -> None:
    made = id_of("isso", name)
    assert not slug_problem(made)
    assert made == id_of("isso", name) != id_of("isso", f"{name}1")


def test_what_answers_something_that_is_not_there_answers_what_that_answered() -> None:
    parents = {"a": "", "b": "a", "c": "b", "d": "c", "e": "nowhere", "r": "s", "s": "r", "t": "u", "u": "v", "v": "u"}
    targets = answered(parents, {"a", "d", "e", "r", "s", "t"})
    assert targets["d"] == "a"
    assert targets["e"] == ""
    assert {targets["r"], targets["s"]} in ({"", "s"}, {"", "r"})
    assert targets["t"] == ""


def test_very_long_chains_take_no_time() -> None:
    parents = {str(n): str(n - 1) if n else "" for n in range(50_000)}
    assert answered(parents, {"0", "49999"})["49999"] == "0"
    assert answered(parents, parents)["49999"] == "49998"
