"""What Git knows of a project: whether it would take a file, and which commits have a name in them.

Only Git's own program is asked, and it changes nothing. Without it, or outside of a repository, nothing is known.
"""

import os
import re
import shutil
import subprocess
import unicodedata
from pathlib import Path
from typing import Literal

import msgspec

from generator.base.paths import nfc

#: Git is asked in the plainest of locales, so that a byte is a byte to its expressions.
_PLAIN = {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}
_GAP = "([^[:alnum:]]|[[:space:]]){1,20}"
_SIGNS = re.compile(r"([.^$*+?()\[\]{}|\\])")


class Commit(msgspec.Struct, frozen=True, order=True):
    """A commit: its date, its short hash, and the first line of its message."""

    date: str
    name: str
    subject: str


def state_of(root: Path, path: str) -> Literal["unknown", "ignored", "taken", "there"]:
    """Return whether Git ignores a file of the project, would take it, or has it already."""
    if _git(root, "rev-parse", "--is-inside-work-tree") != "true":
        return "unknown"
    if _git(root, "ls-files", "--", path):
        return "there"
    return "taken" if _git(root, "check-ignore", "--", path) is None else "ignored"


def is_known(root: Path) -> bool:
    """Return whether the project is in a Git repository with commits."""
    return _git(root, "rev-parse", "--verify", "--quiet", "HEAD") is not None or bool(
        _git(root, "rev-list", "-1", "--all")
    )


def history_of(root: Path) -> Literal["none", "unreadable", "part", "whole"]:
    """Return how much of a project's history can be looked at; a shallow clone has a part of it."""
    if _git(root, "rev-parse", "--git-dir") is None:
        # Git is missing, or does not trust the folder's owner; or there is nothing to read.
        return "unreadable" if any((folder / ".git").exists() for folder in (root, *root.parents)) else "none"
    if not is_known(root):
        return "none"
    return "part" if _git(root, "rev-parse", "--is-shallow-repository") == "true" else "whole"


def commits_with(root: Path, names: list[str], person: str) -> list[Commit]:
    """Return the commits that brought a name or a person's id in, or took it out, or have a name in their messages.

    The newest is first. An empty id is looked for nowhere.
    """
    # A name of one word may be a word of the language as well, so its capitals count.
    several = "|".join(_expression(name) for name in names if len(name.split()) > 1 or "@" in name)
    single = "|".join(_expression(name) for name in names if len(name.split()) == 1 and "@" not in name)
    named = rf"person[\"']?[[:space:]]*:[[:space:]]*[\"']?{_expression(person)}"
    found = set(_commits(root, "--pickaxe-regex", f"-S{named}([^[:alnum:]_.-]|$)")) if person else set()
    for expression, more in ((several, ["-i"]), (single, [])):
        if expression:
            whole = f"(^|[^[:alnum:]])({expression})([^[:alnum:]]|$)"
            found |= set(_commits(root, *more, "--pickaxe-regex", f"-S{whole}"))
            found |= set(_commits(root, *more, "--extended-regexp", f"--grep={whole}"))
    return sorted(found, reverse=True)


def _commits(root: Path, *options: str) -> list[Commit]:
    # A merge is looked at too (-c): what it has and none of its parents was written while merging.
    form = ("-c", "--no-patch", "--no-ext-diff", "--no-textconv", "--format=%as%x1f%h%x1f%s")
    said = _git(root, "log", "--all", *form, *options)
    return [Commit(*line.split("\x1f", 2)) for line in (said or "").splitlines() if line.count("\x1f") >= 2]


def _expression(name: str) -> str:
    """Return an extended regular expression for a name: any gap between its words, accents or none."""
    words = [word for word in re.split(r"[\s_.'’-]+", nfc(name)) if word] if "@" not in name else [name]
    return _GAP.join("".join(_letter(c) for c in word) for word in words)


def _letter(c: str) -> str:
    if c.isascii():
        return _SIGNS.sub(r"\\\1", c)
    base = _SIGNS.sub(r"\\\1", "".join(one for one in unicodedata.normalize("NFKD", c) if one.isascii()))
    return f"({base}[^ -~]{{0,6}}|[^ -~]{{1,8}})" if base else "[^ -~]{1,8}"


def _git(root: Path, *args: str) -> str | None:
    """Return what Git says, or None where it is not there or says no."""
    program = shutil.which("git")
    if program is None:
        return None
    done = subprocess.run(  # noqa: S603 (Git, with arguments of ours; what it is asked for is no option)
        [program, "--no-pager", "-c", "core.fsmonitor=false", "-C", str(root), *args],
        env={**os.environ, **_PLAIN},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    return done.stdout.decode("utf-8", "replace").strip() if done.returncode == 0 else None
