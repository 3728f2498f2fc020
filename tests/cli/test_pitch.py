"""`goodword pitch`: a pitch with words in its gaps, and how long it takes to say."""

import os
import re
import signal
from pathlib import Path

import pytest

from tests.cli.terminal import on_terminal
from tests.conftest import Build, Project, Run
from tests.trees import tree

PITCH = """\
---
title: Thirty seconds
seconds: 30
template: |
  I'm {name}. For {years} years
  I {verb}{more}.

  {offer}

  What are {you}?
slots:
  - {name: name, label: Your name, example: Ann, max_words: 2}
  - {name: years, label: How long, example: ten}
  - {name: verb, label: What you did, example: drove trucks, hint: A verb.}
  - {name: more, label: More, example: " , and liked it", optional: true}
  - {name: offer, label: What you offer, example: I have a map., optional: true, max_words: 4}
  - {name: you, label: You, example: you working on}
---
Why.
"""
FILES: dict[str, str | bytes] = {
    "content/pitches/thirty-seconds.md": PITCH,
    "content/pitches/thanks.md": PITCH.replace("Thirty seconds", "A word of thanks").replace(
        "seconds: 30", "seconds: 5"
    ),
}
REQUIRED = ("--set", "name=Desmond", "--set", "years=14", "--set", "verb=planned", "--set", "you=you for")


@pytest.fixture
def root(project: Project) -> Path:
    return project(FILES)


def test_all_pitches_are_listed(root: Path, run: Run) -> None:
    assert (
        run("pitch", root=root).out == "thanks          A word of thanks (5 s)\nthirty-seconds  Thirty seconds (30 s)\n"
    )


def test_site_without_pitches(project: Project, run: Run) -> None:
    result = run("pitch", root=project())
    assert (result.code, result.out) == (
        0,
        'There is no pitch yet. One begins with:  goodword new pitch "Thirty seconds"\n',
    )


def test_gaps_are_filled_and_what_is_left_out_leaves_no_trace(root: Path, run: Run) -> None:
    before = tree(root)
    result = run("pitch", "thirty-seconds", *REQUIRED, root=root)
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        "I’m Desmond. For 14 years I planned.\n\nWhat are you for?\n\n11 words, about 5 s at 140 a minute; 25 s left\n"
    )
    assert tree(root) == before


def test_examples_fill_the_other_gaps(root: Path, run: Run) -> None:
    result = run("pitch", "thanks", "--examples", "--set", "name=  Mary   Ann Lee", "--set", "more=", root=root)
    assert result.code == 0
    assert result.out == (
        "I’m Mary Ann Lee. For ten years I drove trucks.\n\nI have a map.\n\nWhat are you working on?\n\n"
        "19 words, about 8 s at 140 a minute; 3 s over\nYour name: 3 words; at most 2 are meant.\n"
    )


def test_seconds_and_words_are_those_of_the_page(root: Path, run: Run, build: Build) -> None:
    """The page counts the examples, and so does the command."""
    said = run("pitch", "thirty-seconds", "--examples", root=root).out
    words, seconds = re.findall(r"(\d+) words, about (\d+) s at 140", said)[0]
    page = (build(root) / "pitches/thirty-seconds/index.html").read_text(encoding="utf-8")
    assert re.search(rf"\b{words}\b", page)
    assert re.search(rf"\b{seconds}\b", page)


@pytest.mark.parametrize(
    ("setting", "args", "line"),
    [
        ("", (), "11 words, about 5 s at 140 a minute; just the 5 s"),
        ("", ("--pace", "60"), "11 words, about 11 s at 60 a minute; 6 s over"),
        ("pitch: {words_per_minute: 200}\n", (), "11 words, about 3 s at 200 a minute; 2 s left"),
        ("pitch: {words_per_minute: 200}\n", ("--pace", "300"), "11 words, about 2 s at 300 a minute; 3 s left"),
    ],
)
def test_pace(setting: str, args: tuple[str, ...], line: str, root: Path, run: Run, project: Project) -> None:
    project({"content/site.yaml": f"title: A\nurl: https://a.example\n{setting}"})
    assert run("pitch", "thanks", *REQUIRED, *args, root=root).out.endswith(f"\n{line}\n")


@pytest.mark.parametrize(
    "name",
    ["thirty-seconds", "THIRTY-SECONDS", "thi", "Thirty seconds", "thirty s", "A word of thanks", "a wo", "thanks"],
)
def test_names_that_people_type(name: str, root: Path, run: Run) -> None:
    left = "just the 5 s" if name.lower().startswith(("a wo", "thanks")) else "25 s left"
    assert left in run("pitch", name, *REQUIRED, root=root).out


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("th", *REQUIRED), '"th" may be thanks or thirty-seconds; say more of it'),
        (("thirty-secnds",), 'no pitch "thirty-secnds"; did you mean "thirty-seconds"?'),
        (("zzz",), 'no pitch "zzz"; there are: thanks, thirty-seconds'),
        (("thi", "--set", "nam=x"), 'the pitch has no slot "nam"; did you mean "name"?'),
        (("thi", "--set", "zzzzz=x"), 'the pitch has no slot "zzzzz"; there are name, years, verb, more, offer, you'),
        (("thi", "--set", "name"), 'it must be SLOT=TEXT, not "name"'),
        (("thi", "--set", "name= "), 'the slot "name" cannot be left out'),
        (
            ("thi",),
            'no text for name, years, verb, you; give each one, as in --set name="…", or take the examples by --examples',
        ),
        (("thi", *REQUIRED, "--pace", "7"), "--pace"),
        (("thi", *REQUIRED, "--timer"), "--timer needs a terminal to count down in"),
    ],
)
def test_wrong_command_lines(args: tuple[str, ...], said: str, root: Path, run: Run) -> None:
    result = run("pitch", *args, root=root)
    assert (result.code, result.out) == (2, "")
    assert said in result.err


@pytest.mark.parametrize(
    ("path", "text", "args", "said"),
    [
        ("content/pitches/thirty-seconds.md", PITCH.replace("name: years", "nam: years"), ["thi"], "nam"),
        ("content/pitches/thirty-seconds.md", PITCH.replace("name: years", "nam: years"), [], "nam"),
        ("content/site.yaml", "title: [", ["thi"], "content/site.yaml"),
    ],
)
def test_faulty_file_is_told_with_its_place(
    path: str, text: str, args: list[str], said: str, root: Path, run: Run, project: Project
) -> None:
    project({path: text})
    result = run("pitch", *args, root=root)
    assert result.code == 1
    assert "error: " in result.err
    assert said in result.err
    if path != "content/site.yaml":
        assert run("pitch", "thanks", *REQUIRED, root=root).code == 0


@pytest.mark.posix
def test_copied_text_goes_to_the_program_for_it(
    root: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    programs = tmp_path / "bin"
    programs.mkdir()
    (programs / "pbcopy").write_text(f'#!/bin/sh\n/bin/cat > "{tmp_path}/copied"\n')
    (programs / "pbcopy").chmod(0o755)
    monkeypatch.setenv("PATH", str(programs))
    result = run("pitch", "thi", *REQUIRED, "--copy", root=root)
    assert (result.code, result.err) == (0, "Copied.\n")
    assert (tmp_path / "copied").read_text() == "I’m Desmond. For 14 years I planned.\n\nWhat are you for?"
    (programs / "pbcopy").unlink()
    result = run("pitch", "thi", *REQUIRED, "--copy", root=root)
    assert result.code == 3
    assert result.err.startswith("goodword: nothing here can copy a text")
    assert "I’m Desmond" in result.out


@pytest.mark.posix
def test_each_gap_is_asked_for_on_a_terminal(root: Path) -> None:
    code, screen = on_terminal(
        ["--root", str(root), "pitch", "thi", "--set", "name=Dana"],
        ["\n", "sang a lot\n", "\n", "One two three four five\n", "you\n"],
    )
    shown = screen.replace("\r\n", "\n")
    assert code == 0, screen
    assert "Thirty seconds. Enter takes what stands in brackets.\n\nHow long [ten]: " in shown
    assert "A verb.\nWhat you did [drove trucks]: sang a lot\n" in shown
    assert "For example: , and liked it\nMore [leave it out]: \n" in shown
    assert "4 words at most.\nFor example: I have a map.\nWhat you offer [leave it out]: One two" in shown
    assert "I’m Dana. For ten years I sang a lot.\n\nOne two three four five\n\nWhat are you?\n" in shown
    assert "What you offer: 5 words; at most 4 are meant." in shown


@pytest.mark.posix
def test_ctrl_c_at_a_question_ends_it(root: Path) -> None:
    code, screen = on_terminal(["--root", str(root), "pitch", "thi"], ["\x03"])
    assert code == 130
    assert screen.rstrip().endswith("goodword: stopped.")


@pytest.mark.posix
def test_timer_ends_by_ctrl_c_with_the_screen_as_it_was(root: Path) -> None:
    import pty
    import select
    import sys

    from tests.support import ROOT

    process, screen = pty.fork()
    if process == 0:
        os.chdir(ROOT)
        args = ["--root", str(root), "pitch", "thi", "--examples", "--timer"]
        os.execv(sys.executable, [sys.executable, "-m", "generator", *args])  # noqa: S606 (there is no shell to want)
    shown, sent = b"", False
    while select.select([screen], [], [], 20)[0]:
        try:
            part = os.read(screen, 4096)
        except OSError:
            break
        shown += part
        if b"begins in 2" in shown and not sent:
            os.kill(process, signal.SIGINT)
            sent = True
    code = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    os.close(screen)
    assert code == 130
    assert b"\033[?1049h\033[?25l" in shown
    assert b"begins in 3   Thirty seconds" in shown
    assert shown.rstrip().endswith(b"\033[?25h\033[?1049lStopped after 0 of 30 s.")


@pytest.mark.posix
def test_timer_gives_the_screen_back_for_ctrl_z_and_goes_on_where_it_was(root: Path) -> None:
    import pty
    import sys
    import time

    from tests.support import ROOT

    process, screen = pty.fork()
    if process == 0:
        # As a shell does it: a job is a group of processes of its own, else nothing can be suspended.
        job = os.fork()
        if job == 0:
            os.setpgid(0, 0)
            os.chdir(ROOT)
            args = ["--root", str(root), "pitch", "thi", "--examples", "--timer"]
            os.execv(sys.executable, [sys.executable, "-m", "generator", *args])  # noqa: S606 (there is no shell to want)
        os.write(1, b"[job %d]" % job)
        _, status = os.waitpid(job, os.WUNTRACED)
        stopped = os.WIFSTOPPED(status)
        os.write(1, b"[suspended]")
        time.sleep(2)
        os.kill(job, signal.SIGCONT)
        _, status = os.waitpid(job, 0)
        os._exit(os.waitstatus_to_exitcode(status) if stopped else 99)
    shown, asked, ended = b"", False, False
    while True:
        try:
            part = os.read(screen, 4096)
        except OSError:
            break
        if not part:
            break
        shown += part
        if b"begins in 2" in shown and not asked:
            job = int(shown.partition(b"[job ")[2].partition(b"]")[0])
            os.kill(job, signal.SIGTSTP)
            asked = True
        if b"begins in 1" in shown.partition(b"[suspended]")[2] and not ended:
            os.kill(job, signal.SIGINT)
            ended = True
    code = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    os.close(screen)
    before, _, after = shown.partition(b"[suspended]")
    assert code == 130
    assert before.endswith(b"\033[?25h\033[?1049l")
    assert after.startswith(b"\033[?1049h\033[?25l")
    assert b"begins in 2   Thirty seconds" in after, "the seconds in between do not count"


@pytest.mark.posix
def test_timer_stops_at_the_target(root: Path) -> None:
    code, screen = on_terminal(["--root", str(root), "pitch", "thanks", "--examples", "--timer"], [])
    assert code == 0
    assert "0:05   A word of thanks" in screen
    assert "0:01   A word of thanks" in screen
    assert screen.rstrip().endswith("\033[?25h\033[?1049lTime.")
