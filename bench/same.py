"""The output of this checkout beside that of another: ``python -m bench.same ../other``. For changes that move code.

The demo site, an article site of ``--size`` and each project that is named are built from nothing by both programs,
for one moment, with the libraries of the environment that this runs in. Every byte of the output must be the same, and
every word that the build says but for its time.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from bench import corpus, layout
from bench.peers.goodword import GOODWORD

HERE = Path(__file__).resolve().parent.parent
#: A moment at which the demo has all that it has, so that two runs a day apart compare the same sites.
MOMENT = "2026-12-01T12:00:00Z"
#: What a build says of itself, and of nothing else.
_TIME = re.compile(r"\bin \d+\.\d\d s\b")
#: So many paths that differ are named.
_NAMED = 20


class Built(NamedTuple):
    """The result of building a project: the exit code, the messages, and each file's bytes by its path."""

    code: int
    said: str
    files: dict[str, bytes]


def main(arguments: Sequence[str] | None = None) -> int:
    """Return 0 if both made the same of every project, 1 if not."""
    options = _options(arguments)
    same = True
    with tempfile.TemporaryDirectory(prefix="goodword-same-") as folder:
        for name, project in projects(Path(folder), options.projects, options.size).items():
            ours, theirs = (built(checkout, project, options.now) for checkout in (HERE, options.other.resolve()))
            different = differences(ours, theirs)
            same = same and not different
            told = f"{len(different)} differences" if different else "the same"
            sys.stdout.write(f"{name}: {len(ours.files)} files, {told}\n")
            sys.stdout.writelines(f"  {line}\n" for line in different[:_NAMED])
            if len(different) > _NAMED:
                sys.stdout.write(f"  and {len(different) - _NAMED} more\n")
            sys.stdout.flush()
    return 0 if same else 1


def projects(folder: Path, named: Sequence[Path], size: int) -> dict[str, Path]:
    """Return copies of all projects by their names; a build leaves its cache in a project."""
    demo = folder / "demo"
    for part in ("content", "templates"):
        shutil.copytree(HERE / part, demo / part)
    found = {"the demo": demo}
    if size:
        (laid,) = layout.lay_out([GOODWORD], corpus.articles(size), folder / "made")
        found[f"{size:,} articles"] = laid.root
    for number, project in enumerate(named):
        copy = folder / f"named-{number}"
        shutil.copytree(project, copy, symlinks=True, ignore=shutil.ignore_patterns(".git", ".goodword", "site"))
        found[str(project)] = copy
    return found


def built(checkout: Path, project: Path, now: str) -> Built:
    """Return what the program of a checkout makes of a project, from nothing."""
    output = project.with_name(f"{project.name}-output")
    for left in (output, project / ".goodword"):
        shutil.rmtree(left, ignore_errors=True)
    command = [
        sys.executable,
        "-m",
        "generator",
        "--root",
        str(project),
        "build",
        "--now",
        now,
        "--output",
        str(output),
    ]
    # The checkout stands before what is installed, and the folder has nothing that could stand before both.
    environment = {**os.environ, "PYTHONPATH": str(checkout), "PYTHONSAFEPATH": "1"}
    ended = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)
    files = {
        path.relative_to(output).as_posix(): path.read_bytes() for path in sorted(output.rglob("*")) if path.is_file()
    }
    return Built(ended.returncode, _TIME.sub("in … s", ended.stdout + ended.stderr), files)


def differences(ours: Built, theirs: Built) -> list[str]:
    """Return the differences, one per line: exit code, messages, and files."""
    found = []
    if ours.code != theirs.code:
        found.append(f"exit code {ours.code} here, {theirs.code} there")
    if ours.said != theirs.said:
        here, there = (set(one.said.splitlines()) for one in (ours, theirs))
        found += [f"only said here: {line}" for line in sorted(here - there)]
        found += [f"only said there: {line}" for line in sorted(there - here)] or ["said in another order"]
    for path in sorted(ours.files.keys() | theirs.files.keys()):
        if path not in theirs.files:
            found.append(f"only here: {path}")
        elif path not in ours.files:
            found.append(f"only there: {path}")
        elif ours.files[path] != theirs.files[path]:
            found.append(f"other bytes: {path}")
    return found


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.same", description=__doc__)
    parser.add_argument("other", type=Path, help="the folder of another checkout")
    parser.add_argument("projects", type=Path, nargs="*", help="folders of more projects to build")
    parser.add_argument("--size", type=int, default=1000, help="articles of the site that is made up; 0 for none")
    parser.add_argument("--now", default=MOMENT, help="the moment to build for")
    options = parser.parse_args(arguments)
    if not (options.other / "generator").is_dir():
        parser.error(f"{options.other} is no checkout: it has no folder generator")
    return options


if __name__ == "__main__":
    sys.exit(main())
