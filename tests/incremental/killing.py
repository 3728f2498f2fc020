"""Builds that are killed at a random moment: no file is torn, none is missing."""

import contextlib
import io
import multiprocessing
import time
from multiprocessing.process import BaseProcess
from pathlib import Path
from random import Random

from generator.manifest import file_of, left
from tests.incremental.bench import Bench
from tests.support import run_here


def start(bench: Bench) -> BaseProcess:
    """A process that builds; what it needs is imported already, so that it begins at once."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["generator.pipeline", "generator.cli.build", "tests.incremental.killing"])
    process = context.Process(target=_run, args=(str(bench.root), bench.arguments()))
    process.start()
    return process


def _run(root: str, arguments: list[str]) -> None:
    """Runs a build in its process, and says nothing."""
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        run_here("build", *arguments, root=Path(root))


def kill(bench: Bench, random: Random) -> None:
    """Starts a build, kills it at any moment or while it publishes, and looks that each file is old or new."""
    before, (outcome, wanted) = bench.now(), bench.clean()
    # Just before anything is published, the manifest says what will be there.
    manifest = file_of(bench.work, bench.output)
    was = left(manifest)
    process = start(bench)
    if random.random() < 0.5:
        process.join(random.random() * bench.took * 1.2)
    else:
        while process.is_alive() and left(manifest) == was:
            time.sleep(0.0001)
        process.join(random.random() * 0.02)
    killed = process.is_alive()
    process.kill()
    process.join()
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
    if left(manifest) != was:
        if bench.forgot:
            # What nobody knew of any more when this build began stays, as if others had written it.
            bench.foreign |= before
        bench.foreign = {path: data for path, data in bench.foreign.items() if path not in wanted}
        bench.forgot = False
