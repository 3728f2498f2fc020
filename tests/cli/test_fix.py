"""`goodword check --fix`: what it mends, that it leaves all else alone, and that no follower notices."""

import stat
from collections import Counter
from pathlib import Path
from zoneinfo import ZoneInfo

import feedparser
import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from generator.base.problems import Place, Problem
from generator.content.entry_reader import read_entry
from generator.content.kind import id_of
from generator.edit.mending import Mender, carry_out
from generator.kinds.declared import known
from generator.site.project import Project as Site
from tests.conftest import Project, Run
from tests.support import NOW, SITE, run_here, write_files
from tests.test_any_input import ODD, names

HEAD = "---\ntitle: A\ndate: 2026-11-02\nid: tag:site.example,2026:a\n"

#: By name: a line of an article's front matter, and what becomes of it.
LINES = {
    "a number sign": ("summary: Why I am #1", 'summary: "Why I am #1"'),
    "a number sign at the beginning": ("summary: #hiring now", 'summary: "#hiring now"'),
    "a number sign and quotes": ('summary: The "one" #1', "summary: 'The \"one\" #1'"),
    "a number sign, both quotes": ('summary: Ann\'s "one" #1', "summary: 'Ann''s \"one\" #1'"),
    "a backslash": ("summary: C:\\x #1", "summary: 'C:\\x #1'"),
    "a number sign alone": ("summary: Words #", 'summary: "Words #"'),
    "an item": ("tags: [a]\nsyndicated:\nask: A #1", 'tags: [a]\nsyndicated:\nask: "A #1"'),
    "a colon": ("summary: Week one: forty names", 'summary: "Week one: forty names"'),
    "a colon, and a note": ("summary: Week one: forty  # a note", 'summary: "Week one: forty"  # a note'),
    "a colon and a number": ("summary: Week one: the #1", 'summary: "Week one: the #1"'),
    "a star": ("summary: *Bold* words", 'summary: "*Bold* words"'),
    "a per cent sign": ("summary: %20 off", 'summary: "%20 off"'),
    "an at sign": ("summary: @ann", 'summary: "@ann"'),
    "an ampersand": ("summary: &co", 'summary: "&co"'),
    "a backtick": ("summary: `code` here", 'summary: "`code` here"'),
    "words after quotes": ('summary: "A" and B', "summary: '\"A\" and B'"),
    "words after brackets": ("summary: [Draft] words", 'summary: "[Draft] words"'),
    "brackets": ("summary: [Draft]", 'summary: "[Draft]"'),
    "curly quotes around a colon": ("summary: “A: B”", 'summary: "A: B"'),
    "curly quotes around a date": ("updated: “2026-11-03”", "updated: 2026-11-03"),
    "no space": ("summary:Words", "summary: Words"),
    "a wide colon": ("summary：Words", "summary: Words"),
    "a no-break space": ("summary:\u00a0Words", "summary: Words"),
    "yes": ("draft: no", "draft: false"),
    "a quoted yes": ("draft: 'True'", "draft: true"),
    "capitals of a word": ("comments: Closed", "comments: closed"),
    "capitals of a key": ("Summary: Words", "summary: Words"),
    "one for a list": ("tags: networking", "tags: [networking]"),
    "one in quotes for a list": ("tags: 'a b'", "tags: ['a b']"),
}
#: Lines that must stay: they are right, or a person must decide.
STAY = [
    "summary: Words  # a note",
    "draft: true # until Monday",
    "summary: 'It is #1'",
    "summary: |\n  A block: with #1",
    "summary: >-\n  A # b\n  c: d",
    "tags: a, b",
    "tags: #a #b",
    "sumary: Words",
    "updated: tomorrow",
    "summary: Week one: forty\n  names of it",
    "summary: [a, b\n  c]",
    'summary: "A',
    "title: B",
    "series: “Words”",
    "slug: A b",
]


def article(line: str) -> str:
    return f"{HEAD}{line}\n---\nText with title: #1 and *more*.\n"


def fixed(root: Path) -> str:
    return (root / "content/articles/a.md").read_bytes().decode()


@pytest.mark.parametrize("name", LINES)
def test_a_line_is_mended(name: str, project: Project, run: Run) -> None:
    line, wanted = LINES[name]
    root = project({"content/articles/a.md": article(line)})
    said = run("check", root=root)
    assert "check --fix does it" in said.out
    assert fixed(root) == article(line), "check alone writes nothing"
    first = run("check", "--fix", root=root)
    assert fixed(root) == article(wanted)
    assert "content/articles/a.md:" in first.out
    assert ": mended: " in first.out
    again = run("check", "--fix", root=root)
    assert "mended" not in again.out
    assert fixed(root) == article(wanted)
    assert again.code == 0, again.out


@pytest.mark.parametrize("line", STAY)
def test_a_line_stays(line: str, project: Project, run: Run) -> None:
    root = project({"content/articles/a.md": article(line)})
    result = run("check", "--fix", root=root)
    assert fixed(root) == article(line)
    assert "mended" not in result.out
    assert "check --fix" not in result.out


def test_everything_else_stays_byte_for_byte(project: Project, run: Run) -> None:
    before = b"\xef\xbb\xbf---\r\n# first\r\ntitle:   Why I am #1\r\ndate: 2026-11-02   # a day\r\n\r\ntags: [ 'a',  b ]\r\n# last\r\n---\r\nText  \r\nmore\rend"
    root = project({"content/articles/a.md": before})
    assert run("check", "--fix", root=root).code == 0
    after = (root / "content/articles/a.md").read_bytes()
    new = b"\r\n# last\r\nid: https://site.example:article:a\r\n---"
    assert after == before.replace(b"Why I am #1", b'"Why I am #1"').replace(b"\r\n# last\r\n---", new)


def test_all_that_is_mended_is_mended_at_once_however_deep_it_lies(project: Project, run: Run) -> None:
    text = f"{HEAD}summary: A: b\nask:Hello\nseries: *B*\ndraft: No\nTags: one\n---\nText.\n"
    root = project({"content/articles/a.md": text})
    result = run("check", "--fix", root=root)
    assert fixed(root) == f'{HEAD}summary: "A: b"\nask: Hello\nseries: "*B*"\ndraft: false\ntags: [one]\n---\nText.\n'
    assert result.code == 0
    assert result.out.count(": mended: ") == 6


def test_what_is_left_is_told_with_its_exit_code(project: Project, run: Run) -> None:
    root = project({"content/articles/a.md": article("summary: A #1\nsumary: x\nupdated: never")})
    result = run("check", "--fix", root=root)
    assert result.code == 1
    assert 'unknown key "sumary"' in result.out
    assert '"updated" must be a date' in result.out
    assert '\nsummary: "A #1"\n' in fixed(root)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("\n\n---\ntitle: A\ndate: 2026-11-02\n---\nText.\n", "---\ntitle: A\ndate: 2026-11-02\n---\nText.\n"),
        ("–––\ntitle: A\ndate: 2026-11-02\n---\nText.\n", "---\ntitle: A\ndate: 2026-11-02\n---\nText.\n"),
        ("title: A\ndate: 2026-11-02\n---\nText.\n", "---\ntitle: A\ndate: 2026-11-02\n---\nText.\n"),
        ("---\ntitle: A\ndate: 2026-11-02\n———\nText.\n", "---\ntitle: A\ndate: 2026-11-02\n---\nText.\n"),
    ],
)
def test_the_lines_around_front_matter_are_mended(before: str, after: str, project: Project, run: Run) -> None:
    root = project({"content/articles/a.md": before})
    assert run("check", "--fix", root=root).code == 0
    assert fixed(root) == after.replace("\n---\nText", "\nid: https://site.example:article:a\n---\nText")


def test_files_of_every_kind_and_the_settings(project: Project, run: Run) -> None:
    files: dict[str, str | bytes] = {
        "content/site.yaml": SITE + "description: Why #1\nsearch: None\n",
        "content/tips/t.yaml": "title: T\ntips:\n- id: a\n  text: #hiring is on\n- {id: b, text: x, tags: y}\n",
        "content/give-log.yaml": "gives:\n- {id: a, date: 2026-11-02, kind: Tip, what: W}\n- id: b\n  date: 2026-11-02\n  kind: tip\n  what: A: b\n",
        "content/articles/a.md": article("draft: false"),
        "content/comments/a.yaml": "- id: c\n  author: Bo\n  date: 2026-11-02\n  body: @ann yes\n  status: APPROVED\n",
    }
    root = project(files)
    result = run("check", "--fix", root=root)
    assert result.code == 0, result.out
    for path, lines in {
        "content/site.yaml": 'description: "Why #1"\nsearch: none\n',
        "content/tips/t.yaml": 'text: "#hiring is on"\n- {id: b, text: x, tags: [y]}\n',
        "content/give-log.yaml": 'kind: tip, what: W}\n- id: b\n  date: 2026-11-02\n  kind: tip\n  what: "A: b"\n',
        "content/comments/a.yaml": 'body: "@ann yes"\n  status: approved\n',
    }.items():
        assert lines in (root / path).read_text(encoding="utf-8")


# --- ids ---


def guids(root: Path) -> dict[str, list[str]]:
    return {
        path.relative_to(root).as_posix(): [entry.id for entry in feedparser.parse(path.read_bytes()).entries]
        for path in sorted((root / "site").rglob("*.xml"))
    }


@pytest.mark.parametrize(
    "settings_more", ["", "id: tag:site.example,2026:x:site\n", "url: https://site.example/blog/\n"]
)
def test_no_follower_sees_anything_twice(settings_more: str, project: Project, run: Run) -> None:
    base = SITE.replace("url: https://site.example\n", "") if "url" in settings_more else SITE
    root = project(
        {
            "content/site.yaml": base + settings_more,
            "content/articles/a.md": "---\ntitle: A\ndate: 2026-11-02\n---\nText.\n",
            "content/articles/2026-11-03-日本.md": "---\ntitle: B\ntags: [t]\nid:\n---\nText.\n",
            "content/pages/p.md": "---\ntitle: P\n---\nText.\n",
            "content/leads/l.md": "---\ntitle: L\ndate: 2026-11-02\nemployer: E\nexpires: 2027-01-01\n---\nText.\n",
            "content/comments/a.yaml": "- {id: c1, author: Bo, date: 2026-11-03, body: Hello, status: approved}\n- {id: c2, author: Al, date: 2026-11-03, body: Yes, reply_to: c1, status: approved}\n",
        }
    )
    assert run("build", "--now", NOW, root=root).code == 0
    before = guids(root)
    assert sum(map(len, before.values())) > 8
    assert run("check", "--fix", root=root).code == 0
    assert 'no "id"' not in run("check", root=root).out
    assert run("build", "--now", NOW, root=root).code == 0
    assert guids(root) == before
    # And it stays so when an article is renamed, which is what an id is for.
    (root / "content/articles/a.md").rename(root / "content/articles/z.md")
    (root / "content/comments/a.yaml").rename(root / "content/comments/z.yaml")
    assert run("build", "--now", NOW, root=root).code == 0
    after = {name.replace("/z/", "/a/"): found for name, found in guids(root).items()}
    assert after == before


def test_an_id_that_another_has_is_not_given(project: Project, run: Run) -> None:
    taken = HEAD.replace("tag:site.example,2026:a", "https://site.example:article:b") + "---\nText.\n"
    root = project({"content/articles/a.md": taken, "content/articles/b.md": "---\ntitle: B\ndate: 2026-11-02\n---\n"})
    result = run("check", "--fix", root=root)
    assert "mended" not in result.out
    assert "\nid" not in (root / "content/articles/b.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("---\n{title: A, date: 2026-11-02}\n---\n", '---\n{title: A, date: 2026-11-02, "id": "https://site.example:article:a"}\n---\n'),
        ("---\n  title: A\n  date: 2026-11-02\n---\n", "---\n  title: A\n  date: 2026-11-02\n  id: https://site.example:article:a\n---\n"),
        ("---\ntitle: A\nid:   # later\ndate: 2026-11-02\n---\n", "---\ntitle: A\nid: https://site.example:article:a   # later\ndate: 2026-11-02\n---\n"),
        ("---\ndate: 2026-11-02\ntitle: |+\n  A\n\n\n---\n", "---\ndate: 2026-11-02\ntitle: |+\n  A\n\n\nid: https://site.example:article:a\n---\n"),
        ("---\ndate: 2026-11-02\ntitle: A\n  b\n...\nText.\n", "---\ndate: 2026-11-02\ntitle: A\n  b\nid: https://site.example:article:a\n...\nText.\n"),
    ],
)  # fmt: skip
def test_where_an_id_goes(before: str, after: str, project: Project, run: Run) -> None:
    root = project({"content/articles/a.md": before})
    run("check", "--fix", root=root)
    assert fixed(root) == after


def test_many_ids_are_told_in_a_few_lines(project: Project, run: Run) -> None:
    root = project({f"content/articles/a{n}.md": f"---\ntitle: A{n}\ndate: 2026-11-02\n---\nT\n" for n in range(25)})
    result = run("check", "--fix", root=root)
    assert result.out.count(": mended: ") == 10
    assert "and 15 more have an id now" in result.out
    assert 'no "id"' not in run("check", root=root).out


# --- names, links, rights, formats ---


def test_suffixes_are_mended(project: Project, run: Run) -> None:
    text = article("draft: false")
    root = project(
        {
            "content/articles/a.md.txt": text,
            "content/articles/notes.txt": "Only a download.\n",
            "content/articles/b.mkd": text.replace("2026:a", "2026:b"),
            "content/articles/c.md.txt": text.replace("2026:a", "2026:c"),
            "content/articles/c.md": text.replace("2026:a", "2026:d"),
            "content/tips/t.txt": "title: T\ntips: [{id: a, text: b}]\n",
        }
    )
    result = run("check", "--fix", root=root)
    names = {path.name for path in (root / "content").rglob("*.*")}
    assert names == {"site.yaml", "a.md", "notes.txt", "b.md", "c.md.txt", "c.md", "t.yaml"}
    assert "content/articles/a.md.txt: mended: it is now a.md" in result.out
    assert result.code == 1
    assert "content/articles/c.md.txt: warning: this text is not read" in result.out


@pytest.mark.posix
def test_a_link_out_of_content_is_not_followed(project: Project, run: Run) -> None:
    root = project({"drafts/a.md": article("summary: A #1")})
    (root / "content/articles").mkdir(parents=True)
    (root / "content/articles/a.md").symlink_to("../../drafts/a.md")
    run("check", "--fix", root=root)
    assert fixed(root) == article("summary: A #1")


@pytest.mark.posix
def test_a_file_keeps_its_rights(project: Project, run: Run) -> None:
    root = project({"content/articles/a.md": article("summary: A #1")})
    (root / "content/articles/a.md").chmod(0o640)
    run("check", "--fix", root=root)
    assert stat.S_IMODE((root / "content/articles/a.md").stat().st_mode) == 0o640
    assert [path.name for path in (root / "content/articles").iterdir()] == ["a.md"]


def test_a_file_that_is_read_only_is_left_alone(project: Project, run: Run) -> None:
    root = project({"content/articles/a.md": article("summary: A #1")})
    (root / "content/articles/a.md").chmod(0o444)
    result = run("check", "--fix", root=root)
    assert "content/articles/a.md: left alone: it is read-only" in result.out
    assert fixed(root) == article("summary: A #1")


def test_people_and_templates_are_left_alone(project: Project, run: Run) -> None:
    people = "ann: {name: Ann Example, consent: None, note: A #1}\n"
    root = project({"private/people.yaml": people})
    run("check", "--fix", root=root)
    assert (root / "private/people.yaml").read_text(encoding="utf-8") == people


def test_other_formats_keep_their_output_clean(project: Project, run: Run) -> None:
    import json

    root = project({"content/articles/a.md": article("summary: A #1\ndraft: x")})
    found = json.loads(run("check", "--format", "json", root=root).out)
    assert [row["fixable"] for row in found["problems"]] == [True, False]
    result = run("check", "--fix", "--format", "json", root=root)
    assert [row["fixable"] for row in json.loads(result.out)["problems"]] == [False]
    assert ": mended: " in result.err


# --- whatever stands there ---

_KEYS = [
    "title",
    "date",
    "tags",
    "summary",
    "draft",
    "comments",
    "image",
    "id",
    "Title",
    "sumary",
    "updated",
    "aliases",
]
_VALUES = st.one_of(
    st.sampled_from(ODD),
    st.sampled_from(["a #1", "A: b", "no", "Open", "[x]", "{a: b}", "|", "> ", "'", '"', "*a", "&a", "!a", "- a", "? a", "“a: b”", "2026-11-02", "a\n  b #1", "|\n  a #1", "[a, #b]", "#1", "~ #1", "a # b #1", "\t#1"]),
    st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), max_size=12),
)  # fmt: skip


@st.composite
def documents(draw: st.DrawFn) -> str:
    keys = draw(st.lists(st.sampled_from(_KEYS), max_size=5, unique=True))
    colons = st.sampled_from([": ", ": ", ": ", ":", ":  ", "：", ":\u00a0"])
    lines = [f"{key}{draw(colons)}{draw(_VALUES)}{draw(st.sampled_from(['', '', ' # note', ' #2']))}" for key in keys]
    if draw(st.booleans()):
        lines = ["title: A", "date: 2026-11-02", *lines]
    fence = draw(st.sampled_from(["---", "---", "---", "---", "–––", "\n---"]))
    end = draw(st.sampled_from(["\n", "\r\n", "\r"]))
    return end.join([fence, *lines, "---", draw(_VALUES), "last"])


def lost(before: str, after: str) -> str:
    """The characters that are gone, but for the marks of YAML and what stood for yes or no."""
    gone = Counter(before.lower()) - Counter(after.lower())
    marks = " \t\r\n\"'“”„‟«»‘’‚‹›–—―:：\u00a0" + ("noyestruefalse10" if "draft" in before.lower() else "")
    return "".join(sorted(c for c in set(gone) - set(marks) if not c.isspace()))


@pytest.fixture(scope="module")
def mender(tmp_path_factory: pytest.TempPathFactory) -> Mender:
    root = tmp_path_factory.mktemp("fix")
    write_files(root, {"content/site.yaml": SITE, "content/articles/a.md": article("draft: true")})
    return Mender(Site(root))


@settings(max_examples=500)
@given(text=documents())
def test_nothing_is_lost_and_nothing_readable_becomes_unreadable(text: str, mender: Mender) -> None:
    kind, zone = known()["article"], ZoneInfo("UTC")
    path = "content/articles/a.md"
    data = text.encode("utf-8", "replace")
    file = mender.root / path
    file.write_bytes(data)
    before = read_entry(path, data, kind, zone, texts=False)
    no_id = Problem(Place(path, 1, 1), "advice", 'no "id"', "", "id tag:site.example,2026:a")
    wrong = [*before.problems, *([no_id] if before.entry and not id_of(before.entry) else [])]
    found = mender.mended(wrong)
    event(f"{sum(len(one.problems) for one in found)} mended")
    if not found:
        return
    (one,) = found
    assert one.before == data
    after = read_entry(path, one.after, kind, zone, texts=False)
    assert after.entry is not None or before.entry is None
    assert lost(data.decode(), one.after.decode()) == ""
    file.write_bytes(one.after)
    assert mender.mended(after.problems) == [], "a second run does nothing"


@settings(max_examples=25)
@given(files=st.dictionaries(names, st.one_of(st.binary(max_size=80), documents().map(str.encode)), max_size=3))
def test_any_bytes_end_in_words(files: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> None:
    root = tmp_path_factory.mktemp("any")
    write_files(root, {"content/site.yaml": SITE, **{f"content/{name}": data for name, data in files.items()}})
    result = run_here("check", "--fix", root=root)
    assert result.code in {0, 1}, result.output
    again = run_here("check", "--fix", root=root)
    assert "mended" not in again.out


def test_a_file_that_changes_meanwhile_is_left_alone(project: Project) -> None:
    root = project({"content/articles/a.md": article("summary: A #1")})
    problems = read_entry("content/articles/a.md", fixed(root).encode(), known()["article"], ZoneInfo("UTC")).problems
    (one,) = Mender(Site(root)).mended(problems)
    (root / "content/articles/a.md").write_text(article("summary: B #1"), encoding="utf-8")
    assert carry_out(root, [one]) == []
    assert fixed(root) == article("summary: B #1")


@pytest.mark.parametrize("count", [1, 90])
def test_a_fault_of_the_theme_keeps_nothing_else_from_being_told_and_mended(
    count: int, project: Project, run: Run
) -> None:
    """Also where the theme is opened while other processes read."""
    texts = {f"content/articles/{number}.md": "---\ntitle: A\ndate: 2026-11-02\n---\n" for number in range(count)}
    root = project({"content/site.yaml": f"{SITE}theme: {{skin: nope}}\n", **texts})
    assert 'no "id"' in run("check", root=root).out
    result = run("check", "--fix", root=root)
    assert 'error: no skin "nope"' in result.out
    assert [name for name in texts if "\nid: " not in (root / name).read_text(encoding="utf-8")] == []
