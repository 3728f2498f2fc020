"""How work is shared out: all of it, once, in its order, and less and less at a time."""

from hypothesis import given
from hypothesis import strategies as st

from generator.base.shares import Shares, chunks_of


@given(st.lists(st.integers(1, 600), min_size=1, max_size=400), st.integers(1, 16))
def test_all_is_given_out_once_and_in_order(weights: list[int], jobs: int) -> None:
    items = list(range(len(weights)))
    chunks = chunks_of(items, weights, jobs)
    assert [item for chunk in chunks for item in chunk] == items
    assert all(chunks)


@given(st.lists(st.integers(1, 600), min_size=1, max_size=400), st.integers(1, 16), st.randoms(use_true_random=False))
def test_all_is_given_out_once_from_both_ends(weights: list[int], jobs: int, random: st.DataObject) -> None:
    shares = Shares(weights, jobs)
    given_out: list[int] = []
    while shares.left:
        piece = random.choice((shares.front, shares.back))()  # type: ignore[attr-defined]  # it is random.Random
        assert piece[0] < piece[1]
        given_out += range(*piece)
    assert sorted(given_out) == list(range(len(weights)))
    assert shares.front() is shares.back() is None


@given(st.integers(1, 20_000), st.integers(2, 16))
def test_the_last_shares_are_small(count: int, jobs: int) -> None:
    sizes = [len(chunk) for chunk in chunks_of(list(range(count)), [1] * count, jobs)]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[-1] <= 8
    assert sizes[0] <= 512


def test_feeds_of_a_common_site_stay_in_one_process_of_two() -> None:
    """The other one takes pages from the back, at the same pace, until both meet."""
    weights = [30] * 2 + [8] * 48 + [1] * 1_190
    shares = Shares(weights, 2)
    here, there = list[int](), list[int]()
    while shares.left:
        behind = sum(weights[item] for item in there) <= sum(weights[item] for item in here)
        piece = (shares.front if behind else shares.back)()
        assert piece
        (there if behind else here).extend(range(*piece))
    assert min(here) >= 50
