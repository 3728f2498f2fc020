"""Whatever is typed, and whatever the files hold: each command ends with 0, 1, 2 or 3, and never with a traceback.

All commands of the command line are tried, also those that were added after this was written: with arguments of any
kind, with random bytes in each file of a site, with any YAML and Markdown in it, and with random bytes on standard input.
"""

import contextlib
import io
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest import mock

import click
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.cli.main import cli
from tests.support import ROOT, Result, run_here, write_files
from tests.test_any_input import ODD, names, page, site, text, written

MANY = 100_000

#: Those that do not end by themselves. Here only arguments that they refuse are tried, and the preview by itself.
ENDLESS = {"serve"}

FILES: dict[str, str | bytes] = {
    "content/site.yaml": "title: A\nurl: https://a.example\nauthor: ann\nauthors: {ann: {name: Ann}}\npitch: {words_per_minute: 120}\n",
    "content/articles/2026-01-02-a.md": "---\ntitle: A\nsummary: S\ntags: [T]\n---\nText, [a link](https://a.example).\n",
    "content/pages/about.md": "---\ntitle: About\n---\nText.\n",
    "content/tips/small.yaml": "title: S\ntips:\n  - {id: one, text: A tip., tags: [T]}\n",
    "content/pitches/thirty.md": "---\ntitle: T\ntemplate: I am {a}.\nslots: [{name: a, label: A, example: Ann}]\n---\nText.\n",
    "content/leads/l.md": "---\ntitle: L\nemployer: M\ndate: 2026-01-01\nexpires: 2027-01-01\n---\nText.\n",
    "content/episodes/e.md": '---\ntitle: E\ndate: 2026-01-01\naudio: {src: "https://a.example/a.mp3", bytes: "1", duration: "1:00"}\n---\n',
    "content/give-log.yaml": "plan: {start: 2026-01-05, weeks: 26, per_week: 3}\ngives:\n  - {id: a, date: 2026-01-05, kind: tip, what: A tip}\n",
    "content/comments/a.yaml": "- {id: a, author: Bob, date: 2026-01-03, body: Hi, status: approved}\n",
    "content/mentions/a.yaml": "- {source: https://b.example/, date: 2026-01-03, status: approved}\n",
    "private/people.yaml": "dana:\n  name: Dana Delgado\n  email: dana@a.example\n",
}  # fmt: skip
#: The files that get random bytes.
PATHS = [*FILES, ".goodword.json", "netlify.toml", "templates/home.html"]


class _Terminal:
    """No terminal; standard input has bytes that mean nothing."""

    def __init__(self, data: bytes) -> None:
        self.buffer = io.BytesIO(data)
        self._text = io.TextIOWrapper(io.BytesIO(data), encoding="utf-8", errors="surrogateescape")

    def isatty(self) -> bool:
        return False

    def __getattr__(self, name: str) -> Any:
        return getattr(self._text, name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._text)


def leaves(command: click.Command, words: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Each command with the words that call it, those of groups as well."""
    if isinstance(command, click.Group):
        with click.Context(command) as context:
            for name in command.list_commands(context):
                found = command.get_command(context, name)
                assert found is not None
                yield from leaves(found, (*words, name))
    else:
        yield words, command


COMMANDS = dict(leaves(cli))
each = pytest.mark.parametrize("words", COMMANDS, ids=" ".join)

#: What is given to a command to do its work: the right thing for those that are known, else a guess by its parameters.
USUAL: dict[tuple[str, ...], tuple[str, ...]] = {
    ("completion",): ("bash",),
    ("comments", "approve"): ("a/a",),
    ("comments", "pull"): ("email", "content/give-log.yaml"),
    ("comments", "remove"): ("a/a",),
    ("comments", "spam"): ("a/a",),
    ("due",): ("--since", "2026-01-01"),
    ("give",): ("tip", "A thing", "--person", "dana"),
    ("init",): ("new", "--yes"),
    ("mention", "pull"): ("--from", "content/give-log.yaml"),
    ("new",): ("article", "A title"),
    ("person", "add"): ("eve", "--name", "Eve Example"),
    ("person", "ask"): ("dana",),
    ("person", "consent"): ("dana", "role", "--as", "a nurse"),
    ("person", "withdraw"): ("dana",),
    ("pitch",): ("thirty", "--examples"),
    ("schema",): ("article",),
    ("share",): ("article/a",),
    ("tip", "share"): ("small/one",),
}
GUESSES = {"kind": "article", "id": "dana", "person": "dana", "title": "A title", "what": "A thing", "folder": "new"}


def usual(words: tuple[str, ...]) -> tuple[str, ...]:
    """Arguments with which a command has something to do."""
    if words in USUAL:
        return USUAL[words]
    found = []
    for parameter in COMMANDS[words].params:
        if isinstance(parameter, click.Argument) and parameter.required:
            if isinstance(parameter.type, click.Choice):
                found.append(str(next(iter(parameter.type.choices))))
            else:
                found.append(GUESSES.get(parameter.name or "", "x"))
    return tuple(found)


def ended(*args: str, root: Path, stdin: bytes = b"") -> Result:
    """The result of a command, which ended as it must."""
    before = Path.cwd()
    with (
        mock.patch.object(sys, "stdin", _Terminal(stdin)),
        mock.patch.dict(os.environ, {"EDITOR": "true", "VISUAL": "true"}),
    ):
        os.chdir(root)
        try:
            result = run_here(*args, root=root)
        finally:
            os.chdir(before)
    assert result.code in {0, 1, 2, 3}, (args, result.output)
    for words in ("Traceback", "fault of Goodword"):
        assert words not in result.output, (args, result.output)
    return result


@contextlib.contextmanager
def a_site(files: dict[str, str | bytes]) -> Iterator[Path]:
    """A site with these files beside the usual ones."""
    root = Path(tempfile.mkdtemp(prefix="goodword-any-"))
    try:
        write_files(root, {**FILES, **files})
        yield root
    finally:
        shutil.rmtree(root, ignore_errors=True)


def test_every_command_is_tried() -> None:
    assert {words[0] for words in COMMANDS} == set(cli.list_commands(click.Context(cli)))
    assert set(USUAL) <= set(COMMANDS)


@each
def test_command_does_something_in_a_site_without_faults(words: tuple[str, ...]) -> None:
    """So that the others are about more than a command line that is wrong."""
    if words[0] in ENDLESS:
        return
    with a_site({}) as root:
        result = ended(*words, *usual(words), root=root)
        assert result.code in {0, 1}, result.output


@each
def test_random_bytes_in_each_file(words: tuple[str, ...]) -> None:
    """A hundred thousand of them, in one file after the other."""
    if words[0] in ENDLESS:
        return
    chance = random.Random(str(words))  # noqa: S311 (the same each time)
    for path in PATHS:
        with a_site({path: chance.randbytes(MANY)}) as root:
            ended(*words, *usual(words), root=root)


@each
def test_random_bytes_in_all_files_at_once(words: tuple[str, ...]) -> None:
    if words[0] in ENDLESS:
        return
    chance = random.Random(f"all {words}")  # noqa: S311 (the same each time)
    # With settings that can be read, all the rest is read too.
    for kept in (set(), {"content/site.yaml"}):
        with a_site({path: chance.randbytes(MANY) for path in PATHS if path not in kept}) as root:
            ended(*words, *usual(words), root=root)


@each
def test_random_bytes_as_standard_input(words: tuple[str, ...]) -> None:
    if words[0] in ENDLESS:
        return
    chance = random.Random(f"input {words}")  # noqa: S311 (the same each time)
    with a_site({}) as root:
        ended(*words, *usual(words), root=root, stdin=chance.randbytes(MANY))
        ended(*words, root=root, stdin=chance.randbytes(MANY))


#: Options that ask the network, or open a window.
ELSEWHERE = {"--external", "--open"}


def below(path: str) -> str:
    """A word that, taken for a path, does not lead to a folder elsewhere that could be written to."""
    return path if path in {"/", "//", ".."} else path.lstrip("/~").replace("..", "")


#: What an argument can be: a system gives any bytes but NUL, which Python keeps as halves of characters.
word = st.one_of(
    st.sampled_from([one.replace("\0", "") for one in ODD]),
    st.text(st.characters(exclude_characters="\0", exclude_categories=()), max_size=20).map(
        lambda one: one.encode("utf-8", "surrogatepass").decode("utf-8", "surrogateescape")
    ),
    st.binary(max_size=20).map(lambda data: os.fsdecode(data.replace(b"\0", b""))),
).map(below)


@st.composite
def arguments(draw: st.DrawFn, command: click.Command, usual: tuple[str, ...]) -> list[str]:
    """Arguments of a command, right and wrong ones, its own options among them."""
    names = [name for parameter in command.params for name in parameter.opts if name.startswith("-")]
    names = [name for name in names if name not in ELSEWHERE]
    names += ["--help", "--nothing", "--"]
    found = [draw(word) if draw(st.booleans()) else one for one in usual]
    for _ in range(draw(st.integers(0, 3))):
        found.append(draw(st.sampled_from(names)))
        if draw(st.booleans()):
            found.append(draw(word))
    return draw(st.permutations(found)) if draw(st.booleans()) else found


@pytest.mark.slow(reason="build and check make a site for each example")
@each
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_any_arguments(words: tuple[str, ...], data: st.DataObject) -> None:
    given_words = data.draw(arguments(COMMANDS[words], usual(words)))
    if words[0] in ENDLESS and not _is_wrong(words, given_words):
        return
    with a_site({}) as root:
        ended(*words, *given_words, root=root / "content" if data.draw(st.booleans()) else root)


def _is_wrong(words: tuple[str, ...], args: list[str]) -> bool:
    """Whether click refuses the arguments before the command begins."""
    try:
        COMMANDS[words].make_context(words[-1], list(args)).close()
    except click.ClickException:
        return True
    except click.exceptions.Exit:
        return False
    return False


@settings(max_examples=60)
@given(args=st.lists(word, max_size=4))
def test_any_command_line(args: list[str]) -> None:
    if args and args[0] in ENDLESS:
        return
    with a_site({}) as root:
        ended(*args, root=root)


matter = st.dictionaries(
    st.sampled_from(["title", "date", "slug", "tags", "template", "slots", "seconds", "summary", "draft", "expires", "tips", "gives", "plan", "queue", "audio", "kind", "id"]),
    st.recursive(
        st.one_of(text, st.integers(-9, 9), st.booleans(), st.sampled_from(["2026-01-02", "9999-12-31", "thirty"])),
        lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(["id", "text", "name", "label", "example", "start", "every", "date", "kind", "what"]), inner, max_size=4)),
        max_leaves=8,
    ),
    max_size=5,
)  # fmt: skip


@pytest.mark.slow(reason="build and check make a site for each example")
@each
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_any_yaml_and_markdown(words: tuple[str, ...], data: st.DataObject) -> None:
    if words[0] in ENDLESS:
        return
    files: dict[str, str | bytes] = {}
    for _ in range(data.draw(st.integers(1, 3))):
        path = f"content/{data.draw(names)}"
        if path == "content/site.yaml":
            files[path] = written(data.draw(st.one_of(site, matter)))
        elif path.endswith(".yaml"):
            files[path] = written(data.draw(st.one_of(matter, st.lists(matter, max_size=2))))
        else:
            files[path] = page(data.draw(matter), data.draw(text))
    with a_site(files) as root:
        ended(*words, *usual(words), root=root)


@pytest.mark.slow(reason="starts the program for each command")
def test_each_command_as_a_process_of_its_own(tmp_path: Path) -> None:
    chance = random.Random("processes")  # noqa: S311 (the same each time)
    write_files(tmp_path, FILES)
    for words in COMMANDS:
        if words[0] in ENDLESS:
            continue
        for args in (usual(words), (os.fsdecode(chance.randbytes(200).replace(b"\0", b"")),)):
            if os.name != "posix" and any("\udc80" <= c <= "\udcff" for one in args for c in one):
                continue
            done = subprocess.run(
                [sys.executable, "-m", "generator", *words, *args],
                cwd=tmp_path,
                env={
                    **os.environ,
                    "PYTHONPATH": str(ROOT),
                    "PYTHONWARNINGS": "error",
                    "EDITOR": "true",
                    "VISUAL": "true",
                },
                input=chance.randbytes(MANY),
                capture_output=True,
                timeout=120,
                check=False,
            )
            assert done.returncode in {0, 1, 2, 3}, (words, args, done)
            assert b"Traceback" not in done.stdout + done.stderr, (words, args)
            assert b"fault of Goodword" not in done.stdout + done.stderr, (words, args, done.stderr)


@pytest.mark.posix
@pytest.mark.slow(reason="starts a preview for each file")
def test_preview_of_random_bytes(tmp_path: Path) -> None:
    """It goes on, whatever is saved while it runs, and ends when it is told to."""
    chance = random.Random("preview")  # noqa: S311 (the same each time)
    write_files(tmp_path, FILES)
    with subprocess.Popen(
        [sys.executable, "-m", "generator", "serve", "--port", "0"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as preview:
        lines: list[str] = []

        def told(words: str, times: int = 1) -> bool:
            """Whether it says something within half a minute, so many times in all."""
            end = time.monotonic() + 30
            while time.monotonic() < end:
                if len(re.findall(words, "".join(lines))) >= times:
                    return True
                time.sleep(0.05)
            return False

        assert preview.stdout
        address = preview.stdout.readline().split()[0].rstrip("/")
        reader = threading.Thread(target=lambda out=preview.stdout: lines.extend(iter(out.readline, "")), daemon=True)
        reader.start()
        try:
            for number, (path, good) in enumerate(FILES.items(), 1):
                write_files(tmp_path, {path: chance.randbytes(MANY)})
                assert told(rf"{re.escape(path)}(?::\d+)*: error: "), path
                for asked in ("/", "/articles/a/", "/%00%ff", "/feed.xml"):
                    assert status(address + asked) in {200, 400, 404, 500, 503}, (path, asked)
                write_files(tmp_path, {path: good})
                assert told("Mended", number), path
            for path in set(PATHS) - set(FILES):
                write_files(tmp_path, {path: chance.randbytes(MANY)})
                time.sleep(0.5)
                status(f"{address}/")
            assert preview.poll() is None
            preview.send_signal(signal.SIGINT)
            assert preview.wait(30) in {0, 1, 2, 3}
            reader.join(30)
        finally:
            preview.kill()
    said = "".join(lines)
    assert "Traceback" not in said
    assert "fault of Goodword" not in said


def status(address: str) -> int:
    """The status of what is answered at an address of the preview."""
    try:
        with urllib.request.urlopen(address, timeout=30) as answer:  # noqa: S310 (it is ours)
            return int(answer.status)
    except urllib.error.HTTPError as refused:
        refused.close()
        return refused.code
