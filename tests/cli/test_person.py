"""`goodword person`: the list of people is kept, its file stays private, and what still shows a person is found."""

import os
import re
import stat
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.cli.withdrawn import rules
from generator.privacy.people import Person
from tests.cli.terminal import on_terminal
from tests.conftest import Project, Run
from tests.support import run_here, write_files

MOMENT = "1793748600"  # 2026-11-03, 23:30 in UTC
SITE = "title: A\nurl: https://a.example\ntimezone: Europe/Berlin\nauthor: ann\nauthors:\n  ann: {name: Ann Example}\n"
PEOPLE = """\
# Mine.

dana:   # from the mill
  name: 'Dana Exemplar'
  email: dana@exemplar.example
  role: a project manager

  # Bob is shy.
bob: {name: Bob Beispiel}
"""


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", MOMENT)


@pytest.fixture
def root(project: Project) -> Path:
    return project({"content/site.yaml": SITE})


@pytest.fixture
def known(root: Path) -> Path:
    write_files(root, {"private/people.yaml": PEOPLE})
    return root


def people(root: Path) -> str:
    return (root / "private/people.yaml").read_text(encoding="utf-8")


def git(root: Path, *args: str) -> str:
    env = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    user = ("-c", "user.name=Ann", "-c", "user.email=ann@ann.example", "-c", "init.defaultBranch=main")
    return subprocess.run(
        ["git", *user, "-C", str(root), *args], check=True, capture_output=True, text=True, env=env
    ).stdout


def commit(root: Path, message: str) -> str:
    git(root, "add", "-A")
    git(root, "commit", "-qm", message)
    return git(root, "rev-parse", "--short", "HEAD").strip()


@pytest.mark.posix
def test_first_person_makes_a_file_for_its_owner_alone(root: Path, run: Run) -> None:
    done = run("person", "add", "dana", "--name", "Dana Exemplar", "--role", "a cook: pastry", root=root)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("private/people.yaml: dana is in. Nothing of them may be shown yet")
    assert people(root).endswith('dana:\n  name: Dana Exemplar\n  role: "a cook: pastry"\n')
    assert stat.S_IMODE((root / "private").stat().st_mode) == 0o700
    assert stat.S_IMODE((root / "private/people.yaml").stat().st_mode) == 0o600
    assert sorted(one.name for one in (root / "private").iterdir()) == ["people.yaml"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "carl:\n  name: Carl\n"),
        ("# None yet", "# None yet\ncarl:\n  name: Carl"),
        ("{}", "{carl: {name: Carl}}"),
        ("{bob: {name: Bob}}\r\n", "{bob: {name: Bob}, carl: {name: Carl}}\r\n"),
        ("\ufeffbob:\r\n  name: Bob\r\n# End\r\n", "\ufeffbob:\r\n  name: Bob\r\n# End\r\ncarl:\r\n  name: Carl\r\n"),
        (PEOPLE, f"{PEOPLE}carl:\n  name: Carl\n"),
    ],
)
def test_added_person_stands_at_the_end(before: str, after: str, root: Path, run: Run) -> None:
    write_files(root, {"private/people.yaml": before})
    assert run("person", "add", "carl", "--name", "Carl", root=root).code == 0
    assert (root / "private/people.yaml").read_bytes().decode() == after


@pytest.mark.parametrize(
    ("args", "why"),
    [
        (("add", "dana", "--name", "Dana"), 'there is a person "dana" already'),
        (("add", "carl"), 'say who it is: goodword person add carl --name "…"'),
        (("add", "a/b", "--name", "Carl"), "the id must be letters, digits and hyphens"),
        (("add", "carl", "--name", " "), '"name"'),
        (("add", "carl", "--name", "C", "--email", "carl"), '"email" must be an e-mail address, not what stands there'),
        (("add", "carl", "--name", "Carl C.", "--role", "carl-c"), "words that name nobody"),
        (("consent", "dana", "role", "--as", "Dana Exemplar"), "words that name nobody"),
        (("add", "carl-c", "--name", "Carl C."), "the id spells the name"),
        (("ask", "dan"), 'there is no person "dan" in private/people.yaml; did you mean "dana"?'),
        (("consent", "dana", "initials"), 'their initials is not known; say it: goodword person consent dana initials --as "…"'),
        (("consent", "dana", "none", "--as", "x"), "--as goes with role and initials"),
        (("consent", "dana", "all"), "'all' is not one of"),
        (("withdraw", "carl"), 'there is no person "carl"'),
    ],
)  # fmt: skip
def test_wrong_line_is_refused(args: tuple[str, ...], why: str, known: Path, run: Run) -> None:
    done = run("person", *args, root=known)
    assert (done.code, done.out) == (2, "")
    assert why in done.err
    assert people(known) == PEOPLE


def test_consent_is_noted_and_all_else_is_kept(known: Path, run: Run) -> None:
    assert run("person", "consent", "dana", "role", root=known).code == 0
    wanted = PEOPLE.replace("manager\n", "manager\n  consent: role\n")
    assert people(known) == wanted
    assert run("person", "consent", "dana", "role", "--as", "a manager", root=known).code == 0
    wanted = wanted.replace("a project manager", "a manager")
    assert people(known) == wanted
    assert run("person", "consent", "bob", "initials", "--as", "B. B.", root=known).code == 0
    wanted = wanted.replace("{name: Bob Beispiel}", "{name: Bob Beispiel, initials: B. B., consent: initials}")
    assert people(known) == wanted
    assert run("person", "withdraw", "dana", root=known).code == 0
    assert people(known) == wanted.replace("consent: role", "consent: none")


@pytest.mark.posix
def test_list_has_names_on_a_terminal_only(known: Path, run: Run) -> None:
    assert run("person", "list", root=known).out == "dana  none\nbob   none\n"
    code, screen = on_terminal(["--root", str(known), "person", "list"], [])
    assert code == 0
    assert "dana  none      Dana Exemplar" in screen


def test_message_that_asks_is_printed_and_the_day_is_noted(known: Path, run: Run) -> None:
    done = run("person", "ask", "dana", root=known)
    assert done.code == 0
    assert "Hello,\n\non my site, A (https://a.example)" in done.out
    assert "0. nothing: you are not mentioned\n1. your role\n" in done.out
    assert done.out.endswith("Thank you,\nAnn Example\n\n")
    assert "xemplar" not in done.output
    assert people(known) == PEOPLE.replace("manager\n", "manager\n  asked: 2026-11-04\n")
    assert run("person", "ask", "dana", root=known).code == 0
    assert people(known).count("2026-11-04") == 1, "the same day is noted once"


@pytest.mark.posix
def test_message_on_a_terminal_has_what_would_be_shown(known: Path) -> None:
    write_files(known, {"private/people.yaml": PEOPLE.replace("bob:", '  asked: 2026-10-01, by "telephone"\nbob:')})
    code, screen = on_terminal(["--root", str(known), "person", "ask", "dana"], [])
    assert code == 0
    assert "Hello Dana Exemplar," in screen
    assert '1. your role: "a project manager"' in screen
    assert '2. your name: "Dana Exemplar"' in screen
    assert "It was not sent." in screen
    assert 'asked: 2026-10-01, by "telephone"; 2026-11-04\n' in people(known)


def test_withdrawal_lists_what_still_shows_the_person(known: Path, run: Run) -> None:
    write_files(
        known,
        {
            "private/people.yaml": PEOPLE.replace("manager\n", "manager\n  consent: name\n"),
            "content/give-log.yaml": "gives:\n  - id: one\n    date: 2026-11-02\n    kind: tip\n    what: A tip\n    to: Dana Exemplar\n    person: dana\n",
            "content/articles/a.md": "---\ntitle: A\ndate: 2026-11-02\n---\nThanks to\nDana  Exemplar.\n",
            "templates/own.txt": "for dana_exemplar",
        },
    )
    assert run("build", "--now", "2026-11-05", root=known).code == 0
    done = run("person", "withdraw", "dana", root=known)
    assert done.code == 0
    assert '"none", was "name"' in done.out
    for line in (
        'content/articles/a.md:6:1: the name of "dana" stands here, beyond their consent',
        'content/give-log.yaml:6:9: the name of "dana" stands here, beyond their consent',
        'content/give-log.yaml:6:9: one says in "to" what they had agreed to',
        'content/give-log.yaml:7:13: one has "dana" as its person',
        'templates/own.txt:1:5: the name of "dana" stands here, beyond their consent',
    ):
        assert f"  {line}\n" in done.out
    output = re.search(r"The output has (\d+) files that show them", done.out)
    assert output
    assert int(output[1]) >= 2
    assert "Git" not in done.out, "there is no repository"
    assert "xemplar" not in done.out.replace("dana_exemplar", "")


def test_lesser_consent_lists_what_is_beyond_it(known: Path, run: Run) -> None:
    log = "gives:\n  - {id: one, date: 2026-11-02, kind: tip, what: A tip, to: Dana Exemplar, person: dana}\n"
    write_files(
        known,
        {
            "private/people.yaml": PEOPLE.replace("manager\n", "manager\n  consent: name\n"),
            "content/give-log.yaml": log,
        },
    )
    done = run("person", "consent", "dana", "role", root=known)
    assert 'content/give-log.yaml:2:61: one says in "to" what they had agreed to' in done.out
    assert 'has "dana" as its person' not in done.out, "that much is still agreed to"


# --- Git ---


@pytest.mark.posix
def test_commits_that_have_the_person_are_found(known: Path, run: Run) -> None:
    git(known, "init", "-q")
    write_files(
        known,
        {
            ".gitignore": "/private/\n/.goodword/\n",
            "content/articles/a.md": "---\ntitle: A\ndate: 2026-11-02\n---\nHi.\n",
        },
    )
    before = commit(known, "Begin")
    log = "gives:\n  - {id: one, date: 2026-11-02, kind: tip, what: A tip, person: dana}\n"
    write_files(known, {"content/give-log.yaml": log})
    by_id = commit(known, "A give")
    write_files(known, {"content/articles/a.md": "---\ntitle: A\ndate: 2026-11-02\n---\nWith DANA-EXEMPLAR.\n"})
    by_name = commit(known, "A text")
    write_files(known, {"content/articles/a.md": "---\ntitle: A\ndate: 2026-11-02\n---\nWith somebody, danaid.\n"})
    by_removal = commit(known, "Without")
    write_files(known, {"content/b.txt": "x"})
    by_message = commit(known, "For Dana Exemplar")
    write_files(known, {"content/b.txt": "write to dana@exemplar.example"})
    by_address = commit(known, "Address")
    write_files(known, {"content/b.txt": "person: danae"})
    git(known, "checkout", "-qb", "other")
    other = commit(known, "Another person, and the address is gone")
    git(known, "checkout", "-q", "main")
    done = run("person", "withdraw", "dana", root=known)
    assert done.code == 0, done.output
    assert set(re.findall(r"^  ([0-9a-f]{7,}) \d{4}-\d\d-\d\d", done.out, re.MULTILINE)) == {
        by_id,
        by_name,
        by_removal,
        by_message,
        by_address,
        other,
    }
    assert before not in done.out
    assert "git filter-repo --replace-text ../names.txt --replace-message ../names.txt" in done.out
    assert "git push --force" in done.out
    assert "xemplar" not in done.out
    code, screen = on_terminal(["--root", str(known), "person", "withdraw", "dana"], [])
    assert code == 0
    assert "For Dana Exemplar" in screen
    assert r"regex:(?i)Dana[\W_]+Exemplar==>somebody" in screen


@pytest.mark.posix
def test_name_that_came_in_with_a_merge_or_a_renamed_file_is_found(known: Path, run: Run) -> None:
    git(known, "init", "-q")
    write_files(known, {".gitignore": "/private/\n/.goodword/\n", "content/b.txt": "x\n"})
    begun = commit(known, "Begin")
    git(known, "checkout", "-qb", "other")
    write_files(known, {"content/c.txt": "y\n"})
    other = commit(known, "Other")
    git(known, "checkout", "-q", "main")
    write_files(known, {"content/d.txt": "z\n"})
    third = commit(known, "Third")
    git(known, "merge", "-q", "--no-ff", "--no-commit", "other")
    write_files(known, {"content/b.txt": "x, as Dana Exemplar says\n"})
    merge = commit(known, "Merge")
    git(known, "mv", "content/b.txt", "content/e.txt")
    write_files(known, {"content/e.txt": "x\n"})
    renamed = commit(known, "Rename")
    done = run("person", "withdraw", "dana", root=known)
    assert merge in done.out
    assert renamed in done.out
    assert not any(one in done.out for one in (begun, other, third))


@pytest.mark.posix
def test_history_that_is_not_whole_is_told(known: Path, run: Run, tmp_path: Path) -> None:
    git(known, "init", "-q")
    write_files(known, {".gitignore": "/.goodword/\n", "content/b.txt": "Dana Exemplar\n"})
    commit(known, "Begin")
    write_files(known, {"content/b.txt": "x\n"})
    commit(known, "Out")
    git(known, "commit", "-q", "--allow-empty", "-m", "More")
    shallow = tmp_path / "shallow"
    git(known, "clone", "-q", "--depth", "1", known.as_uri(), str(shallow))
    done = run("person", "withdraw", "dana", root=shallow)
    assert "This is a shallow clone, without the older commits." in done.out
    assert "shallow" not in run("person", "withdraw", "dana", root=known).out


def test_name_with_accents_is_found_in_the_history_without_them(root: Path, run: Run) -> None:
    write_files(root, {"private/people.yaml": "jo: {name: José Müller}\n", ".gitignore": "/private/\n/.goodword/\n"})
    git(root, "init", "-q")
    commit(root, "Begin")
    found = []
    for text in ("Jose Muller", "JOSÉ  MÜLLER", "Jose\u0301-Mu\u0308ller"):
        write_files(root, {"content/static/a.txt": f"Thanks, {text}!"})
        found.append(commit(root, text.encode("ascii", "ignore").decode()[:1]))
        write_files(root, {"content/static/a.txt": "Thanks!"})
        commit(root, "Out")
    done = run("person", "withdraw", "jo", root=root)
    for name in found:
        assert name in done.out


def test_nothing_in_the_history_is_said_too(known: Path, run: Run) -> None:
    git(known, "init", "-q")
    write_files(known, {".gitignore": "/private/\n/.goodword/\n"})
    commit(known, "Begin")
    done = run("person", "withdraw", "dana", root=known)
    assert "No file of yours shows them." in done.out
    assert "No commit of Git has their name, their address or their id as a person." in done.out


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_rules_take_the_person_out_of_files(newline: str) -> None:
    # As git-filter-repo does it: by Python's own expressions, on the bytes of files.
    lines = ["  - id: one", "    to: Dana   EXEMPLAR", "    person: dana", "  - {id: two, person: 'dana', to: x}", "  - id: danas", "    person: dana-2", "dana@exemplar.example"]  # fmt: skip
    text = newline.join(lines).encode()
    for rule in rules("dana", Person(name="Dana Exemplar", email="dana@exemplar.example")):
        pattern, _, new = rule.removeprefix("regex:").partition("==>")
        text = re.sub(pattern.encode(), new.encode(), text)
    assert text.decode().split(newline) == [
        "  - id: one", "    to: somebody", "  - {id: two, to: x}", "  - id: danas", "    person: dana-2", "somebody@example.org",
    ]  # fmt: skip


def test_git_that_would_take_the_file_is_warned_of(known: Path, run: Run) -> None:
    git(known, "init", "-q")
    done = run("person", "consent", "dana", "role", root=known)
    assert "Warning: Git would take private/people.yaml. Add a line /private/ to .gitignore" in done.err
    commit(known, "Oh")
    write_files(known, {".gitignore": "/private/\n"})
    done = run("person", "consent", "dana", "role", root=known)
    assert "Warning: Git has private/people.yaml." in done.err
    assert "git rm --cached private/people.yaml" in done.err
    git(known, "rm", "-q", "--cached", "private/people.yaml")
    assert run("person", "consent", "dana", "role", root=known).err == ""


def test_without_git_all_else_is_done(known: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    git(known, "init", "-q")
    monkeypatch.setenv("PATH", str(known))
    assert run("person", "consent", "dana", "role", root=known).err == ""
    done = run("person", "withdraw", "dana", root=known)
    assert done.code == 0
    assert "Git could not be asked for its history, which may show them." in done.out


def test_where_no_git_is_nothing_is_said_of_it(known: Path, run: Run) -> None:
    assert "Git" not in run("person", "withdraw", "dana", root=known).out
    git(known, "init", "-q")
    assert "Git" not in run("person", "withdraw", "dana", root=known).out, "nothing is committed yet"


@pytest.mark.posix
def test_message_is_copied_where_there_is_a_way(known: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = known / "bin/pbcopy"
    copy.parent.mkdir()
    copy.write_text(f"#!/bin/sh\ncat > {known}/copied\n")
    copy.chmod(0o755)
    monkeypatch.setenv("PATH", f"{copy.parent}:{os.environ['PATH']}")
    code, screen = on_terminal(["--root", str(known), "person", "ask", "dana"], [])
    assert (code, "It is on the clipboard." in screen) == (0, True)
    assert (known / "copied").read_text().startswith("Hello Dana Exemplar,\n")


# --- anything ---

words = st.one_of(
    st.text(max_size=12), st.binary(max_size=12).map(lambda data: data.decode("utf-8", "surrogateescape"))
)
words = words.filter(lambda word: "\0" not in word)


@settings(max_examples=150)
@given(
    data=st.one_of(st.binary(max_size=100), st.just(PEOPLE.encode()), words.map(lambda text: f"dana: {text}".encode("utf-8", "replace"))),
    verb=st.sampled_from(["list", "add", "ask", "consent", "withdraw"]),
    args=st.lists(st.one_of(words, st.sampled_from(["dana", "name", "role"])), max_size=3),
    options=st.dictionaries(st.sampled_from(["--name", "--email", "--role", "--note", "--as"]), words, max_size=2),
)  # fmt: skip
def test_anything_ends_with_an_exit_code(
    data: bytes, verb: str, args: list[str], options: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = tmp_path_factory.getbasetemp() / "any-person"
    write_files(root, {"content/site.yaml": SITE, "private/people.yaml": data})
    result = run_here("person", verb, *args, *(part for pair in options.items() for part in pair), root=root)
    assert result.code in {0, 1, 2}, result.output
    assert (root / "private/people.yaml").read_bytes() == data or result.code == 0
    assert "Dana Exemplar" not in result.output
