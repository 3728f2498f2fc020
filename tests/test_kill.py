"""Promise 1: a build that is killed leaves each file old or new, and the next one completes it."""

from pathlib import Path
from random import Random

import pytest

from tests.conftest import soaking
from tests.incremental.bench import Bench
from tests.incremental.edits import EDITS
from tests.incremental.killing import kill

pytestmark = pytest.mark.posix


@pytest.mark.hypothesis  # so that `make soak` runs it
@pytest.mark.timeout(0 if soaking() else 300)
def test_killed_at_random_moments(tmp_path: Path) -> None:
    bench, chance = Bench(tmp_path), Random(11)  # noqa: S311 (which moments are tried)
    bench.build()
    for number in range(200 if soaking() else 7):
        for _ in range(3):
            bench.edit(chance.choice(sorted(EDITS)), chance)
        if number % 2:
            # Then every page is another.
            bench.model.settings["title"] = f"Title {number}"
            bench.write()
        kill(bench, chance)
        if number % 3:
            bench.build()
    bench.build()
    assert bench.counts.kills > 3
    assert bench.counts.partly > 0


@pytest.mark.hypothesis
def test_a_first_build_killed_and_completed(tmp_path: Path) -> None:
    chance = Random(5)  # noqa: S311 (no secret)
    for number in range(20 if soaking() else 2):
        bench = Bench(tmp_path / str(number))
        kill(bench, chance)
        bench.build()
