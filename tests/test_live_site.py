"""Promise 2 for the preview: after any edits, every address answers the bytes of a clean build."""

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from tests.conftest import soaking
from tests.incremental.begin import begin
from tests.incremental.edits import EDITS
from tests.incremental.live import LiveBench
from tests.incremental.model import Model
from tests.incremental.rich import rich

CHANCE = st.randoms(use_true_random=False)


class LiveEdits(RuleBasedStateMachine):
    """A live site that is told of edits; after each of them, all its files are compared with those of a clean build."""

    #: What it begins as.
    first: Callable[[], Model] = staticmethod(begin)

    @initialize(chance=CHANCE)
    def begin(self, chance: Random) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.bench = LiveBench(self.folder, self.first)
        self.bench.tell(chance)

    @rule(name=st.sampled_from(sorted(EDITS)), chance=CHANCE)
    def edit(self, name: str, chance: Random) -> None:
        self.bench.edit([name], chance)

    @rule(names=st.lists(st.sampled_from(sorted(EDITS)), min_size=2, max_size=8), chance=CHANCE)
    def edit_many(self, names: list[str], chance: Random) -> None:
        self.bench.edit(names, chance)

    @rule(chance=CHANCE)
    def make_an_error_and_mend_it(self, chance: Random) -> None:
        self.bench.break_it(chance)

    @rule(chance=CHANCE)
    def take_it_all_back(self, chance: Random) -> None:
        self.bench.bench.begin_anew()
        self.bench.tell(chance)

    def teardown(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)


class RichLiveEdits(LiveEdits):
    """The same of a project that is larger than every limit."""

    first = staticmethod(rich)


REASON = "after each step there is a build from nothing"
TestLiveEdits = pytest.mark.slow(reason=REASON)(pytest.mark.timeout(0 if soaking() else 300)(LiveEdits.TestCase))
TestLiveEdits.settings = settings(max_examples=4, stateful_step_count=10)
TestRichLiveEdits = pytest.mark.slow(reason=REASON)(
    pytest.mark.timeout(0 if soaking() else 300)(RichLiveEdits.TestCase)
)
TestRichLiveEdits.settings = settings(max_examples=2, stateful_step_count=8)
if soaking():
    TestLiveEdits.settings = settings(max_examples=100, stateful_step_count=40)
    TestRichLiveEdits.settings = settings(max_examples=60, stateful_step_count=40)
