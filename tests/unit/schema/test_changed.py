"""Keys and values of older versions: what is said of one that is still written, and that the table is right."""

from pathlib import Path

import pytest

from generator.kinds.declared import known
from generator.scaffold.record import settings
from generator.schema import changed
from generator.schema.changed import CHANGED, Changed
from generator.site.settings import SOURCE
from tests.conftest import Project, Run

ROWS = (
    Changed(since="0.3.0", file=SOURCE, key="per_page", new="page_size"),
    Changed(since="0.3.0", file=SOURCE, key="feeds.count", new="feeds.items", hint="write items: 20 below feeds"),
    Changed(since="0.3.0", file=SOURCE, key="tracker"),
    Changed(since="0.3.0", file=SOURCE, key="search", value="lunr", new="pagefind"),
    Changed(since="0.3.0", file=SOURCE, key="share_images", value="none"),
    Changed(since="0.3.0", file="content/articles/", key="teaser", new="summary"),
)
SITE = "title: A\nurl: https://a.example\n"


@pytest.fixture(autouse=True)
def rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changed, "CHANGED", ROWS)


@pytest.mark.parametrize(
    ("line", "message", "hint"),
    [
        ("per_page: 20", '"per_page" is "page_size" since Goodword 0.3.0', "write page_size in its place"),
        ("tracker: x", '"tracker" is gone since Goodword 0.3.0', "take it out"),
        ("search: lunr", '"search: lunr" is "search: pagefind" since Goodword 0.3.0', "write pagefind in its place"),
        ("share_images: none", '"share_images: none" is gone since Goodword 0.3.0', "take it out"),
        ("feeds: {count: 3}", '"feeds.count" is "feeds.items" since Goodword 0.3.0', "write items: 20 below feeds"),
        # Only where it was: elsewhere it is a key like any other that is not known.
        ("count: 3", 'unknown key "count"; did you mean "community"?', ""),
        ("podcast: {count: 3}", 'unknown key "count"', "known keys:"),
        ("search: luna", '"search" cannot be "luna"', "use one of: none, pagefind"),
        ("teaser: x", 'unknown key "teaser"', ""),
    ],
)
def test_what_has_changed_is_told_where_it_is_written(
    line: str, message: str, hint: str, project: Project, run: Run
) -> None:
    out = run("check", root=project({SOURCE: f"{SITE}{line}\n"})).out
    assert f"{SOURCE}:3:" in out
    assert f"error: {message}" in out
    assert hint in out


def test_a_key_of_a_kind_is_told_in_its_folder(project: Project, run: Run) -> None:
    text = "---\ntitle: A\ndate: 2026-01-01\nteaser: x\n---\nText.\n"
    root = project({"content/articles/a.md": text, "content/pages/a.md": text})
    out = run("check", root=root).out
    assert 'content/articles/a.md:4:1: error: "teaser" is "summary" since Goodword 0.3.0\n' in out
    assert 'content/pages/a.md:4:1: error: unknown key "teaser"' in out


def test_a_key_with_a_new_name_is_not_missing_as_well(
    project: Project, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = Changed(since="0.3.0", file=SOURCE, key="name", new="title")
    monkeypatch.setattr(changed, "CHANGED", (row,))
    out = run("check", root=project({SOURCE: "name: A\nurl: https://a.example\n"})).out
    assert '"name" is "title" since Goodword 0.3.0' in out
    assert "missing" not in out


def wrong(rows: tuple[Changed, ...]) -> list[str]:
    """What is wrong with rows: an old key or value that is there today, or a new key that is not."""
    today, found = settings(), []
    for row in rows:
        if row.file == SOURCE:
            if not row.value and (row.key in today or any(key.startswith(f"{row.key}.") for key in today)):
                found.append(f"{row.key} is there today")
            if row.new and not row.value and row.new not in today:
                found.append(f"{row.new} is not there")
        elif not any(row.file.startswith(f"content/{kind.folder}") for kind in known().values()):
            found.append(f"{row.file} holds no kind")
        if not row.since[:1].isdigit():
            found.append(f"{row.since} is no version")
    return found


def test_each_row_is_right() -> None:
    assert wrong(CHANGED) == []


def test_a_wrong_row_is_found() -> None:
    bad = (
        Changed(since="x", file=SOURCE, key="title"),
        Changed(since="0.3.0", file=SOURCE, key="old", new="nowhere"),
        Changed(since="0.3.0", file="content/posts/", key="old"),
    )
    assert wrong(bad) == [
        "title is there today",
        "x is no version",
        "nowhere is not there",
        "content/posts/ holds no kind",
    ]
    assert wrong(ROWS) == []


def test_upgrade_names_what_has_changed_since_the_site_was_made(tmp_path: Path, run: Run) -> None:
    root = tmp_path / "site"
    assert run("init", str(root), "--yes").code == 0
    record = root / ".goodword.json"
    text = record.read_text(encoding="utf-8")
    version = text.split('"goodword": "')[1].split('"')[0]
    record.write_text(text.replace(f'"goodword": "{version}"', '"goodword": "0.1.0"'), encoding="utf-8")
    out = run("upgrade", root=root).out
    assert f'{SOURCE}: "per_page" is "page_size" since Goodword 0.3.0; write page_size in its place.\n' in out
    assert 'content/articles/: "teaser" is "summary" since Goodword 0.3.0; write summary in its place.\n' in out


def test_what_has_another_name_is_mended(project: Project, run: Run) -> None:
    root = project({SOURCE: f"{SITE}per_page: 20  # as before\nsearch: lunr\ntracker: x\n"})
    assert run("check", "--fix", root=root).code == 1
    assert (root / SOURCE).read_text(encoding="utf-8") == (
        f"{SITE}page_size: 20  # as before\nsearch: pagefind\ntracker: x\n"
    )
