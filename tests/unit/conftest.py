"""The large site, planned once for all unit tests of pages, kinds and plans."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.incremental.large import large, large_with_cards
from tests.incremental.spy import Site

View = Callable[[str], Any]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The large site, and all that is planned for it."""
    return Site(large(), tmp_path_factory.mktemp("large"))


@pytest.fixture(scope="session")
def carded(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The same below a path, in German, with a social card for each page and without live comments."""
    return Site(large_with_cards(), tmp_path_factory.mktemp("carded"))


@pytest.fixture(scope="session")
def view(site: Site) -> View:
    """`view(url)`: the view of the page at an address."""
    return lambda url: made(site, url).view


def made(site: Site, url: str) -> Any:
    """The job of the file at an address."""
    return site.plan.planned[url].make(site.plan.context)
