"""Goodword beside Hugo and Pelican: ``python -m bench.run --sizes 100 1000``. Prints Markdown.

In each round each generator builds the same articles from nothing, again with nothing changed, with one sentence added
to the article in the middle, and with that article's title changed. They take turns step by step, so that whatever
else the machine does falls on all of them. What is measured is the whole process, from its start to its end.
"""

import argparse
import json
import os
import platform
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from bench import corpus, layout, meter
from bench.layout import Laid
from bench.peers import PEERS
from bench.peers.base import Peer
from bench.table import STEPS, Taken, table
from bench.verify import Wanted, missing, stale

_METER = Path(__file__).with_name("meter.py")
_IN_MEMORY = Path("/dev/shm")  # noqa: S108 (Linux's memory file system; files there have a folder of their own)
#: A site of so many articles, three times over, with room to spare.
_BYTES_PER_ARTICLE = 150_000
_QUIET = 0.1


class BuildError(Exception):
    """A build that failed, or left out what it should have made."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Return 0 when all was measured, 1 when a build failed or its output was wrong."""
    options = _options(arguments)
    peers = [peer for name, peer in PEERS.items() if name in options.peers]
    taken: list[Taken] = []
    with tempfile.TemporaryDirectory(prefix="goodword-bench-", dir=_place(options.work, max(options.sizes))) as folder:
        try:
            _say(_about(peers, Path(folder)))
            for size in options.sizes:
                taken.extend(measure(peers, size, options, Path(folder)))
                _say("\n" + table(taken, size))
        except (BuildError, LookupError) as fault:
            sys.stderr.write(f"{fault}\n")
            return 1
        finally:
            if options.json and taken:
                options.json.write_text(json.dumps([one._asdict() for one in taken], indent=1), encoding="utf-8")
    _say(f"\nMeanwhile other programs used {median(one.others for one in taken):.0%} of the machine (median).")
    return 0


def measure(peers: Sequence[Peer], size: int, options: argparse.Namespace, folder: Path) -> Iterator[Taken]:
    """Return all measurements of one size. Raises :class:`BuildError` where a build is not what it should be."""
    wanted = Wanted()
    laid = layout.lay_out(peers, wanted.seen(corpus.articles(size, options.seed)), folder)
    middle = corpus.article(size // 2, size, options.seed)
    for number in range(1, options.runs + 1):
        for step in (step for step in options.steps if step != "memory"):
            for one in laid:
                yield _step(one, step, number, middle, wanted, options, folder)
        for one in laid:
            layout.write(one, middle)
    if "memory" in options.steps:
        for one in laid:
            yield _step(one, "memory", 0, middle, wanted, options, folder)
    for one in laid:
        shutil.rmtree(one.root)


def _step(
    laid: Laid,
    step: str,
    number: int,
    article: corpus.Article,
    wanted: Wanted,
    options: argparse.Namespace,
    folder: Path,
) -> Taken:
    """Return what one build took, when its output is what it should be."""
    sentence = title = ""
    if step in {"cold", "memory"}:
        layout.forget(laid)
    elif step == "sentence":
        article, sentence = layout.with_sentence(article, number), layout.sentence(number)
        layout.write(laid, article)
    elif step == "title":
        article, title = layout.with_title(article, number), layout.title(number)
        layout.write(laid, article)
    _wait_for_quiet(options.quiet)
    found = _metered(laid, folder / "log.txt", options.timeout, "every" if step == "memory" else "largest")
    if found.pop("code") != 0:
        said = (folder / "log.txt").read_text(encoding="utf-8", errors="replace")[-2000:]
        raise BuildError(f"{laid.peer.label}, {step}: the build failed\n{said}")
    faults = missing(laid.output, wanted) if step != "title" and number <= 1 else []
    faults += [f"{place} is out of date" for place in stale(laid.output, article, wanted, sentence, title)]
    if faults:
        raise BuildError(f"{laid.peer.label}, {step}: " + "; ".join(faults))
    taken = Taken(laid.peer.name, laid.peer.label, len(wanted.slugs), step, number, **found)
    sys.stderr.write(
        f"{taken.label:10} {taken.size:>7,} {step:9} {taken.wall:8.3f} s, CPU {taken.cpu:8.3f} s, "
        f"{max(taken.largest, taken.together) / 1e6:6.0f} MB, others {taken.others:.0%}\n"
    )
    return taken


def _metered(laid: Laid, log: Path, timeout: float, mode: str) -> dict[str, Any]:
    """Return what the peer's build took."""
    command = [sys.executable, "-I", "-S", str(_METER), str(log), str(timeout), mode, *laid.peer.build()]
    unwanted = {"PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "SOURCE_DATE_EPOCH"}
    environment = {name: value for name, value in os.environ.items() if name not in unwanted}
    with subprocess.Popen(command, cwd=laid.root, env=environment, stdout=subprocess.PIPE) as running:
        try:
            out, _ = running.communicate()
        except BaseException:
            # It ends the build before it ends itself.
            running.terminate()
            raise
    found: dict[str, Any] = json.loads(out)
    return found


def _wait_for_quiet(seconds: float) -> None:
    """Wait until the machine is nearly idle, but no longer than so many seconds."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        before = meter.busy()
        time.sleep(0.5)
        if (meter.busy() - before) / (0.5 * (os.cpu_count() or 1)) < _QUIET:
            return


def _place(wanted: Path | None, size: int) -> Path | None:
    """Return where to work: where it was asked for, else in memory where there is room, else where files may go."""
    if wanted is not None:
        wanted.mkdir(parents=True, exist_ok=True)
        return wanted
    try:
        roomy = shutil.disk_usage(_IN_MEMORY).free > size * _BYTES_PER_ARTICLE
    except OSError:
        return None
    return _IN_MEMORY if roomy and os.access(_IN_MEMORY, os.W_OK) else None


def _about(peers: Sequence[Peer], folder: Path) -> str:
    """Return what was measured and where, as a line of Markdown."""
    return "; ".join([*_versions(peers), *_machine(folder)]) + "."


def _versions(peers: Sequence[Peer]) -> Iterator[str]:
    for peer in peers:
        done = subprocess.run(peer.version(), capture_output=True, encoding="utf-8", check=True)
        words = (word.strip("v,") for word in done.stdout.replace("-", " ").split())
        version = next((word for word in words if word[:1].isdigit()), "")
        yield f"{peer.label} {version}".strip()


def _machine(folder: Path) -> Iterator[str]:
    yield f"{platform.python_implementation()} {platform.python_version()}"
    yield f"{platform.system()}, {os.cpu_count()} cores"
    yield "files in memory" if _IN_MEMORY in folder.parents else "files on the disk"


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.run", description="Goodword beside Hugo and Pelican.")
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 1000], help="how many articles")
    parser.add_argument("--peers", nargs="+", choices=list(PEERS), default=list(PEERS))
    parser.add_argument("--runs", type=int, default=5, help="how many rounds")
    parser.add_argument("--steps", nargs="+", choices=list(STEPS), default=list(STEPS))
    parser.add_argument("--seed", type=int, default=1, help="which articles")
    parser.add_argument("--work", type=Path, help="where to work; in memory by default")
    parser.add_argument("--quiet", type=float, default=0, help="seconds to wait for an idle machine before each build")
    parser.add_argument("--timeout", type=float, default=1800, help="seconds after which a build is stopped")
    parser.add_argument("--json", type=Path, help="where to write all measurements")
    return parser.parse_args(arguments)


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    # Whoever stops it finds nothing left behind.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    sys.exit(main())
