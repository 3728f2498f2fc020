"""Many faults in one file: the file is read a few times, and taken apart once, as for one fault."""

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.base.problems import Place, Problem
from generator.base.source_lines import Lines
from generator.cli.console import problem_text
from generator.content import locator
from tests.conftest import Project, Run
from tests.support import SITE

HEAD = "---\ntitle: A\ndate: 2026-01-01\n"
ARTICLE = "content/articles/a.md"


def _lines(text: str, count: int) -> str:
    return "".join(text.replace("#", str(number)) for number in range(count))


#: By a name: the file with the faults, and its text with so many of them.
FAULTS: dict[str, tuple[str, Callable[[int], str]]] = {
    "unknown keys": (ARTICLE, lambda n: HEAD + _lines("zz#: 1\n", n) + "---\nText.\n"),
    "doubled keys": (ARTICLE, lambda n: HEAD + _lines("tags: [a#]\n", n + 1) + "---\nText.\n"),
    "old addresses": (ARTICLE, lambda n: HEAD + "aliases:\n" + _lines("  - /about/\n", n) + "---\nText.\n"),
    "links": (ARTICLE, lambda n: HEAD + "---\n" + _lines("[x](no#.md)\n\n", n)),
    "one link": (ARTICLE, lambda n: HEAD + "---\n" + _lines("[x](no.md)\n\n", n)),
    "anchors": (ARTICLE, lambda n: HEAD + "---\n" + _lines("[x](about.md)\n\n[y](@no#)\n\n", n).replace("@", "#")),
    "HTML": (ARTICLE, lambda n: HEAD + "---\n" + _lines("<a href='no#.md'>x</a>\n\n", n)),
    "pictures without words": (ARTICLE, lambda n: HEAD + "---\n" + _lines("![](https://x.example/#.png)\n\n", n)),
    "tags of templates": (ARTICLE, lambda n: HEAD + "---\n" + _lines("{% include x# %}\n\n", n)),
    "tips": ("content/tips/t.yaml", lambda n: "title: T\ntips:\n" + _lines("  - {id: t#, text: ''}\n", n)),
    "gives": (
        "content/give-log.yaml",
        lambda n: "gives:\n" + _lines("  - {id: g#, date: 2026-05-05, kind: tip, what: W, link: /no#/}\n", n),
    ),
    "comments": (
        "content/comments/about.yaml",
        lambda n: _lines("- {id: c#, author: A, date: 2026-01-01, body: B, status: approved, reply_to: no#}\n", n),
    ),
    "menu": ("content/site.yaml", lambda n: SITE + "menu:\n" + _lines("  - {label: '', url: /a/}\n", n)),
}

_opened: list[Counter[str]] = []


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "open" and _opened and isinstance(arguments[0], str):
        _opened[-1][arguments[0]] += 1


sys.addaudithook(_hook)


@pytest.mark.parametrize("form", ["text", "json", "github"])
@pytest.mark.parametrize("name", FAULTS)
def test_a_file_is_read_a_few_times_whatever_is_wrong(name: str, form: str, project: Project, run: Run) -> None:
    path, text = FAULTS[name]
    reads = []
    for count in (2, 300):
        root = project({"content/pages/about.md": "---\ntitle: About\n---\nUs.\n", path: text(count)}, f"p{count}")
        _opened.append(Counter())
        try:
            done = run("check", "--format", form, root=root)
        finally:
            counted = _opened.pop()
        assert done.code == 1, done.output
        assert done.output.count(Path(path).name) >= count
        reads.append(counted[str(root / path)])
    # By the scan where it is too young for its stamp, by the quick look, the reading, the places and what is shown.
    assert max(reads) <= 6


def test_a_file_is_taken_apart_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.md").write_text(HEAD + "aliases: [/a/, /b/]\n---\n[x](no.md) [x](no.md) <no.md>\n")
    (tmp_path / "b.yaml").write_text("- {id: a}\n- {id: b}\n")
    taken: Counter[str] = Counter()
    for name in ("read_matter", "read_yaml"):
        was = getattr(locator, name)
        monkeypatch.setattr(locator, name, lambda *args, was=was: (taken.update([args[1]]), was(*args))[1])
    where = locator.Locator(tmp_path)
    found = [where.field("b.yaml", number, "id") for number in (0, 1)]
    assert [(place.line, place.column) for place in found] == [(1, 8), (2, 8)]
    found = [where.field("a.md", "aliases", number) for number in (0, 1)]
    assert [(place.line, place.column) for place in found] == [(4, 11), (4, 16)]
    found = [where.target("a.md", "no.md", count) for count in range(4)]
    assert [(place.line, place.column) for place in found] == [(6, 5), (6, 16), (6, 24), (6, 24)]
    assert taken == {"a.md": 1, "b.yaml": 1}


@pytest.mark.parametrize("text", ["=", "a=", "(", "['", "](", "a, "])
def test_no_text_takes_more_room_than_its_length_allows(text: str, tmp_path: Path) -> None:
    """Addresses may begin in one another; where none ends, none is kept."""
    (tmp_path / "a.md").write_text(HEAD + "---\n" + text * 20_000 + "\n[x](no.md)\n")
    where = locator.Locator(tmp_path)
    assert where.target("a.md", "no.md").line == 6
    kept = sum(len(word) for word in where._file("a.md")._words)
    assert kept <= 20_000 * 4


def test_of_a_long_line_only_what_is_shown_is_looked_at(tmp_path: Path) -> None:
    class Line(str):
        """A line that is only ever cut: whoever goes through all its letters for each problem is slow."""

        __slots__ = ()

        def __iter__(self) -> Iterator[str]:
            raise AssertionError("the whole line was gone through")

    lines = Lines(tmp_path)
    lines._files["a.md"] = [Line("x" * 50_000 + "\u3000\a<b>" + "y" * 50_000)]
    shown = problem_text(Problem(Place("a.md", 1, 50_003), "error", "wrong"), lines, colour=False)
    assert shown == f"a.md:1:50003: error: wrong\n    {'x' * 77}  <b>{'y' * 28}\n    {' ' * 79}^"
