"""The countdown: what is on the screen at a moment, and that it follows the terminal's size."""

import re

import pytest

from generator.cli import teleprompter
from generator.cli.teleprompter import count_down, frame, laid_out, speech

TEXT = "one two three four five six\n\nseven eight"
#: A word a second.
SPEECH = speech(TEXT, "A title", 60, 10)


def shown(elapsed: float, columns: int = 20, rows: int = 8, *, colour: bool = False) -> list[str]:
    return frame(SPEECH, laid_out(SPEECH.paragraphs, columns - 2), elapsed, columns, rows, colour=colour)


@pytest.mark.parametrize(
    ("elapsed", "head", "marked"),
    [
        (-3.0, "begins in 3   A tit…", "> one two three four"),
        (-0.1, "begins in 1   A tit…", "> one two three four"),
        (0.0, "0:10   A title", "> one two three four"),
        (0.1, "0:10   A title", "> one two three four"),
        (1.0, "0:09   A title", "> one two three four"),
        (3.9, "0:07   A title", "> one two three four"),
        (4.0, "0:06   A title", "> five six"),
        (6.0, "0:04   A title", "> seven eight"),
        (9.9, "0:01   A title", "> seven eight"),
        (12.0, "0:00   A title", "> seven eight"),
    ],
)
def test_line_that_is_being_said_is_marked(elapsed: float, head: str, marked: str) -> None:
    lines = shown(elapsed)
    assert lines[:2] == [head, ""]
    assert [line for line in lines if line.startswith(">")] == [marked]
    assert lines[2:] == [
        line if line == marked else re.sub("^>", " ", line)
        for line in (
            f"{'>' if marked.endswith('four') else ' '} one two three four",
            f"{'>' if marked.endswith('six') else ' '} five six",
            "",
            f"{'>' if marked.endswith('eight') else ' '} seven eight",
        )
    ]


def test_text_scrolls_where_the_screen_is_small() -> None:
    long = speech(" ".join(f"w{number}" for number in range(100)), "T", 60, 100)
    lines = laid_out(long.paragraphs, 8)
    for elapsed in (0, 20, 50, 99):
        found = frame(long, lines, elapsed, 10, 6, colour=False)
        assert len(found) == 6
        assert f"w{elapsed}" in next(line for line in found if line.startswith(">")).split()


@pytest.mark.parametrize("columns", [1, 2, 5, 10, 80])
@pytest.mark.parametrize("rows", [1, 2, 3, 24])
def test_nothing_is_wider_or_longer_than_the_screen(columns: int, rows: int) -> None:
    lines = frame(SPEECH, laid_out(SPEECH.paragraphs, max(8, columns - 2)), 1, columns, rows, colour=False)
    assert len(lines) <= rows
    assert all(len(line) <= max(columns, 10) for line in lines)


def test_what_was_said_is_dim_in_colours() -> None:
    lines = shown(1.0, colour=True)
    assert lines[2] == "> \033[2mone\033[0m \033[1mtwo\033[0m \033[1mthree\033[0m \033[1mfour\033[0m"
    assert lines[3] == "  five six"


def test_words_without_spaces_take_their_time() -> None:
    assert speech("日本語日本語 a", "T", 60, 10).ends == (4, 5)


def test_long_word_is_cut() -> None:
    assert laid_out((("a" * 30, "日" * 20),), 10) == [[(0, "a" * 9 + "…")], [(1, "日日日日…")]]


def test_screen_is_drawn_anew_when_it_is_resized(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    now = [100.0]
    monkeypatch.setattr(teleprompter, "_size", lambda: (20, 8) if now[0] < 108 else (40, 8))
    taken = count_down(
        TEXT, "A title", 60, 10, clock=lambda: now[0], wait=lambda step: now.__setitem__(0, now[0] + step)
    )
    screen = re.sub(r"\033\[[0-9]m", "", capsys.readouterr().out)
    assert taken == 10
    assert "one two three four\033[K" in screen
    assert "one two three four five six\033[K" in screen
    assert screen.startswith("\033[?1049h")
    assert screen.endswith("\033[?1049l")
    assert [int(left) for left in dict.fromkeys(re.findall(r"0:(\d\d)", screen))] == list(range(10, 0, -1))


def test_empty_text_counts_down_as_well(capsys: pytest.CaptureFixture[str]) -> None:
    now = [0.0]
    assert count_down("", "", 60, 5, clock=lambda: now[0], wait=lambda _: now.__setitem__(0, now[0] + 1)) == 5
    assert "0:05" in capsys.readouterr().out


def test_ctrl_c_ends_it_and_tells_how_far_it_was(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    now = [0.0]

    def wait(_: float) -> None:
        if now[0] > 7:
            raise KeyboardInterrupt
        now[0] += 1

    assert count_down(TEXT, "T", 60, 10, clock=lambda: now[0], wait=wait) == 5
    assert capsys.readouterr().out.endswith("\033[?25h\033[?1049l")
