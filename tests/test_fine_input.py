"""Input that looks odd and is fine: published, with nothing to say about it."""

import json
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from lxml import etree, html

from tests.conftest import Build, Project, Run
from tests.support import NOW, SITE

HELLO = "---\ntitle: Hello\ndate: 2026-11-02\n---\nText.\n"


def published(project: Project, run: Run, files: dict[str, str | bytes], *args: str) -> Path:
    """The output folder of a project that is built without any message."""
    root = project(files)
    result = run("build", "--now", NOW, *args, root=root)
    assert (result.code, result.err) == (0, ""), result.output
    assert "warning" not in result.out
    return root / "site"


def text_of(page: Path) -> str:
    return " ".join("".join(map(str, html.fromstring(page.read_text(encoding="utf-8")).itertext())).split())


def test_a_site_with_nothing_but_its_settings(project: Project, run: Run) -> None:
    site = published(project, run, {"content/site.yaml": "title: A\nurl: https://a.example\n"})
    assert (site / "index.html").is_file()
    assert (site / "404.html").is_file()


def test_empty_folders_and_lists(project: Project, run: Run) -> None:
    root = project(
        {
            "content/site.yaml": SITE + "menu: []\ncommunity: []\nfeeds: {include: []}\n",
            "content/articles/hello.md": HELLO.replace(
                "---\nText", "tags: []\nauthors: []\naliases: []\nsyndicated: []\n---\nText"
            ),
            "content/tips/small.yaml": "title: Small things\ntips: []\n",
            "content/tips/smaller.yaml": "title: Smaller things\n",
            "content/give-log.yaml": "title: What I gave\ngives: []\n",
            "content/comments/hello.yaml": "[]\n",
            "content/mentions/hello.yaml": "",
        }
    )
    for folder in ("pages", "episodes", "leads", "pitches", "static", "articles/more"):
        (root / "content" / folder).mkdir(parents=True)
    published(project, run, {})


@pytest.mark.parametrize(
    "log", ["title: What I gave\n", "gives: []\n", "plan: {start: 2026-01-05}\n", "plan:\ngives:\n"]
)
def test_a_give_log_without_gives(project: Project, run: Run, log: str) -> None:
    published(project, run, {"content/give-log.yaml": log})


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("\ufeff" + HELLO, id="a byte order mark"),
        pytest.param(HELLO.replace("\n", "\r\n"), id="CRLF"),
        pytest.param(HELLO.replace("\n", "\r"), id="CR"),
        pytest.param("\ufeff" + HELLO.replace("\n", "\r\n"), id="both"),
        pytest.param(HELLO.rstrip("\n"), id="no final newline"),
        pytest.param("---\ntitle: Hello\ndate: 2026-11-02\n---", id="no text and no final newline"),
        pytest.param("---   \ntitle: Hello\ndate: 2026-11-02\n--- \nText.\n", id="spaces after the hyphens"),
        pytest.param("---\ntitle: Hello\ndate: 2026-11-02\n...\nText.\n", id="closed with dots"),
        pytest.param("---\n\n# A comment\ntitle: Hello\n\ndate: 2026-11-02\n\n---\n\n\nText.\n", id="empty lines"),
        pytest.param(
            "---\ntitle: Hello\ndate: 2026-11-02\n---\nText.\n\n---\n\nMore: text\n\n---\n",
            id="lines of hyphens in the text",
        ),
    ],
)
def test_line_ends_and_fences(project: Project, run: Run, text: str) -> None:
    site = published(project, run, {"content/articles/hello.md": text})
    page = (site / "articles" / "hello" / "index.html").read_text(encoding="utf-8")
    assert "<title>Hello" in page
    assert "\r" not in page
    assert "\ufeff" not in page


def test_line_ends_make_no_difference(project: Project, run: Run) -> None:
    text = "---\ntitle: Hello\ndate: 2026-11-02\n---\nOne  \ntwo.\n\n- a\n- b\n\n```\ncode\n```\n"
    pages = [
        (published(project, run, {"content/articles/hello.md": variant}) / "articles/hello/index.html").read_bytes()
        for variant in (text, text.replace("\n", "\r\n"), "\ufeff" + text)
    ]
    assert pages[0] == pages[1] == pages[2]


def test_an_article_of_5_mb(project: Project, run: Run) -> None:
    paragraph = "Give first, *then* ask, and say [thanks](https://thanks.example/).\n\n"
    text = HELLO + "\n" + paragraph * (5 * 1024 * 1024 // len(paragraph))
    site = published(project, run, {"content/articles/hello.md": text})
    assert (site / "articles/hello/index.html").stat().st_size > 5 * 1024 * 1024


def test_names_with_spaces_and_umlauts(project: Project, run: Run) -> None:
    from tests.problems import MADE

    picture = MADE["a JPEG picture"]()
    body = "[Müller](<Frau Müller & Söhne.md>) [Liste](<Liste für Alle.txt>) ![Ein Bild](<Bild von Öl.jpg>) ![Eins](Bild%20von%20%C3%96l.jpg)\n"
    site = published(
        project,
        run,
        {
            "content/articles/Über uns.md": "---\ntitle: Über uns\ndate: 2026-11-02\nimage: {src: Bild von Öl.jpg, alt: Öl, credit: Ann}\n---\n"
            + body,
            "content/articles/Frau Müller & Söhne.md": HELLO,
            "content/articles/日本語.md": HELLO,
            "content/articles/Bild von Öl.jpg": picture,
            "content/articles/Liste für Alle.txt": "Eins, zwei.",
            "content/static/Ein Blatt (1).txt": "Zwei, drei.",
            "content/tips/Kleine Dinge.yaml": "title: Kleine Dinge\ntips: [{id: eins, text: Danke sagen.}]\n",
        },
    )
    page = html.fromstring((site / "articles/uber-uns/index.html").read_text(encoding="utf-8"))
    links = [
        link for element in page.iter("a", "img") for name, link in element.attrib.items() if name in {"href", "src"}
    ]
    assert len(links) > 5
    for link in links:
        path = unquote(urlsplit(str(link)).path)
        if path.startswith("/") and not urlsplit(str(link)).netloc:
            target = site / path.lstrip("/")
            assert (target / "index.html" if path.endswith("/") else target).is_file(), path
    assert (site / "articles/frau-muller-sohne/index.html").is_file()
    assert (site / "articles/日本語/index.html").is_file()
    assert (site / "tips/kleine-dinge/eins/index.html").is_file()
    assert (site / "Ein Blatt (1).txt").is_file()


ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[click](javascript:alert(1))",
    "[click](JaVaScRiPt:alert(1))",
    "[click](java\tscript:alert(1))",
    "[click](&#106;avascript:alert(1))",
    "[click](data:text/html;base64,PHNjcmlwdD4=)",
    "[click](vbscript:msgbox)",
    "![x](javascript:alert(1))",
    "<a href='javascript:alert(1)'>x</a>",
    "<svg onload=alert(1)>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<iframe src=https://evil.example></iframe>",
    "<style>body { display: none }</style>",
    "<p style='position: fixed'>x</p>",
    "<form action=https://evil.example><input name=q></form>",
    "<meta http-equiv=refresh content='0; url=https://evil.example'>",
    "<base href=https://evil.example>",
    "`<script>alert(1)</script>`",
    "    <script>alert(1)</script>",
]
NAMES = ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7 * 7 }}", "]]>", "Ann\u202eevil"]


def test_attacks_in_comments_are_harmless(project: Project, run: Run) -> None:
    comments: list[dict[str, str]] = [
        {
            "id": f"c{number}",
            "author": NAMES[number % len(NAMES)],
            "date": "2026-11-03",
            "body": attack,
            "url": "https://bob.example/?a=1&b=c",
            "status": "approved",
        }
        for number, attack in enumerate(ATTACKS)
    ]
    mentions = [
        {"source": "https://bob.example/", "title": name, "author": name, "date": "2026-11-03", "status": "approved"}
        for name in NAMES
    ]
    site = published(
        project,
        run,
        {
            "content/articles/hello.md": HELLO,
            "content/comments/hello.yaml": json.dumps(comments, ensure_ascii=False),
            "content/mentions/hello.yaml": json.dumps(mentions, ensure_ascii=False),
        },
    )
    page = html.fromstring((site / "articles/hello/index.html").read_text(encoding="utf-8"))
    inside = page.findall(".//*[@id]")
    inside = [element for element in inside if str(element.attrib["id"]).startswith("comment-")]
    assert len(inside) >= len(ATTACKS)
    for element in page.iter(etree.Element):
        for name, value in element.attrib.items():
            assert not str(name).startswith("on"), etree.tostring(element)
            assert name != "style", etree.tostring(element)
            if name in {"href", "src", "action", "formaction"}:
                assert "".join(str(value).split()).lower().split(":")[0] not in {"javascript", "vbscript", "data"}, (
                    value
                )
    for shown in inside:
        assert not [
            tag for tag in ("script", "style", "iframe", "form", "meta", "base", "svg") if shown.findall(f".//{tag}")
        ]
    assert "49" not in text_of(site / "articles/hello/index.html").replace("2026", "")
    for feed in sorted(site.rglob("*.xml")):
        etree.parse(feed)


def test_no_feed_breaks_at_control_characters(project: Project, run: Run) -> None:
    odd = "".join(
        chr(number)
        for number in [
            *range(1, 9),
            11,
            12,
            *range(14, 32),
            127,
            *range(0x80, 0xA0),
            0x2028,
            0xFFFE,
            0xFFFF,
            0xFDD0,
            0x1FFFE,
            0x10FFFF,
        ]
    )
    root = project(
        {
            "content/articles/hello.md": HELLO + f"\nIt {odd} rings ]]> & <b>&#0;&#8;&#xFFFE;&#xD800;</b>.\n",
            "content/pages/about.md": "---\ntitle: About\n---\n" + odd,
        }
    )
    result = run("build", "--now", NOW, root=root)
    assert result.code == 0, result.output
    assert result.err.count("a control character is left out") == 2
    feeds = [*sorted((root / "site").rglob("*.xml")), root / "site" / "feeds.opml"]
    assert len(feeds) > 3
    for feed in feeds:
        etree.parse(feed)
    json.loads((root / "site" / "feed.json").read_text(encoding="utf-8"))
    page = (root / "site" / "articles" / "hello" / "index.html").read_text(encoding="utf-8")
    assert "rings" in page
    assert not set(page) & set(map(chr, [*range(1, 9), 11, 12, *range(14, 32), 127]))


def test_every_script_of_the_world(project: Project, run: Run) -> None:
    texts = {
        "arabic": "مرحبا بالعالم — أعط قبل أن تطلب",
        "hebrew": "תן לפני שאתה מבקש",
        "chinese": "先給予，再請求",
        "emoji": "👩‍👩‍👧‍👦 🏳️‍🌈 🇺🇳",
        "combining": "Z̷̢̛a̶l̴g̵o̶ ne\u0301e",
        "marks": "\u200f\u202eevil\u202c \u200b \u2060 \u00ad",
        "plane-16": "\U0010fffd \U000e0041",
    }
    files: dict[str, str | bytes] = {}
    for name, text in texts.items():
        files[f"content/articles/{name}.md"] = (
            f'---\ntitle: "{text} A"\ndate: 2026-11-02\ntags: ["{text} a"]\nsummary: "{text}"\nseries: "{text}"\n---\n# {text}\n\n{text}\n'
        )
    files["content/comments/arabic.yaml"] = json.dumps(
        [
            {"id": "one", "author": text, "date": "2026-11-03", "body": text, "status": "approved"}
            for text in [texts["hebrew"]]
        ],
        ensure_ascii=False,
    )
    files["content/site.yaml"] = SITE.replace("A test site", texts["arabic"]) + "language: ar\n"
    site = published(project, run, files)
    for name, text in texts.items():
        assert " ".join(text.split()) in text_of(site / "articles" / name / "index.html")
    for feed in sorted(site.rglob("*.xml")):
        etree.parse(feed)


def test_unknown_pages_of_one_build_are_all_named(project: Project, run: Run, build: Build) -> None:
    files: dict[str, str | bytes] = {
        f"content/articles/n{number:03}.md": f"---\ntitle: N\ndate: 2026-11-02\nwrong{number}: x\n---\n"
        for number in range(100)
    }
    root = project({"content/articles/hello.md": HELLO})
    build(root)
    before = {path: path.read_bytes() for path in (root / "site").rglob("*") if path.is_file()}
    project(files)
    result = run("build", "--now", NOW, root=root)
    assert result.code == 1
    places = [line.split(": error: ")[0] for line in result.err.splitlines() if ": error: " in line]
    assert places == [f"content/articles/n{number:03}.md:4:1" for number in range(100)]
    assert "100 errors" in result.err
    assert before == {path: path.read_bytes() for path in (root / "site").rglob("*") if path.is_file()}
