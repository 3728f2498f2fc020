"""Where a build's time goes: ``python -m bench.profile --size 1000``. Prints Markdown.

The build runs in one process, and a thousand times a second a look is taken at which of our functions runs: that hardly
disturbs it. The CPU time since the last look is counted for that function, and for those that called it. What libraries
and templates take counts for the function that called them. ``--calls`` runs a cold build once more under Python's own
profiler, which counts every call, and makes short functions look longer than they are.
"""

import argparse
import json
import pstats
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from bench import corpus, layout
from bench.layout import Laid
from bench.peers.goodword import GOODWORD
from bench.table import STEPS

_WATCH = Path(__file__).with_name("watch.py")
_SHOWN = 20
_DEEP = 5
#: A stage that takes less of the whole is not shown.
_LEAST = 0.005

Way = tuple[str, ...]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print where the time went, and return 0; 1 when a build failed."""
    options = _options(arguments)
    size: int = options.size
    with tempfile.TemporaryDirectory(prefix="goodword-profile-", dir=options.work) as folder:
        result = Path(folder) / "result"
        (laid,) = layout.lay_out([GOODWORD], corpus.articles(size), Path(folder))
        try:
            for step in options.steps:
                _prepare(laid, step, corpus.article(size // 2, size))
                _watched(laid, "looks", result)
                looks = {tuple(way): seconds for *way, seconds in json.loads(result.read_text(encoding="utf-8"))}
                _say(f"## {STEPS[step]}, {size:,} articles, one process\n")
                _say("\n".join([*stages(looks, size), "", *hottest(looks, size), ""]))
            if options.calls:
                layout.forget(laid)
                _watched(laid, "calls", result)
                _say(f"## Every call of a cold build, {size:,} articles\n\n```text")
                pstats.Stats(str(result), stream=sys.stdout).strip_dirs().sort_stats("tottime").print_stats(30)
                _say("```")
        except subprocess.CalledProcessError as fault:
            sys.stderr.write(f"The build failed:\n{fault.stdout}\n")
            return 1
    return 0


def stages(looks: Mapping[Way, float], size: int) -> Iterator[str]:
    """Return a table of the stages and what they consist of, each with its CPU seconds and its share."""
    whole = sum(looks.values())
    within: defaultdict[Way, float] = defaultdict(float)
    for way, seconds in looks.items():
        for deep in range(1, min(_DEEP, len(way)) + 1):
            within[way[:deep]] += seconds
    yield "| Stage, and what it calls | CPU seconds | Share | µs an article |"
    yield "|---|---:|---:|---:|"
    yield f"| all | {whole:.2f} | 100 % | {whole / size * 1e6:,.0f} |"
    yield from _rows(within, (), whole, size)


def _rows(within: Mapping[Way, float], above: Way, whole: float, size: int) -> Iterator[str]:
    """Return the rows below a stage, the longest first, each followed by its own."""
    below = [(seconds, way) for way, seconds in within.items() if way[:-1] == above]
    for seconds, way in sorted(below, reverse=True):
        if seconds / whole >= _LEAST:
            indent = "&emsp;" * len(above)
            yield f"| {indent}`{way[-1]}` | {seconds:.2f} | {seconds / whole:.0%} | {seconds / size * 1e6:,.0f} |"
            yield from _rows(within, way, whole, size)


def hottest(looks: Mapping[Way, float], size: int) -> Iterator[str]:
    """Return a table of the functions in which most time is spent, without the functions of ours that they call."""
    whole = sum(looks.values())
    alone: defaultdict[str, float] = defaultdict(float)
    for way, seconds in looks.items():
        alone[" ".join(way) if way[0] == "imports" else way[-1]] += seconds
    yield "| Function itself, with libraries | CPU seconds | Share | µs an article |"
    yield "|---|---:|---:|---:|"
    for seconds, name in sorted(((seconds, name) for name, seconds in alone.items()), reverse=True)[:_SHOWN]:
        yield f"| `{name}` | {seconds:.2f} | {seconds / whole:.0%} | {seconds / size * 1e6:,.0f} |"


def _prepare(laid: Laid, step: str, article: corpus.Article) -> None:
    """Bring the project to where a step begins."""
    if step == "cold":
        layout.forget(laid)
    elif step == "sentence":
        layout.write(laid, layout.with_sentence(article, 1))
    elif step == "title":
        layout.write(laid, layout.with_title(article, 1))


def _watched(laid: Laid, how: str, result: Path) -> None:
    """Build in a process of its own, with someone watching."""
    command = [sys.executable, "-I", str(_WATCH), how, str(result), "--root", str(laid.root), "build", "--jobs", "1"]
    subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8")


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.profile", description="Where a build's time goes.")
    parser.add_argument("--size", type=int, default=1000, help="how many articles")
    parser.add_argument("--steps", nargs="+", choices=["cold", "nothing", "sentence", "title"], default=["cold"])
    parser.add_argument("--calls", action="store_true", help="count every call of a cold build too")
    parser.add_argument("--work", type=Path, help="where to work; where temporary files go by default")
    return parser.parse_args(arguments)


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
