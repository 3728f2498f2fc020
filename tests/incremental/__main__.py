"""Many random edits, with a build and a comparison after one, two or three: `python -m tests.incremental --edits 2000`."""

import argparse
import sys
import tempfile
import time
from pathlib import Path
from random import Random

from tests.incremental.begin import begin
from tests.incremental.bench import Bench
from tests.incremental.edits import EDITS
from tests.incremental.killing import kill
from tests.incremental.rich import rich


def step(bench: Bench, random: Random) -> None:
    """Some edits, perhaps some harm, and a build."""
    for _ in range(random.choice((1, 1, 2, 3))):
        bench.edit(random.choice(sorted(EDITS)), random)
    harm = random.random()
    if harm < 0.08:
        bench.harm_output(random)
    elif harm < 0.16:
        bench.harm_cache(random)
    elif harm < 0.2:
        bench.break_it(random)
    elif harm < 0.26:
        if random.random() < 0.5:
            # Every page is another, so that there is much to publish.
            bench.model.settings["title"] = f"Title {bench.model.next()}"
            bench.write(random)
        kill(bench, random)
    bench.build()
    if random.random() < 0.1:
        time.sleep(0.06)
        bench.build()
        bench.build()


def main() -> int:
    """The exit code: 1 where a build differed from a clean one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--edits", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="where to work; a temporary folder by default, deleted afterwards")
    parser.add_argument("--rich", action="store_true", help="begin with the site that is larger than every limit")
    arguments = parser.parse_args()
    random, began = Random(arguments.seed), time.monotonic()  # noqa: S311 (no secret)
    with tempfile.TemporaryDirectory(dir=arguments.folder) as folder:
        bench = Bench(Path(folder), rich if arguments.rich else begin)
        bench.build()
        failed = ""
        while bench.counts.edits < arguments.edits and not failed:
            if bench.counts.builds % 120 == 119:
                # A project that only grows becomes slow; start again with a new one, on the same disk.
                bench.begin_anew()
            if bench.counts.builds % 50 == 0:
                sys.stderr.write(f"{bench.counts.edits} edits, {time.monotonic() - began:.0f} s\n")
            try:
                step(bench, random)
            except AssertionError as wrong:
                failed = str(wrong)
    found = bench.counts
    sys.stdout.write(
        f"{found.edits} edits of {len(found.by_name)} sorts, {found.builds} builds compared with clean ones "
        f"({found.refused} refused for an error, {found.fast} with nothing to do), {found.kills} killed ({found.partly} while they published), {found.harms} times harm done to the output or "
        f"the cache; seed {arguments.seed}: {'a difference' if failed else 'no difference'}, "
        f"{time.monotonic() - began:.0f} s\n"
    )
    if failed:
        sys.stdout.write(failed + "\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
