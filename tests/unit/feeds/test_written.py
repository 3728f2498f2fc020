"""How feeds are written: tests/cases/feeds/ is to be read, samples.py says from what it is made."""

import pytest

from tests.unit.feeds.samples import CASES, WRITTEN


@pytest.mark.parametrize("file_name", WRITTEN)
def test_it_is_written_as_the_case_shows(file_name: str) -> None:
    assert WRITTEN[file_name]().decode() == (CASES / file_name).read_text(encoding="utf-8")


def test_every_case_is_tested() -> None:
    assert {path.name for path in CASES.iterdir()} == set(WRITTEN)
