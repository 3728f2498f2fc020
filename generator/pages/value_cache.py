"""Values that many pages show alike, each made once in a process."""

from generator import views
from generator.feeds.base import FeedItem

#: So many cards and rows are kept. Neighbours ask for the same ones; a large site has many.
CARDS, ROWS = 20_000, 50_000


class ValueCache:
    """Values that are the same wherever they are asked for: made once in each process."""

    def __init__(self) -> None:
        self.cards: dict[str, views.Card] = {}
        self.rows: dict[str, views.Row] = {}
        self.items: dict[str, tuple[FeedItem, views.Body | None]] = {}
        self.labels: dict[str, str] = {}
        self.tags: dict[str, views.Tag] = {}
        self.tagged: dict[tuple[str, ...], tuple[views.Tag, ...]] = {}
        self.people: dict[str, views.Person] = {}
        self.bylines: dict[tuple[views.Person, ...], tuple[views.Person, ...]] = {}
        self.pictures: dict[tuple[str, str], views.Picture] = {}

    def __reduce__(self) -> tuple[type["ValueCache"], tuple[()]]:
        return ValueCache, ()
