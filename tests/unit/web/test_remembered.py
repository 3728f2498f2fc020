"""What is kept of answers: for how long each kind counts, and that damage counts as nothing."""

from pathlib import Path

import msgspec
import pytest

from generator.base.checksummed import read_checked, write_checked
from generator.web.ask import Answer
from generator.web.remembered import Remembered

DAY = 86_400


def aged(file: Path, days: float) -> None:
    """Makes all answers in the file so many days older."""
    data = read_checked(file)
    assert data is not None
    answers = msgspec.msgpack.decode(data)
    write_checked(
        file, msgspec.msgpack.encode({one: (at - int(days * DAY), kept) for one, (at, kept) in answers.items()})
    )


ANSWERS = {
    "https://a.example/": Answer("good", 200, moved="https://b.example/"),
    "https://c.example/": Answer("unsure", 403),
    "https://d.example/": Answer("gone", 404),
    "https://e.example/": Answer("slow"),
}


@pytest.mark.parametrize(("days", "kept"), [(0, "ac"), (0.9, "ac"), (1.1, "a"), (6.9, "a"), (7.1, "")])
def test_what_is_well_is_asked_again_after_a_week_and_what_failed_each_time(
    days: float, kept: str, tmp_path: Path
) -> None:
    Remembered(tmp_path).keep(ANSWERS)
    aged(tmp_path / "links", days)
    expected = {f"https://{letter}.example/": ANSWERS[f"https://{letter}.example/"] for letter in kept}
    assert Remembered(tmp_path).known([*ANSWERS, "https://new.example/"]) == expected


def test_an_answer_of_the_future_does_not_count(tmp_path: Path) -> None:
    Remembered(tmp_path).keep(ANSWERS)
    aged(tmp_path / "links", -2)
    assert Remembered(tmp_path).known(ANSWERS) == {}


def test_links_that_are_gone_are_forgotten_after_a_month(tmp_path: Path) -> None:
    Remembered(tmp_path).keep(ANSWERS)
    aged(tmp_path / "links", 31)
    Remembered(tmp_path).keep({"https://new.example/": Answer("good", 200)})
    data = read_checked(tmp_path / "links")
    assert data is not None
    assert list(msgspec.msgpack.decode(data)) == ["https://new.example/"]


@pytest.mark.parametrize("data", [b"", b"x" * 500, None])
def test_a_damaged_file_counts_as_none(data: bytes | None, tmp_path: Path) -> None:
    if data is None:
        write_checked(tmp_path / "links", b"\xc1 no answers")
    else:
        (tmp_path / "links").write_bytes(data)
    memory = Remembered(tmp_path)
    assert memory.known(ANSWERS) == {}
    memory.keep(ANSWERS)
    assert len(Remembered(tmp_path).known(ANSWERS)) == 2


def test_what_was_asked_in_private_is_kept_apart(tmp_path: Path) -> None:
    Remembered(tmp_path, private=True).keep(ANSWERS)
    assert Remembered(tmp_path).known(ANSWERS) == {}


def test_a_folder_that_cannot_be_written_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "work").write_text("a file")
    memory = Remembered(tmp_path / "work")
    memory.keep(ANSWERS)
    assert len(memory.known(ANSWERS)) == 2
