"""`goodword new`: the file in its place, right at once, with all its kind's keys, and never one overwritten."""

import datetime as dt
import os
import re
import stat
import sys
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.base.text import slugify
from generator.content.entry_reader import read_entry
from generator.kinds.declared import all_kinds
from generator.pages.kind import Kind
from generator.scaffold.new_file import NewFile, new_file, title_of
from generator.scaffold.schemas import as_file, schemas
from generator.site.declared import DeclaredKind
from generator.site.settings import Site
from tests.conftest import Project, Run
from tests.schemas import node_of, refusals
from tests.support import SITE, run_here

EVENT = DeclaredKind(
    label="Event",
    plural="Events",
    fields={"starts": "datetime", "day": "date", "place": "text", "seats": "number", "free": "yes/no", "who": "list"},
    required=("starts", "place", "seats", "free", "who"),
)
KINDS: dict[str, Kind] = {name: kind for name, kind in all_kinds({"event": EVENT}).items() if not kind.about}
DECLARED = """\
id: tag:site.example,2026:abcd:site
kinds:
  event: {label: Event, plural: Events, fields: {starts: datetime, place: text}, required: [starts, place]}
"""
HERE = Site(title="A", url="https://site.example", id="tag:site.example,2026:abcd:site")
TODAY = dt.date(2026, 11, 27)
UTC = ZoneInfo("UTC")


@pytest.fixture(autouse=True)
def _the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795766400")  # 2026-11-27 08:00 UTC


def made_in(root: Path, kind: str, title: str = "First steps") -> NewFile:
    return new_file(root, KINDS[kind], title, HERE, TODAY)


# --- what stands in it ---


@pytest.mark.parametrize("name", KINDS)
def test_a_new_file_is_right_for_the_reader_and_for_editors(name: str, tmp_path: Path) -> None:
    made = made_in(tmp_path, name)
    reading = read_entry(made.path, made.text.encode(), KINDS[name], UTC)
    assert reading.problems == ()
    node = node_of(made.path, made.text)
    assert node is not None
    schema = schemas(KINDS)[name]
    assert refusals(as_file(schema), node) == []
    # Each key of the kind is there, as a value or as a note.
    keys = schema["properties"]
    assert {key for key in keys if not re.search(rf"^(?:# )?{key}:", made.text, re.MULTILINE)} == set()


def taken_in(text: str) -> str:
    """The text with its notes taken in, but for those inside of others."""
    return re.sub(r"^( *)# (?=(?:#|[-\w]| +[-\w#])[^\n]*)(?!yaml-language|What else)", r"\1", text, flags=re.MULTILINE)


@pytest.mark.parametrize("name", KINDS)
def test_all_its_notes_are_right_when_they_are_taken_in(name: str, tmp_path: Path) -> None:
    made = made_in(tmp_path, name)
    text = made.text
    # Twice, for the notes in notes.
    for _ in range(2):
        text = taken_in(text)
        reading = read_entry(made.path, text.encode(), KINDS[name], UTC)
        assert [problem.message for problem in reading.problems] == [], text
        assert reading.entry is not None
    node = node_of(made.path, text)
    assert node is not None
    assert set(schemas(KINDS)[name]["properties"]) == set(getattr(node, "values", {}))
    assert refusals(as_file(schemas(KINDS)[name]), node) == []


def test_an_article_as_it_is_written(tmp_path: Path) -> None:
    made = made_in(tmp_path, "article", "Why: networking fails")
    assert made.path == "content/articles/2026-11-27-why-networking-fails.md"
    assert made.text.startswith(
        "---\n"
        "# yaml-language-server: $schema=../../.schemas/article.json\n"
        'title: "Why: networking fails"\n'
        "id: tag:site.example,2026:abcd:article:why-networking-fails\n"
        "draft: true\n"
        "# What else can stand here. Take the # at a line's beginning away to use it:\n"
        "# series: First steps  # The name of a series; its parts point to each other, oldest first\n"
    )
    assert "\n# comments: closed  # Whether readers can comment. One of: open, closed, off\n" in made.text
    assert made.text.endswith("\n---\n\n")


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("C++ für Eilige", "cplusplus-fur-eilige"),
        ('He said: "no" # not #1', "he-said-no-sharp-not-sharp1"),
        ("日本語の題", "日本語の題"),
        ("नमस्ते दुनिया", "नमस्ते-दुनिया"),
        ("🎉🎉", "article"),
        ("...", "article"),
        ("CON", "article-con"),
        ("nul", "article-nul"),
        ("README", "article-readme"),
        ("2026-99-99 a day", "article-2026-99-99-a-day"),
        ("../../etc/passwd", "etc-passwd"),
        ("word " * 500, "word-" * 13 + "word"),
        ("日" * 5000, "日" * 60),
        ("a" * 5000, "a" * 70),
    ],
)
def test_titles(title: str, slug: str, tmp_path: Path) -> None:
    made = made_in(tmp_path, "article", title_of(title))
    assert made.path == f"content/articles/2026-11-27-{slug}.md"
    entry = read_entry(made.path, made.text.encode(), KINDS["article"], UTC, texts=False).entry
    assert entry is not None
    assert entry.slug == slug
    assert getattr(entry.fields, "title") == title_of(title)  # noqa: B009 (its kind is not told)
    assert getattr(entry.fields, "id").isascii()  # noqa: B009 (see above)


@settings(max_examples=150)
@given(title=st.text(min_size=1, max_size=80), name=st.sampled_from(sorted(KINDS)))
def test_any_title_makes_a_file_that_says_it(title: str, name: str) -> None:
    words = title_of(title)
    if not words:
        return
    made = new_file(Path("/nowhere"), KINDS[name], words, HERE, TODAY)
    reading = read_entry(made.path, made.text.encode(), KINDS[name], UTC, texts=False)
    assert reading.problems == ()
    assert reading.entry is not None
    assert getattr(reading.entry.fields, "title", words) == words
    file = made.path.rpartition("/")[2]
    assert len(file.encode()) < 250
    assert slugify(file)


def test_the_zone_of_the_site_decides_the_day(project: Project, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795821000")  # 2026-11-27 23:10 UTC
    root = project({"content/site.yaml": SITE + "timezone: Pacific/Auckland\n"})
    assert run("new", "article", "Late", root=root).code == 0
    assert (root / "content/articles/2026-11-28-late.md").is_file()


# --- the command ---


@pytest.mark.parametrize("name", ["article", "page", "pitch", "episode", "lead", "tip", "give", "event"])
def test_the_site_is_right_with_it(name: str, project: Project, run: Run) -> None:
    root = project({"content/site.yaml": SITE + DECLARED})
    result = run("new", name, "First", "steps", root=root)
    assert (result.code, result.err) == (0, "")
    path = Path(result.out.split("\n", 1)[0])
    assert path.is_file()
    assert run("check", root=root).code == 0
    built = run("build", "--strict", "--drafts", root=root)
    assert built.code == 0, built.output
    # The schema that it names is there, and is that of its kind.
    (named,) = re.findall(r"\$schema=(\S+)", path.read_text(encoding="utf-8"))
    assert (path.parent / named).resolve() == root.resolve() / ".schemas" / f"{name}.json"
    assert (path.parent / named).is_file()
    # A draft is not out.
    if path.suffix == ".md":
        assert (
            "First steps" not in "".join(page.read_text(encoding="utf-8") for page in (root / "site").rglob("*.html"))
            or run("build", root=root).code == 0
        )


def test_the_author_of_the_example_is_one_of_the_site(project: Project, run: Run) -> None:
    root = project({"content/site.yaml": SITE.replace("ann", "bo")})
    assert run("new", "page", "A", root=root).code == 0
    text = (root / "content/pages/a.md").read_text(encoding="utf-8")
    assert "\n# authors: [bo]  # Who wrote it" in text
    (root / "content/pages/a.md").write_text(text.replace("# authors", "authors"), encoding="utf-8")
    assert run("check", root=root).code == 0


def test_without_a_kind_the_kinds_are_listed(project: Project, run: Run) -> None:
    result = run("new", root=project({"content/site.yaml": SITE + DECLARED}))
    assert result.code == 0
    for line in ("  article  article, in content/articles/\n", "  event    event, in content/events/\n", "  tip "):
        assert line in result.out
    assert "comment" not in result.out


@pytest.mark.parametrize("word", ["article", "articles", "Article", "ARTICLES"])
def test_a_kind_by_any_of_its_names(word: str, project: Project, run: Run) -> None:
    root = project({})
    assert run("new", word, "A", root=root).code == 0
    assert (root / "content/articles/2026-11-27-a.md").is_file()


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("articel", "A"), 'no kind "articel"; did you mean "article"?'),
        (("comment", "A"), "comments are about something that is there: content/comments/{slug of the article}.yaml"),
        (("article",), "a TITLE is missing: goodword new article"),
        (("article", " \x01 "), "the title must be some text"),
        (("tip", "A", "--folder"), "--folder is for texts"),
        (("article", "Here"), 'content/articles/here.md has the address "here" already'),
        (("article", "Moved"), 'content/articles/other.md has the address "moved" already'),
    ],
)
def test_what_cannot_be_made(args: tuple[str, ...], words: str, project: Project, run: Run) -> None:
    files = {
        "content/articles/here.md": "---\ntitle: Here\ndate: 2026-01-01\n---\n",
        "content/articles/other.md": "---\ntitle: Other\ndate: 2026-01-01\nslug: moved\n---\n",
    }
    root = project(dict(files))
    before = sorted(root.rglob("*"))
    result = run("new", *args, root=root)
    assert result.code == 2
    assert words in result.err
    assert sorted(root.rglob("*")) == before


def test_a_second_one_of_a_title_is_not_made_and_nothing_is_overwritten(project: Project, run: Run) -> None:
    root = project({})
    assert run("new", "tip", "Small gives", root=root).code == 0
    made = root / "content/tips/small-gives.yaml"
    made.write_text("title: Mine\n", encoding="utf-8")
    assert run("new", "tip", "Small  gives!", root=root).code == 2
    assert made.read_text(encoding="utf-8") == "title: Mine\n"
    # What has no letters for an address gets a number.
    for name in ("article", "article-2", "article-3"):
        assert run("new", "article", "???", root=root).code == 0
        assert (root / f"content/articles/2026-11-27-{name}.md").is_file()


def test_a_give_log_is_made_once(project: Project, run: Run) -> None:
    root = project({})
    assert run("new", "give-log", "What I gave", root=root).code == 0
    assert (root / "content/give-log.yaml").is_file()
    again = run("new", "give", "What I gave", root=root)
    assert again.code == 2
    assert "content/give-log.yaml is there already" in again.err


def test_an_id_that_a_moved_entry_kept_is_not_given_again(project: Project, run: Run) -> None:
    kept = "---\ntitle: X\ndate: 2026-01-01\nslug: elsewhere\nid: tag:site.example,2026:abcd:article:here\n---\n"
    root = project({"content/site.yaml": SITE + DECLARED, "content/articles/old.md": kept})
    assert run("new", "article", "Here", root=root).code == 0
    text = (root / "content/articles/2026-11-27-here.md").read_text(encoding="utf-8")
    assert "\nid: tag:site.example,2026:abcd:article:here-2\n" in text
    assert run("check", root=root).code == 0


def test_in_a_folder_of_its_own(project: Project, run: Run) -> None:
    root = project({})
    assert run("new", "article", "With pictures", "--folder", root=root).code == 0
    made = root / "content/articles/2026-11-27-with-pictures/index.md"
    assert "$schema=../../../.schemas/article.json" in made.read_text(encoding="utf-8")
    assert run("build", "--drafts", "--strict", root=root).code == 0
    assert (root / "site/articles/with-pictures/index.html").is_file()


def test_settings_that_cannot_be_read_are_told(project: Project, run: Run) -> None:
    root = project({"content/site.yaml": "title: [\n"})
    result = run("new", "article", "A", root=root)
    assert result.code == 1
    assert "content/site.yaml:" in result.err
    assert not (root / "content/articles").exists()


def test_something_else_in_the_way(project: Project, run: Run) -> None:
    root = project({"content/articles": "A file.\n", ".schemas": "Another.\n", "content/pages/a.md/x": "A folder.\n"})
    result = run("new", "article", "A", root=root)
    assert result.code == 2
    assert "content/articles is a file, and should be a folder" in result.err
    assert run("new", "page", "A", root=root).code == 2
    # Without its schema, since something of that name is there.
    assert run("new", "tip", "A", root=root).code == 0
    assert run("schema", "--all", root=root).code == 2
    assert (root / ".schemas").read_text(encoding="utf-8") == "Another.\n"


@pytest.mark.posix
def test_a_folder_that_leads_out_is_left_alone(project: Project, run: Run, tmp_path: Path) -> None:
    root = project({})
    (tmp_path / "outside").mkdir()
    (root / "content/pages").symlink_to(tmp_path / "outside")
    result = run("new", "page", "A", root=root)
    assert result.code == 2
    assert "leads out of the project" in result.err
    assert list((tmp_path / "outside").iterdir()) == []


@pytest.mark.posix
def test_edit_opens_the_editor_with_its_arguments(
    project: Project, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = tmp_path / "an editor"
    editor.write_text(f'#!{sys.executable}\nimport sys\nopen(sys.argv[-1], "a").write("|".join(sys.argv[1:-1]))\n')
    editor.chmod(editor.stat().st_mode | stat.S_IXUSR)
    root = project({})
    monkeypatch.setenv("EDITOR", "false")
    monkeypatch.setenv("VISUAL", f"'{editor}' --wait \"two words\"")
    assert run("new", "page", "A", "--edit", root=root).code == 0
    assert (root / "content/pages/a.md").read_text(encoding="utf-8").endswith("---\n\n--wait|two words")
    monkeypatch.setenv("VISUAL", str(editor))
    assert run("new", "page", "B", "--edit", root=root).code == 0
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("VISUAL", "'~/an editor' --wait")
    assert run("new", "page", "C", "--edit", root=root).code == 0


@pytest.mark.posix
@pytest.mark.parametrize(
    ("editor", "words"),
    [
        ("no-such-editor-here", 'the editor "no-such-editor-here" cannot be started'),
        ("false", "ended with exit code 1"),
        ("'", "cannot be read"),
    ],
)
def test_an_editor_that_does_not_work_is_told(
    editor: str, words: str, project: Project, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISUAL", editor)
    root = project({})
    result = run("new", "page", "A", "--edit", root=root)
    assert result.code == 3
    assert words in result.err
    assert (root / "content/pages/a.md").is_file()


@settings(max_examples=60)
@given(words=st.lists(st.binary(max_size=12).map(os.fsdecode), max_size=3), site=st.binary(max_size=60))
def test_any_arguments_and_settings_end_in_words(
    words: list[str], site: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = tmp_path_factory.mktemp("any")
    (root / "content").mkdir()
    (root / "content/site.yaml").write_bytes(site)
    for command in ("new", "schema"):
        arguments = [word for word in words if "\0" not in word]
        result = run_here(command, *arguments, root=root)
        assert result.code in {0, 1, 2}, result.output
        assert "a fault of Goodword" not in result.output
