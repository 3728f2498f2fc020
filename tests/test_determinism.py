"""Promise 2: the same content, moment and versions give the same bytes, wherever, whenever and however they are built."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from generator.base import pool
from tests.small import small_site
from tests.support import NOW, ROOT, run_apart, write_files
from tests.trees import differing, tree

EPOCH = "1796126400"  # NOW

#: How a build is started: the environment, options, and the umask.
WAYS: dict[str, tuple[dict[str, str], list[str], int]] = {
    "one job, east, C": (
        {
            "PYTHONHASHSEED": "1",
            "TZ": "Pacific/Kiritimati",
            "LC_ALL": "C",
            "PYTHONUTF8": "0",
            "PYTHONCOERCECLOCALE": "0",
        },
        ["--jobs", "1"],
        0o022,
    ),
    "two jobs, west, Turkish": (
        {"PYTHONHASHSEED": "2", "TZ": "America/Los_Angeles", "LC_ALL": "tr_TR.UTF-8", "LANGUAGE": "tr"},
        ["--jobs", "2"],
        0o077,
    ),
    "four jobs, optimised": ({"PYTHONHASHSEED": "3", "PYTHONOPTIMIZE": "1"}, ["--jobs", "4"], 0o027),
}


def built(
    root: Path, environment: dict[str, str], options: list[str], umask: int = 0o022, cwd: Path = ROOT
) -> dict[str, bytes]:
    """The site that a process of its own builds from nothing."""
    shutil.rmtree(root / ".goodword", ignore_errors=True)
    shutil.rmtree(root / "site", ignore_errors=True)
    done = subprocess.run(
        [sys.executable, "-m", "generator", "--root", str(root), "build", *options],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        umask=umask,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    return tree(root / "site")


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, bytes]]:
    """A small site of enough files for several processes, and what it is built to."""
    root = tmp_path_factory.mktemp("known") / "project"
    write_files(root, small_site())
    for number in range(pool.READINGS + 10):
        text = f"---\ntitle: Post {number}\ntags: [t{number % 7}, Even, even]\ndate: 2026-05-{number % 9 + 1:02} 23:30\n---\nText {number}[^1].\n\n[^1]: Note.\n"
        write_files(root, {f"content/articles/post-{number}.md": text})
    return root, built(root, {}, ["--now", NOW])


@pytest.mark.parametrize("way", WAYS)
def test_however_it_is_built(known: tuple[Path, dict[str, bytes]], tmp_path: Path, way: str) -> None:
    environment, options, umask = WAYS[way]
    root = tmp_path / "project"
    shutil.copytree(known[0] / "content", root / "content")
    assert differing(built(root, environment, ["--now", NOW, *options], umask), known[1]) == []


def test_whatever_the_files_stamps_inodes_and_order_are(known: tuple[Path, dict[str, bytes]], tmp_path: Path) -> None:
    root = tmp_path / "another place, with a näme" / "deeper"
    # Written in the opposite order, into a folder that had other entries, with other times.
    for number, path in enumerate(sorted((known[0] / "content").rglob("*"), reverse=True)):
        if path.is_file():
            target = root / path.relative_to(known[0])
            target.parent.mkdir(parents=True, exist_ok=True)
            target.with_suffix(".tmp").touch()
            shutil.copyfile(path, target)
            target.with_suffix(".tmp").unlink()
            os.utime(target, (10**9 + number, 10**9 + 7 * number))
            target.chmod(0o600)
    assert differing(built(root, {}, ["--now", NOW], cwd=tmp_path), known[1]) == []


def test_from_any_folder(known: tuple[Path, dict[str, bytes]], tmp_path: Path) -> None:
    root = tmp_path / "project"
    shutil.copytree(known[0] / "content", root / "content")
    for here in (root / "content" / "articles", tmp_path):
        relative = Path(os.path.relpath(root, here))
        output = tmp_path / f"out-{here.name}"
        result = run_apart(
            "build",
            "--now",
            NOW,
            "--output",
            os.path.relpath(output, here),
            root=relative,
            cwd=here,
            env={"PYTHONPATH": str(ROOT)},
        )
        assert result.code == 0, result.err
        assert differing(tree(output), known[1]) == []


def test_a_moment_later_and_by_the_epoch(known: tuple[Path, dict[str, bytes]], tmp_path: Path) -> None:
    root = tmp_path / "project"
    shutil.copytree(known[0] / "content", root / "content")
    # Nothing changes between these moments, so no byte of the site does.
    assert differing(built(root, {}, ["--now", "2026-12-01T12:01:00Z"]), known[1]) == []
    assert differing(built(root, {"SOURCE_DATE_EPOCH": EPOCH}, []), known[1]) == []


def test_the_time_of_day_is_no_part_of_the_site(known: tuple[Path, dict[str, bytes]], tmp_path: Path) -> None:
    root = tmp_path / "project"
    shutil.copytree(known[0] / "content", root / "content")
    began = time.time()
    first = built(root, {}, [])
    time.sleep(max(0.0, 1.1 - (time.time() - began)))
    assert differing(built(root, {}, []), first) == []


def test_the_demo_site(demo_site: Path, tmp_path: Path) -> None:
    root = tmp_path / "copy"
    shutil.copytree(ROOT / "content", root / "content")
    ways = {"PYTHONHASHSEED": "77", "TZ": "Asia/Kathmandu", "LC_ALL": "C", "SOURCE_DATE_EPOCH": "1"}
    assert differing(built(root, ways, ["--now", NOW, "--jobs", "1"], 0o077), tree(demo_site)) == []
