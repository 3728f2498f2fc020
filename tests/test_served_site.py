"""Promise 2 as a browser sees it: files are edited, and every address comes to have the bytes of a clean build.

What a live site does when it is told of changes, tests/test_live_site.py tries on many more edits; here nobody tells
it but the system.
"""

import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from urllib.parse import quote, urlsplit

import pytest

from tests.conftest import soaking
from tests.incremental.begin import begin
from tests.incremental.bench import Bench
from tests.incremental.edits import EDITS
from tests.incremental.model import Model
from tests.incremental.rich import rich
from tests.serving import LONG, Served, serving

STEPS = 200 if soaking() else 8


def differs(served: Served, wanted: dict[str, bytes], paths: set[str]) -> list[str]:
    """The files that are not yet as a clean build writes them."""
    base = urlsplit(served.url).path
    found = []
    for path in sorted(paths | wanted.keys()):
        status, headers, body = served.get(quote(f"{base}/{path}"))
        if status == 301:
            # An old address that looks like a file: the rules of hosts come first.
            assert f" {headers['location']} 301".encode() in wanted["_redirects"], path
        elif (status, body) != (200, wanted[path]) if path in wanted else status != 404:
            found.append(f"{path}: {status}")
    return found


def compare(served: Served, bench: Bench, paths: set[str]) -> None:
    """Wait until all is as in a clean build, if there is one; what cannot be published is taken back."""
    outcome, wanted = bench.clean()
    bench.counts.builds += 1
    if outcome.written is None:
        options = {name: getattr(bench.model, name) for name in ("now", "drafts", "future", "base_url")}
        bench.begin_anew()
        for name, value in options.items():
            setattr(bench.model, name, value)
        outcome, wanted = bench.clean()
    assert outcome.written is not None
    end = time.monotonic() + LONG
    while wrong := differs(served, wanted, paths):
        assert time.monotonic() < end, bench.said("\n".join(wrong[:20]))
        time.sleep(0.05)
    paths |= wanted.keys()


@pytest.mark.posix
@pytest.mark.slow(reason="after each step there is a build from nothing")
@pytest.mark.timeout(0 if soaking() else 300)
@pytest.mark.parametrize("first", [begin, rich])
def test_every_address_follows(first: Callable[[], Model], tmp_path: Path) -> None:
    chance = Random(1)  # noqa: S311 (it keeps no secret)
    bench, paths = Bench(tmp_path, first), set[str]()
    for _ in range(2):
        asked = bench.model.asked()
        with serving(bench.root, *asked) as served:
            compare(served, bench, paths)
            for _ in range(STEPS // 2):
                for name in chance.choices(sorted(EDITS), k=chance.choice((1, 1, 2, 8))):
                    bench.edit(name, chance)
                if bench.model.asked() != asked:
                    # Other options, such as another time: the next preview has them.
                    break
                compare(served, bench, paths)
            assert served.stop() == 0
    assert not bench.output.exists()
