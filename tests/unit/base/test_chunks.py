"""How work is shared out: all of it, once, in its order, and less and less at a time."""

from hypothesis import given
from hypothesis import strategies as st

from generator.base.chunks import chunks_of


@given(st.lists(st.integers(1, 600), min_size=1, max_size=400), st.integers(1, 16))
def test_all_is_given_out_once_and_in_order(weights: list[int], jobs: int) -> None:
    items = list(range(len(weights)))
    chunks = chunks_of(items, weights, jobs)
    assert [item for chunk in chunks for item in chunk] == items
    assert all(chunks)


@given(st.integers(1, 20_000), st.integers(2, 16))
def test_the_last_shares_are_small(count: int, jobs: int) -> None:
    sizes = [len(chunk) for chunk in chunks_of(list(range(count)), [1] * count, jobs)]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[-1] <= 8
    assert sizes[0] <= 512


def test_feeds_of_a_common_site_are_one_share() -> None:
    weights = [30] * 2 + [8] * 48 + [1] * 1_190
    assert len(chunks_of(list(range(len(weights))), weights, 2)[0]) >= 50
