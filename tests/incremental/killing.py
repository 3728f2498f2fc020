"""Builds that are killed at a random moment: no file is torn, none is missing."""

import contextlib
import io
import multiprocessing
import os
import signal
import time
from multiprocessing.process import BaseProcess
from pathlib import Path
from random import Random
from typing import Any

from generator.incremental.manifest import file_of
from tests.incremental.bench import Bench
from tests.support import run_here


def start(bench: Bench, change: int = 0) -> BaseProcess:
    """A process that builds; what it needs is imported already, so that it begins at once.

    With `change` it is killed as it is about to rename or delete a file of the output for the n-th time.
    """
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["generator.build.pipeline", "generator.cli.build", "tests.incremental.killing"])
    process = context.Process(target=_run, args=(str(bench.root), bench.arguments(), change))
    process.start()
    return process


def _run(root: str, arguments: list[str], change: int) -> None:
    """Runs a build in its process, and says nothing."""
    if change:
        _kill_at(change, f"{root}/site/")
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        run_here("build", *arguments, root=Path(root))


def _kill_at(change: int, below: str) -> None:
    """Sees that this process kills itself at the n-th change of files below a folder."""
    left_over, builder = [change], os.getpid()

    def counted(function: Any) -> Any:
        def call(*args: Any, **named: Any) -> Any:
            if os.getpid() == builder and os.fspath(args[-1]).startswith(below):
                left_over[0] -= 1
                if not left_over[0]:
                    os.kill(builder, signal.SIGKILL)
            return function(*args, **named)

        return call

    for name in ("replace", "rename", "unlink", "rmdir"):
        setattr(os, name, counted(getattr(os, name)))


def _written(path: Path) -> tuple[int, int] | None:
    """When a file was written, and its inode; nothing if it is not there."""
    return (path.stat().st_mtime_ns, path.stat().st_ino) if path.exists() else None


def kill(bench: Bench, random: Random) -> None:
    """Starts a build, kills it at any moment or while it publishes, and looks that each file is old or new."""
    before = bench.now()
    began = time.monotonic()
    outcome, wanted = bench.clean()
    took = time.monotonic() - began
    manifest = file_of(bench.work, bench.output)
    was = _written(manifest)
    if random.random() < 0.5:
        process = start(bench)
        process.join(random.random() * took * 1.5)
    else:
        process = start(bench, random.randint(1, random.choice((4, 100))))
        process.join()
    process.kill()
    process.join()
    killed = process.exitcode == -signal.SIGKILL
    # Its workers end as soon as they see it.
    time.sleep(0.02)
    bench.log.append("kill")
    now = bench.now()
    bench.counts.kills += killed
    if outcome.written is None:
        assert now == before, bench.said("a build with an error changed the output before it was killed")
        return
    ours = {path: data for path, data in now.items() if path not in bench.foreign}
    torn = [path for path, data in ours.items() if data not in (before.get(path), wanted.get(path))]
    assert torn == [], bench.said(f"torn by a kill: {torn}")
    lost = [path for path in before.keys() & (wanted.keys() | bench.foreign.keys()) if path not in now]
    assert lost == [], bench.said(f"lost by a kill: {lost}")
    bench.counts.partly += now != before and any(now.get(path) != data for path, data in wanted.items())
    if _written(manifest) != was:
        if bench.forgot:
            # Files that no manifest had when this build began stay, like foreign ones.
            bench.foreign |= before
        bench.foreign = {path: data for path, data in bench.foreign.items() if path not in wanted}
        bench.forgot = False
