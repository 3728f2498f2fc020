"""What Git knows of a project: above all, whether what is private is kept out of it."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from generator.scaffold.doctor.fact import Fact

#: The folder that must not be in a repository, and what need not be.
_PEOPLE = "private"
_MADE = (".goodword/cache", "site/index.html")


def git_facts(root: Path) -> Iterator[Fact]:
    """Return what Git knows of a project."""
    if not any((folder / ".git").exists() for folder in (root, *root.parents)):
        yield Fact("Git", "this is no repository")
        return
    git = shutil.which("git")
    if git is None:
        yield Fact("Git", "a repository, but there is no program git here")
        return
    known = _asked(git, root, "--version").strip()
    if not _asked(git, root, "rev-parse", "--is-inside-work-tree").startswith("true"):
        hint = "run git status in the project: it says why, and what to do"
        yield Fact("Git", f"{known}; git does not take this folder for a repository", hint)
        return
    branch = "on a branch" if _asked(git, root, "symbolic-ref", "-q", "HEAD") else "on no branch"
    changed = len(_asked(git, root, "status", "--porcelain", "-z").split("\0")) - 1
    yield Fact("Git", f"{known}; {branch}, {changed} file{'' if changed == 1 else 's'} not committed")
    yield _private(git, root)
    made = [name.partition("/")[0] + "/" for name in _MADE if not _ignored(git, root, name)]
    if made:
        todo = f"write these lines into .gitignore: {' '.join(made)}"
        yield Fact("Git", f"{' and '.join(made)} would be committed, though a build makes them", todo)


def _private(git: str, root: Path) -> Fact:
    """Return whether private/ is out of the repository."""
    if _asked(git, root, "ls-files", "-z", "--", _PEOPLE):
        todo = "git rm -r --cached private, and commit; what was pushed stays in the history until that is rewritten"
        return Fact("Private", "private/ is in the repository, with what is in it", todo)
    if not _ignored(git, root, f"{_PEOPLE}/people.yaml"):
        return Fact("Private", "private/ is not kept out of Git", 'write the line "private/" into .gitignore')
    return Fact("Private", "private/ is kept out of Git")


def _ignored(git: str, root: Path, path: str) -> bool:
    """Return whether Git ignores a path."""
    return bool(_asked(git, root, "check-ignore", "--no-index", "--", path))


def _asked(git: str, root: Path, *arguments: str) -> str:
    """Return what Git answers, or an empty string if it does not. It is kept from writing anything."""
    try:
        done = subprocess.run(  # noqa: S603 (the system's git, with arguments of ours)
            [git, "--no-optional-locks", "-C", str(root), *arguments],
            capture_output=True,
            timeout=20,
            check=False,
            stdin=subprocess.DEVNULL,
            env={**os.environ, "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"},
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else ""
