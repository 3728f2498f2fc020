"""Related entries: those of the same kind with the rarest tags in common; what was found before is asked for by value."""

from collections.abc import Callable
from typing import Any

from generator.base.model import Entry
from generator.content.kind import Fields
from generator.site.index import TagGroup, _related

KINDS = {
    kind: [Entry(kind, f"{kind}/{one}.md", f"{kind}-{one}", Fields(title=str(one))) for one in range(4)]
    for kind in ("article", "page")
}


def groups(**tags: list[tuple[str, int]]) -> dict[str, TagGroup]:
    return {
        slug: TagGroup(slug, slug, tuple(KINDS[kind][one] for kind, one in found), ()) for slug, found in tags.items()
    }


def related(tags: dict[str, TagGroup]) -> tuple[dict[str, list[str]], list[tuple[str, Any]]]:
    """By an entry's file the files of the related ones, and what was asked of the memory."""
    asked: list[tuple[str, Any]] = []

    def recall(name: str, values: Any, _type: Any, find: Callable[[], Any]) -> Any:
        asked.append((name, values))
        return find()

    found: Any = _related([KINDS["article"], [], KINDS["page"]], tags, recall)
    return {source: [one.source for one in others] for source, others in found.items()}, asked


def test_they_are_of_the_same_kind() -> None:
    tags = groups(a=[("article", 0), ("page", 1), ("article", 2)], b=[("page", 3), ("page", 1)])
    found, asked = related(tags)
    assert found == {
        "article/0.md": ["article/2.md"],
        "article/1.md": [],
        "article/2.md": ["article/0.md"],
        "article/3.md": [],
        "page/0.md": [],
        "page/1.md": ["page/3.md"],
        "page/2.md": [],
        "page/3.md": ["page/1.md"],
    }
    # Which entries a tag has decides, by their places: nothing else of them.
    assert asked == [
        ("related-article", (4, [[0, 2], []])),
        ("related-page", (4, [[1], [3, 1]])),
    ]


def test_rare_tags_count_more() -> None:
    tags = groups(
        common=[("article", one) for one in range(4)],
        rare=[("article", 0), ("article", 3)],
    )
    assert related(tags)[0]["article/0.md"] == ["article/3.md", "article/1.md", "article/2.md"]
