"""No locale, encoding or terminal makes a traceback, whatever files are called."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from generator.cli.main import _Lazy
from tests.support import ROOT, SITE, write_files
from tests.trees import tree

#: A locale that knows nothing but ASCII, also for names of files: Python helps itself where it may.
NOTHING = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
WAYS = {
    "ascii": {"PYTHONIOENCODING": "ascii"},
    "cp437": {"PYTHONIOENCODING": "cp437"},
    "utf-16": {"PYTHONIOENCODING": "utf-16", "TERM": "dumb"},
    "nothing": NOTHING,
}

#: No text in any encoding of names but those of Linux.
STRANGE = "\udcff" if os.name == "posix" and sys.platform != "darwin" else ""

COMMANDS: list[tuple[int | None, list[str]]] = [
    (0, ["build"]),
    (0, ["build"]),
    (0, ["build", "--output", "../vorschau-ü"]),
    (0, ["build", "--output", "../vorschau-ü"]),
    (0, ["build", "--output", f"../日本{STRANGE}", "--explain", f"/ü{STRANGE}/"]),
    (0, ["build", "--output", f"../日本{STRANGE}"]),
    (1, ["check"]),
    (1, ["check", "--format", "json"]),
    (1, ["check", "--format", "github"]),
    (0, ["status"]),
    (0, ["status", "--json"]),
    (2, ["status", "--now", f"ü{STRANGE}"]),
    (0, ["doctor"]),
    (0, ["doctor", "--json"]),
    (2, ["check", "--allow-private"]),
    (2, ["build", "--base-url", f"https://ü{STRANGE}/ x"]),
    (2, ["build", "--now", f"ü{STRANGE}"]),
    (2, [f"bü{STRANGE}ild"]),
    (2, ["--root", f"nö{STRANGE}", "check"]),
    (0, ["init", f"../neü{STRANGE}", "--yes"]),
    (2, ["init", f"../neü{STRANGE}", "--yes"]),
    (0, ["give", "tip", "Über 日本"]),
    (2 if STRANGE else 0, ["give", "tip", f"ü{STRANGE}"]),
    (2, ["give", f"ü{STRANGE}", "ü"]),
    (0, ["person", "add", "jürgen", "--name", "Jü 日本"]),
    (2, ["person", "ask", f"ü{STRANGE}"]),
    (0, ["comments", "list", "--status", "all"]),
    (2, ["comments", "approve", f"日本{STRANGE}/ü"]),
    (0, ["comments", "review"]),
    (2, ["comments", "pull", f"ü{STRANGE}"]),
    (2, ["comments", "pull", "isso", f"ü{STRANGE}"]),
    (0, ["new", "article", "Anderes 日本"]),
    (2, ["new", f"ü{STRANGE}", "ü"]),
    (0, ["schema", "article"]),
    (2, ["schema", f"ü{STRANGE}"]),
    (0, ["pitch", "kürz", "--examples"]),
    (2, ["pitch", f"日本{STRANGE}", "--set", f"ü{STRANGE}=日本"]),
    (0, ["share", "article/uber-日本"]),
    (0, ["share", "/articles/uber-日本/", "--json", "--network", "x"]),
    (2, ["share", f"日本{STRANGE}"]),
    (0, ["tip", "share", "klein/größe", "--network", "bluesky"]),
    (0, ["mention", "send", "--dry-run"]),
    (2, ["mention", f"ü{STRANGE}"]),
    (2, ["mention", "pull", "--from", f"日本{STRANGE}"]),
    (0, ["completion", "bash"]),
    (0, ["export", f"../fört{STRANGE}"]),
    (2, ["export", f"content/fört{STRANGE}"]),
    (0, ["import"]),
    (2, ["import", f"日本{STRANGE}", "x"]),
    (0, ["status"]),
    (0, ["status", "--json"]),
    # What it says when it runs is tried in test_serve.py: it runs until somebody ends it.
    (2, ["serve", "--now", f"日本{STRANGE}"]),
    # It says what to mend: that this encoding lacks letters is such a thing.
    (None, ["doctor"]),
    (0, ["--help"]),
]

ARTICLE = "---\ntitle: Überall\ndate: 2026-11-02\n---\n\nHier fehlt [etwas](/nöwhere/).\n"


PITCH = "---\ntitle: Kürz\nid: tag:a,2026:k\ntemplate: Ich bin {ich}.\nslots: [{name: ich, label: Ich, example: 日本}]\n---\n"
TIPS = "title: Klein\ntips: [{id: größe, text: Überall 日本.}]\n"


def run(root: Path, args: list[str], way: dict[str, str]) -> tuple[int, bytes]:
    """The exit code and the output of a command in a project."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "PYTHON"))}
    done = subprocess.run(
        [sys.executable, "-m", "generator", *args],
        cwd=root,
        env={**plain, "PYTHONPATH": str(ROOT), **way},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    return done.returncode, done.stdout.replace(b"\0", b"")


def project(folder: Path) -> Path:
    root = folder / f"Projekt ü{STRANGE}"
    write_files(
        root,
        {
            "content/site.yaml": SITE,
            "content/articles/über-日本.md": ARTICLE,
            "content/pitches/kürz.md": PITCH,
            "content/tips/klein.yaml": TIPS,
        },
    )
    return root


def test_all_commands_are_tried() -> None:
    assert set(_Lazy.COMMANDS) - {"due", "serve", "upgrade"} <= {args[0] for _, args in COMMANDS}


@pytest.mark.slow(reason="starts the program for each command, in each of four encodings")
@pytest.mark.parametrize("name", WAYS)
def test_every_command(tmp_path: Path, name: str) -> None:
    root = project(tmp_path)
    for wanted, args in COMMANDS:
        code, output = run(root, args, WAYS[name])
        assert code in ({0, 1} if wanted is None else {wanted}), (args, output)
        assert b"Traceback" not in output, (args, output)
        assert b"fault of Goodword" not in output, (args, output)


def test_the_site_is_the_same(tmp_path: Path) -> None:
    """Names of files in the output are UTF-8, as those in the content."""
    trees = []
    for name, way in (("utf-8", {}), ("nothing", NOTHING)):
        root = project(tmp_path / name)
        code, output = run(root, ["build"], way)
        assert code == 0, output
        trees.append(tree(root / "site"))
    assert trees[0] == trees[1]
    assert any("ber-日本" in path for path in trees[0])


def test_what_programs_read_can_be_read(tmp_path: Path) -> None:
    root = project(tmp_path)
    for way in ({"PYTHONIOENCODING": "utf-8"}, {"PYTHONIOENCODING": "cp1252"}, {"PYTHONIOENCODING": "ascii"}):
        _, output = run(root, ["check", "--format", "json"], way)
        found = json.loads(output.decode(way["PYTHONIOENCODING"]))["problems"]
        assert {problem["path"] for problem in found} == {"content/articles/über-日本.md"}
        _, output = run(root, ["check", "--format", "github"], way)
        assert "file=content/articles/über-日本.md,line=6" in output.decode()


@pytest.mark.skipif(os.name != "posix", reason="a shell closes the streams")
@pytest.mark.parametrize(
    "command", ["build", "check", "check --format json", "check --format github", "init new --yes", "bild", "--help"]
)
def test_streams_that_are_closed_or_full(tmp_path: Path, command: str) -> None:
    root = project(tmp_path)
    usual = {"build": 0, "init new --yes": 0, "--help": 0, "bild": 2}.get(command, 1)
    for redirection in (">&-", "2>&-", ">&- 2>&- <&-", "2>/dev/full" if Path("/dev/full").exists() else "2>&-"):
        done = subprocess.run(
            ["sh", "-c", f'"{sys.executable}" -m generator {command} {redirection}; code=$?; rm -rf new; exit $code'],
            cwd=root,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            check=False,
        )
        assert b"Traceback" not in done.stdout + done.stderr
        assert b"Exception" not in done.stdout + done.stderr
        # Where all is well but what was to be said of it.
        assert done.returncode in ({usual, 3} if "full" in redirection and not usual else {usual}), (redirection, done)
