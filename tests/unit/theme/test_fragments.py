"""The tag ``once``: drawn again for other values, and only then."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from generator.build.pipeline import Options, build
from generator.site.project import Project
from generator.site.visibility import Clock
from generator.theme import open_theme
from generator.theme.fragments import Once
from generator.views import Link
from tests.small import small_site
from tests.support import NOW, write_files
from tests.trees import differing, tree

PAGE = "{% once view.a, view.b %}{{ view.count() }}{% endonce %}\n"


class View:
    """Stands for a view; ``count`` says how often something was drawn."""

    def __init__(self) -> None:
        self.a: Any = 1
        self.b: Any = "x"
        self.drawn = 0

    def count(self) -> int:
        """Return how often this was asked."""
        self.drawn += 1
        return self.drawn


@pytest.fixture
def drawn(tmp_path: Path) -> Any:
    """Return what is drawn for two values."""
    (tmp_path / "page.html").write_text(PAGE)
    theme, view = open_theme([tmp_path]), View()

    def draw(a: Any, b: Any) -> str:
        view.a, view.b = a, b
        return theme.render("page.html", view).strip()  # type: ignore[arg-type]

    return draw


def test_it_is_drawn_again_for_other_values_only(drawn: Any) -> None:
    same, equal = Link(label="a", url="/"), Link(label="a", url="/")
    assert [drawn(1, "x"), drawn(1, "x"), drawn(2, "x"), drawn(1, "x"), drawn(1, "y")] == ["1", "1", "2", "1", "3"]
    assert [drawn(1, None), drawn(True, None), drawn(1.0, None), drawn(id(same), None)] == ["4", "5", "6", "7"]
    assert [drawn(same, None), drawn(same, None), drawn(equal, None)] == ["8", "8", "9"]


def test_a_value_that_is_gone_is_not_taken_for_a_new_one_at_its_place(drawn: Any) -> None:
    assert len({drawn(Link(label=str(number), url="/"), "") for number in range(200)}) == 200


def test_it_stands_where_it_stands(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(
        "{% for one in view %}<{% once one %}{{ one }}{% endonce %}{% once one %}!{{ one }}{% endonce %}>{% endfor %}"
    )
    theme = open_theme([tmp_path])
    assert theme.render("page.html", ["&", "b", "&"]) == "<&amp;!&amp;><b!b><&amp;!&amp;>"  # type: ignore[arg-type]


def test_all_pages_are_the_same_without_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    trees = []
    for name in ("with", "without"):
        if name == "without":
            monkeypatch.setattr(Once, "find", lambda _self, _values, _place: None)
        root = tmp_path / name
        write_files(root, small_site())
        outcome = build(
            Project(root),
            Options(Clock(dt.datetime.fromisoformat(NOW)), root / "site", jobs=1),
            lambda _step, _done, _of: None,
        )
        assert outcome.written
        trees.append(tree(root / "site"))
    assert differing(*trees) == []


def test_a_foot_of_the_sites_own_is_drawn_on_each_page(tmp_path: Path) -> None:
    foot = "{# Needs `view`. #}\n<footer>{{ view.head.title }}</footer>\n"
    write_files(tmp_path, {**small_site(), "templates/partials/site-footer.html": foot})
    options = Options(Clock(dt.datetime.fromisoformat(NOW)), tmp_path / "site", jobs=1)
    assert build(Project(tmp_path), options, lambda _step, _done, _of: None).written
    pages = [path.read_text(encoding="utf-8") for path in (tmp_path / "site").rglob("index.html")]
    feet = [page.partition("<footer>")[2].partition("</footer>")[0] for page in pages if "<footer>" in page]
    assert len(feet) > 5
    assert len(set(feet)) > len(feet) / 2
