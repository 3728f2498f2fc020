"""Promise 2, change by change: each key of each kind, each setting, each neighbour at the edge of what a page shows."""

import pytest

from tests.incremental.changes import Change, changes
from tests.incremental.single import Single


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Single:
    return Single(tmp_path_factory.mktemp("single"))


@pytest.mark.parametrize("change", changes(), ids=lambda change: change.title.replace(" ", "-"))
def test_a_build_after_one_change_is_as_a_clean_one(site: Single, change: Change) -> None:
    site.change(change)
