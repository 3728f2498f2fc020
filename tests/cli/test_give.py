"""`goodword give`: one line more in the log, what may not be in it, and where one stands after it."""

import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.kinds.give.log import LABELS
from tests.cli.terminal import on_terminal
from tests.conftest import Project, Run
from tests.support import ROOT, run_here, write_files

# 2026-11-03, 23:30 in UTC: in Berlin the next day has begun.
MOMENT = "1793748600"
SITE = "title: A\nurl: https://a.example\ntimezone: Europe/Berlin\n"
PEOPLE = """\
dana:
  name: Dana Exemplar
  email: dana@exemplar.example
  role: a project manager
  initials: D. E.
"""
LOG = """\
plan:
  start: 2026-09-07

gives:
  # One a day.
  - id: one
    date: 2026-11-02
    kind: tip
    what: 'A tip'
  - id: two
    date: 2026-11-03
    kind: tip
    what: 'Another'
"""


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", MOMENT)


@pytest.fixture
def root(project: Project) -> Path:
    return project({"content/site.yaml": SITE, "content/give-log.yaml": LOG})


def log_of(root: Path) -> str:
    return (root / "content/give-log.yaml").read_text(encoding="utf-8")


def test_give_is_one_line_more_and_says_where_one_stands(root: Path, run: Run) -> None:
    done = run("give", "referral", "Passed on a project-manager opening", "--to", "a former colleague", root=root)
    assert (done.code, done.err) == (0, "")
    assert done.out == "content/give-log.yaml: Referral, give-2026-11-04\n3 of 3 this week; week 9 of 26.\n"
    assert log_of(root) == LOG + (
        "  - id: give-2026-11-04\n    date: 2026-11-04\n    kind: referral\n"
        "    what: 'Passed on a project-manager opening'\n    to: a former colleague\n"
    )
    assert run("build", "--strict", "--now", "2026-11-05", root=root).code == 0
    page = (root / "site/give-log/index.html").read_text(encoding="utf-8")
    assert "Passed on a project-manager opening" in page


@pytest.mark.posix
def test_file_keeps_its_mode_and_leaves_nothing_beside_it(root: Path, run: Run) -> None:
    path = root / "content/give-log.yaml"
    path.chmod(0o640)
    assert run("give", "lead", "A lead", root=root).code == 0
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert sorted(one.name for one in path.parent.iterdir()) == ["give-log.yaml", "site.yaml"]


@pytest.mark.parametrize("name", ["give-log.yml", "Give-Log.YAML"])
def test_log_is_found_by_any_of_its_names(name: str, project: Project, run: Run) -> None:
    root = project({"content/site.yaml": SITE, f"content/{name}": LOG})
    assert run("give", "Lead", "A lead", root=root).out.startswith(f"content/{name}: Lead, ")
    assert sorted(one.name for one in (root / "content").iterdir()) == sorted([name, "site.yaml"])


def test_missing_log_is_begun_as_that_of_a_new_site(project: Project, run: Run) -> None:
    root = project({"content/site.yaml": SITE})
    done = run("give", "tip", "A tip", root=root)
    assert done.out == (
        "content/give-log.yaml: Tip, give-2026-11-04\n"
        "content/give-log.yaml is new, with a plan that begins today; change it as you like.\n"
        "1 of 3 this week; week 1 of 20.\n"
    )
    assert log_of(root).endswith(
        "plan:\n  start: 2026-11-04\n  weeks: 20\n  per_week: 3\n\ngives:\n"
        "  # Kinds: referral introduction lead pitch tip resource mentoring endorsement other\n"
        "  - id: give-2026-11-04\n    date: 2026-11-04\n    kind: tip\n    what: A tip\n"
    )
    assert run("build", "--strict", "--now", "2026-11-05", root=root).code == 0


def test_file_that_is_read_only_is_left_alone(root: Path, run: Run) -> None:
    file = root / "content/give-log.yaml"
    file.chmod(0o444)
    done = run("give", "tip", "A tip", root=root)
    assert (done.code, done.out) == (1, "")
    assert "content/give-log.yaml: error: the file is read-only, so it was left alone" in done.err
    assert log_of(root) == LOG


@pytest.mark.parametrize(
    ("typed", "written", "note"),
    [
        ("today", "2026-11-04", ""),
        ("Yesterday", "2026-11-03", ""),
        ("2026-1-5", "2026-01-05", ""),
        ("2026-11-03 17:30", "2026-11-03 17:30", ""),
        ("2026-11-03T17:30:00+01:00", '"2026-11-03T17:30:00+01:00"', ""),
        ("2028-02-29", "2028-02-29", "It is to come, so it is shown from 2028-02-29 on.\n"),
        ("2026-11-05", "2026-11-05", "It is to come, so it is shown from 2026-11-05 on.\n"),
    ],
)
def test_date_may_be_typed_in_several_ways(typed: str, written: str, note: str, root: Path, run: Run) -> None:
    done = run("give", "tip", "A tip", "--date", typed, root=root)
    assert done.code == 0, done.output
    assert f"    date: {written}\n" in log_of(root)
    assert (note in done.out) == bool(note) or not note
    assert "to come" in done.out if note else "to come" not in done.out


@pytest.mark.parametrize("typed", ["2026-02-30", "2027-02-29", "soon", "0999-01-01", "9999-01-01", "2026-11-02 25:00"])
def test_date_that_is_none_is_refused(typed: str, root: Path, run: Run) -> None:
    done = run("give", "tip", "A tip", "--date", typed, root=root)
    assert done.code == 2
    assert "the date must be" in done.err
    assert ", such as 2026-11-04, today or yesterday" in done.err
    assert log_of(root) == LOG


@pytest.mark.parametrize(
    ("args", "why"),
    [
        ((), 'say what you gave: goodword give KIND "WHAT"; the kinds are referral, introduction, lead, pitch'),
        (("tip",), "say what you gave"),
        (("tip", "  "), "WHAT is empty"),
        (("referal", "A name"), 'Error: "referal" is no kind of give; did you mean "referral"?'),
        (("cake", "A cake"), 'Error: "cake" is no kind of give; there are referral, '),
        (("tip", "A tip", "--link", "there"), '"link" must be a path such as /about/, or a web address'),
        (("tip", "A tip", "--outcome-consent"), "--outcome-consent goes with --outcome"),
        (("tip", "A\x07tip"), "WHAT has characters that cannot be seen"),
        (("tip", "A tip", "--person", "dana"), "there is no private/people.yaml yet; begin it with: goodword person add dana"),
        (("tip", "A tip", "--to", "bob@bob.example"), "--to has an e-mail address"),
    ],
)  # fmt: skip
def test_wrong_line_is_refused_and_says_what_to_do(args: tuple[str, ...], why: str, root: Path, run: Run) -> None:
    done = run("give", *args, root=root)
    assert (done.code, done.out) == (2, "")
    assert why in done.err
    assert log_of(root) == LOG


def test_outcome_is_written_with_its_consent_only_where_it_is_given(root: Path, run: Run) -> None:
    assert run("give", "tip", "A tip", "--outcome", "Hired.", root=root).code == 0
    assert log_of(root).endswith("    outcome: Hired.\n")
    assert run("give", "tip", "A tip", "--outcome", "Hired.", "--outcome-consent", root=root).code == 0
    assert log_of(root).endswith("    outcome: Hired.\n    outcome_consent: true\n")


@pytest.mark.parametrize(
    "log",
    ["gives:\n  - {id: a, kind: tip}\n", "gives: [", "gives: 3\n", "\x00", "title: T\ntitle: U\n", "gives:\n- {id: a, date: 2026-11-03, kind: tip, what: x}\n- {id: a, date: 2026-11-03, kind: tip, what: x}\n"],
)  # fmt: skip
def test_log_with_errors_is_shown_and_left_alone(log: str, root: Path, run: Run) -> None:
    write_files(root, {"content/give-log.yaml": log})
    done = run("give", "tip", "A tip", root=root)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("content/give-log.yaml:")
    assert log_of(root) == log


def test_two_logs_faulty_settings_and_faulty_people_are_shown(root: Path, run: Run) -> None:
    write_files(root, {"content/give-log.yml": LOG})
    assert (
        "content/give-log.yml: error: there is content/give-log.yaml as well" in run("give", "tip", "x", root=root).err
    )
    (root / "content/give-log.yml").unlink()
    write_files(root, {"private/people.yaml": "dana: {nam: Dana Exemplar}\n"})
    done = run("give", "tip", "x", root=root)
    assert done.code == 1
    assert "private/people.yaml:1:" in done.err
    assert "Exemplar" not in done.err
    write_files(root, {"private/people.yaml": PEOPLE, "content/site.yaml": "title: A\n"})
    done = run("give", "tip", "x", root=root)
    assert (done.code, "content/site.yaml" in done.err) == (1, True)
    assert log_of(root) == LOG


def test_broken_article_is_no_hindrance(root: Path, run: Run) -> None:
    write_files(root, {"content/articles/x.md": "no front matter"})
    assert run("give", "tip", "x", root=root).code == 0


# --- people ---


def with_consent(root: Path, consent: str) -> None:
    write_files(root, {"private/people.yaml": f"{PEOPLE}  consent: {consent}\n"})


@pytest.mark.parametrize(
    ("consent", "lines"),
    [
        ("none", ""),
        ("role", "    to: a project manager\n    person: dana\n"),
        ("initials", "    to: D. E.\n    person: dana\n"),
        ("name", "    to: Dana Exemplar\n    person: dana\n"),
    ],
)
def test_only_what_a_person_agreed_to_is_written(consent: str, lines: str, root: Path, run: Run) -> None:
    with_consent(root, consent)
    done = run("give", "tip", "A tip", "--person", "dana", root=root)
    assert done.code == 0, done.output
    assert log_of(root).removeprefix(LOG).partition("    what: 'A tip'\n")[2] == lines
    assert ("has not agreed to be mentioned" in done.out) == (consent == "none")
    if consent == "none":
        assert "dana" not in log_of(root).casefold()
    assert run("build", "--strict", "--now", "2026-11-05", root=root).code == 0


def test_own_words_stand_before_what_a_person_agreed_to(root: Path, run: Run) -> None:
    with_consent(root, "name")
    assert run("give", "tip", "A tip", "--person", "dana", "--to", "a friend", root=root).code == 0
    assert log_of(root).endswith("    to: a friend\n    person: dana\n")


def test_unknown_person_has_a_suggestion(root: Path, run: Run) -> None:
    with_consent(root, "role")
    done = run("give", "tip", "A tip", "--person", "dan", root=root)
    assert (done.code, 'there is no person "dan" in private/people.yaml; did you mean "dana"?' in done.err) == (2, True)


@pytest.mark.parametrize("consent", ["none", "role", "initials"])
@pytest.mark.parametrize(
    ("args", "word"),
    [
        (("tip", "Helped Dana Exemplar"), "WHAT"),
        (("tip", "Helped dana\u00a0 EXEMPLAR, twice"), "WHAT"),
        (("tip", "x", "--to", "Exemplar, Dana"), "--to"),
        (("tip", "x", "--link", "https://a.example/dana-exemplar"), "--link"),
        (("tip", "x", "--outcome", "Dana Exemplar was hired"), "--outcome"),
    ],
)
def test_name_beyond_consent_is_refused_and_not_repeated(
    consent: str, args: tuple[str, ...], word: str, root: Path, run: Run
) -> None:
    with_consent(root, consent)
    done = run("give", *args, root=root)
    assert done.code == 2
    assert f'{word} has the name of "dana", beyond their consent' in done.err
    assert "goodword person ask dana" in done.err
    assert "exemplar" not in done.err.casefold()
    assert log_of(root) == LOG


def test_address_is_refused_whatever_was_agreed_to_and_the_name_is_not(root: Path, run: Run) -> None:
    with_consent(root, "name")
    assert run("give", "tip", "Helped Dana Exemplar", root=root).code == 0
    done = run("give", "tip", "x", "--link", "mailto:dana@exemplar.example", root=root)
    assert (done.code, '--link has the e-mail address of "dana"' in done.err) == (2, True)


def test_id_that_spells_the_name_is_not_written(root: Path, run: Run) -> None:
    write_files(root, {"private/people.yaml": "dana-exemplar: {name: Dana Exemplar, role: a friend, consent: role}\n"})
    done = run("give", "tip", "x", "--person", "dana-exemplar", root=root)
    assert (done.code, log_of(root)) == (2, LOG)


@pytest.mark.parametrize(
    "text", ["Met D’Arcy", "Met DArcy", "Met Arcy", "Read Lindqvist", "For Zoe", "A word, J.Q.", "Z. D."]
)
def test_part_of_a_name_of_several_parts_is_refused(text: str, root: Path, run: Run) -> None:
    person = "dana: {name: Zoë D’Arcy-Lindqvist, role: a friend, initials: J. Q., consent: role}\n"
    write_files(root, {"private/people.yaml": person})
    done = run("give", "tip", text, "--person", "dana", root=root)
    assert (done.code, 'of "dana", beyond their consent; leave it out' in done.err, log_of(root)) == (2, True, LOG)


def test_initials_are_written_if_that_is_agreed(root: Path, run: Run) -> None:
    person = "dana: {name: Zoë D’Arcy-Lindqvist, initials: J. Q., consent: initials}\n"
    write_files(root, {"private/people.yaml": person})
    done = run("give", "tip", "With J. Q. and I.T.", "--person", "dana", root=root)
    assert (done.code, "to: J. Q." in log_of(root)) == (0, True)


@pytest.mark.parametrize("consent", ["none", "role"])
@pytest.mark.parametrize("text", ["Read her letter to Dana", "Met Exemplar & Co.", "Helped dana", "DANA asked"])
def test_part_of_the_name_is_refused_in_a_give_that_is_theirs(consent: str, text: str, root: Path, run: Run) -> None:
    with_consent(root, consent)
    done = run("give", "tip", text, "--person", "dana", root=root)
    assert (done.code, 'WHAT has a part of the name of "dana"' in done.err) == (2, True)
    assert log_of(root) == LOG
    assert run("give", "tip", text, root=root).code == 0, "of another Dana"


@pytest.mark.posix
def test_what_lies_outside_or_is_no_file_is_left_alone(project: Project, run: Run, tmp_path: Path) -> None:
    root = project({"content/site.yaml": SITE})
    outside = tmp_path / "log.yaml"
    outside.write_text(LOG)
    path = root / "content/give-log.yaml"
    path.symlink_to(outside)
    done = run("give", "tip", "x", root=root)
    assert (done.code, "the file lies outside the project" in done.err) == (1, True)
    assert outside.read_text() == LOG
    path.unlink()
    os.mkfifo(path)
    done = run("give", "tip", "x", root=root)
    assert (done.code, "something is there already" in done.err) == (1, True)
    path.unlink()
    # A link to a file of the project is followed, and stays one.
    write_files(root, {"content/static/log.yaml": LOG})
    path.symlink_to("static/log.yaml")
    assert run("give", "tip", "x", root=root).code == 0
    assert path.is_symlink()
    assert (root / "content/static/log.yaml").read_text().startswith(LOG)


def test_help_names_every_kind_and_fits_a_screen(run: Run) -> None:
    said = run("give", "--help").out
    assert [kind for kind in LABELS if kind not in said] == []
    assert len(said.splitlines()) <= 24
    assert max(map(len, said.splitlines())) <= 80


# --- on a terminal, at once, and with anything ---


@pytest.mark.posix
def test_what_is_missing_is_asked_for_on_a_terminal(root: Path) -> None:
    code, screen = on_terminal(
        ["--root", str(root), "give"],
        ["cake\n", "3\n", "bob@bob.example\n", "Passed on a lead\n", "\n"],
        ("]: ", "a line: ", "Enter): "),
    )
    assert code == 0, screen
    assert "  3  lead" in screen
    assert "What kind, by number or name [tip]: " in screen, "the most frequent one"
    assert '"cake" is no kind of give' in screen
    assert "it has an e-mail address" in screen
    assert "3 of 3 this week; week 9 of 26." in screen
    assert log_of(root).endswith("    kind: lead\n    what: 'Passed on a lead'\n")


@pytest.mark.posix
def test_faulty_log_is_shown_before_anything_is_asked(root: Path) -> None:
    write_files(root, {"content/give-log.yaml": "gives: 3\n"})
    code, screen = on_terminal(["--root", str(root), "give"], [])
    assert code == 1
    assert "What kind" not in screen


def test_gives_at_the_same_time_are_all_written(root: Path) -> None:
    def one(number: int) -> None:
        command = [sys.executable, "-m", "generator", "--root", str(root), "give", "tip", f"Tip {number}"]
        codes.append(subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode)

    codes: list[int] = []
    threads = [threading.Thread(target=one, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert codes == [0] * 4
    text = log_of(root)
    assert text.startswith(LOG)
    assert sorted(line for line in text.splitlines() if "Tip " in line) == [f"    what: 'Tip {n}'" for n in range(4)]
    assert text.count("id: give-2026-11-04") == 4


words = st.one_of(
    st.text(max_size=20), st.binary(max_size=20).map(lambda data: data.decode("utf-8", "surrogateescape"))
)


@settings(max_examples=150)
@given(
    data=st.one_of(st.binary(max_size=200), st.just(LOG.encode()), words.map(lambda text: f"gives:\n- {text}".encode("utf-8", "replace"))),
    args=st.lists(words.filter(lambda word: "\0" not in word), max_size=3),
    options=st.dictionaries(st.sampled_from(["--to", "--person", "--date", "--link", "--outcome"]), words.filter(lambda word: "\0" not in word), max_size=3),
    kind=st.booleans(),
)  # fmt: skip
def test_anything_ends_with_an_exit_code(
    data: bytes, args: list[str], options: dict[str, str], kind: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = tmp_path_factory.getbasetemp() / "any"
    write_files(root, {"content/site.yaml": SITE, "content/give-log.yaml": data, "private/people.yaml": PEOPLE})
    line = [*(["tip"] if kind else []), *args, *(part for pair in options.items() for part in pair)]
    result = run_here("give", *line, root=root)
    assert result.code in {0, 1, 2}, result.output
    after = (root / "content/give-log.yaml").read_bytes()
    assert after == data or result.code == 0
    if result.code == 0 and "--help" not in line and "-h" not in line:
        assert run_here("build", "--now", "2026-11-05", root=root).code == 0
