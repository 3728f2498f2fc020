"""Builds that are stopped, killed, or started twice: real processes."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from generator.base.pool import WorkerOptions
from generator.base.pool import run as run_pool
from generator.base.shares import WorkerDiedError
from generator.build import lock
from tests.conftest import Project, Run
from tests.support import NOW, ROOT

pytestmark = pytest.mark.posix

LONG = "\n".join(f"Paragraph {number} with *some* words, [a link](#x) and `code`.\n" for number in range(60))
MANY: dict[str, str | bytes] = {
    f"content/articles/a{number}.md": f"---\ntitle: Article {number}\ndate: 2026-10-01\n---\n{LONG}{number}\n"
    for number in range(600)
}


@contextmanager
def started(root: Path, *args: str) -> Iterator["subprocess.Popen[str]"]:
    """A build in a session of its own, which a terminal's Ctrl-C would reach as a whole."""
    process = subprocess.Popen(
        [sys.executable, "-m", "generator", "--root", str(root), "build", "--now", NOW, "--jobs", "3", *args],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def children(pid: int) -> list[int]:
    """The processes that a process has started."""
    found = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, encoding="utf-8", check=True).stdout
    return [int(line.split()[0]) for line in found.splitlines() if line.split()[1] == str(pid)]


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, encoding="utf-8", check=False)
    return bool(state.stdout.strip()) and "Z" not in state.stdout


def until(true: Callable[[], bool], seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)


def working(process: "subprocess.Popen[str]") -> list[int]:
    """The workers of a build, once it has two."""
    until(lambda: process.poll() is not None or len(children(process.pid)) >= 2)
    assert process.poll() is None, "the build was over before it could be stopped"
    return children(process.pid)


def test_ctrl_c_ends_at_once_in_one_line(project: Project) -> None:
    root = project(MANY)
    with started(root) as process:
        workers = working(process)
        began = time.monotonic()
        os.killpg(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=20)
        assert time.monotonic() - began < 10
    assert process.returncode == 130
    assert out == ""
    assert err == "goodword: stopped.\n"
    until(lambda: not any(map(alive, workers)), 5)
    assert not (root / "site").exists()


def test_killed_worker_is_told_in_one_line(project: Project, run: Run) -> None:
    root = project(MANY)
    with started(root) as process:
        os.kill(working(process)[0], signal.SIGKILL)
        out, err = process.communicate(timeout=60)
    assert process.returncode == 3
    assert out == ""
    assert err == "goodword: a worker process died; is there memory enough?\n"
    assert not (root / "site").exists()


def test_killed_build_leaves_no_process_and_no_lock(project: Project, run: Run) -> None:
    root = project(MANY)
    with started(root) as process:
        workers = working(process)
        process.kill()
        process.communicate(timeout=20)
    until(lambda: not any(map(alive, workers)), 5)
    with lock.locked(root / ".goodword", patience=0):
        pass
    for path in sorted((root / "content" / "articles").iterdir())[5:]:
        path.unlink()
    assert run("build", "--now", NOW, root=root).code == 0
    assert (root / "site" / "articles" / "a0" / "index.html").exists()


def _dies(parent: int, items: Sequence[int]) -> list[int]:
    if os.getpid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)
    return list(items)


def test_pool_names_a_worker_that_died() -> None:
    with pytest.raises(WorkerDiedError, match="a worker process died"):
        list(run_pool(_dies, os.getpid(), list(range(100)), [1] * 100, 10, WorkerOptions(2, lambda *_: None)))


HOLD = """
import sys, time
from pathlib import Path
from generator.build.lock import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(float(sys.argv[2]))
"""


@contextmanager
def held(root: Path, seconds: float) -> Iterator["subprocess.Popen[str]"]:
    """Another process that holds a project's lock for some time."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(root / ".goodword"), str(seconds)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        try:
            yield process
        finally:
            process.kill()


def test_second_build_waits_for_the_first(project: Project, run: Run) -> None:
    root = project()
    with held(root, 1.0) as other:
        began = time.monotonic()
        result = run("build", "--now", NOW, root=root)
        assert result.code == 0, result.output
        assert time.monotonic() - began > 0.5
        assert other.wait(timeout=5) == 0


def test_second_build_sees_what_was_written_while_it_waited(project: Project) -> None:
    root = project()
    with held(root, 1.5), started(root) as waiting:
        time.sleep(0.8)
        assert waiting.poll() is None
        (root / "content/articles").mkdir(exist_ok=True)
        (root / "content/articles/late.md").write_text("---\ntitle: Late\ndate: 2026-01-01\n---\nText.\n")
        out, err = waiting.communicate(timeout=60)
    assert waiting.returncode == 0, out + err
    assert (root / "site/articles/late/index.html").exists()


def test_second_build_gives_up_in_the_end(project: Project, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    root = project()
    monkeypatch.setattr(lock, "PATIENCE", 0.2)
    with held(root, 60) as other:
        result = run("build", "--now", NOW, root=root)
        assert result.code == 3
        assert result.err == f"goodword: another build of this site is running (process {other.pid})\n"
    assert not (root / "site").exists()


def test_lock_is_free_again_after_a_kill(project: Project) -> None:
    root = project()
    with held(root, 60) as other:
        other.kill()
        other.wait(timeout=5)
        with lock.locked(root / ".goodword", patience=0):
            pass


def test_two_builds_at_once_both_come_out_right(project: Project) -> None:
    root = project(dict(list(MANY.items())[:40]))
    with started(root) as one, started(root) as two:
        for process in (one, two):
            out, err = process.communicate(timeout=120)
            assert process.returncode == 0, err
            assert "site/: " in out
    assert (root / "site" / "articles" / "a39" / "index.html").exists()
