"""Comments and comment systems, on a whole site."""

from pathlib import Path
from typing import Any

import pytest
from lxml import etree, html

from tests.support import run_here, write_files

SITE = "title: Talk\nurl: https://site.example/blog\ntimezone: Europe/Berlin\n"
ARTICLE = "---\ntitle: {}\ndate: 2026-11-02\nask: What was in it?\n{}---\nText.\n"
COMMENTS = """\
- id: day
  author: Ann
  date: 2026-11-03
  status: approved
  body: |
    One line
    and [another](/about/),
    not [that](../b.md).

    # A heading

    | a | b |
    |---|---|
    | 1 | 2 |

    ```
    code
    ```
- {id: hour, author: Bob, date: "2026-11-03 00:01", body: Yes., status: approved}
"""


def built(root: Path, files: dict[str, str | bytes]) -> Path:
    write_files(root, {f"content/{name}": data for name, data in files.items()})
    done = run_here("build", "--strict", root=root)
    assert not done.code, done.err
    return root / "site"


def test_a_comment_keeps_what_was_written(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "site.yaml": SITE,
        "articles/a.md": ARTICLE.format("A", ""),
        "pages/about.md": "---\ntitle: About\n---\n",
        "comments/a.yaml": COMMENTS,
    }
    site = built(tmp_path, files)
    page: Any = html.fromstring((site / "articles/a/index.html").read_bytes())
    text = page.xpath("//*[@id='comment-day']//*[contains(@class, 'comment-text')]")[0]
    assert html.tostring(text[0], encoding="unicode").strip() == (
        '<p>One line<br>\nand <a href="/blog/about/" rel="ugc nofollow">another</a>,<br>\nnot that.</p>'
    )
    assert html.tostring(text[1], encoding="unicode").strip() == "<p><strong>A heading</strong></p>"
    assert text.xpath(".//table//td/text()") == ["1", "2"]
    assert text.xpath(".//pre/code/text()") == ["code\n"]
    times = [(time.get("datetime"), time.text) for time in page.xpath("//article[contains(@class, 'comment')]//time")]
    assert times == [("2026-11-03", "3 November 2026"), ("2026-11-03T00:01:00+01:00", "3 November 2026, 00:01")]
    feed = etree.fromstring((site / "articles/a/comments.xml").read_bytes())
    content = [str(one.text) for one in feed.iter("{http://purl.org/rss/1.0/modules/content/}encoded")]
    assert '<a href="https://site.example/blog/about/" rel="ugc nofollow">another</a>' in content[1]


GROUP = 'community:\n  - {label: Our group, url: "https://groups.example/us"}\n  - {label: The board, url: /board/}\n'
BY_MAIL = "comments: {provider: email, address: talk@site.example}\n"


@pytest.mark.parametrize(
    ("settings", "keys", "asked", "links"),
    [
        ("", "", False, []),
        (GROUP, "", True, ["https://groups.example/us", "/blog/board/"]),
        (BY_MAIL, "", True, []),
        (BY_MAIL + GROUP, "", True, []),
        (BY_MAIL + GROUP, "comments: closed\n", False, []),
        (GROUP, "comments: off\n", False, []),
    ],
)
def test_a_question_is_asked_where_it_can_be_answered(
    tmp_path: Path, settings: str, keys: str, asked: bool, links: list[str]
) -> None:
    files: dict[str, str | bytes] = {
        "site.yaml": SITE + settings,
        "articles/a.md": ARTICLE.format("A", keys),
        "pages/board.md": "---\ntitle: The board\n---\n",
    }
    page: Any = html.fromstring((built(tmp_path, files) / "articles/a/index.html").read_bytes())
    assert bool(page.xpath("//*[@class='conversation-ask']")) is asked
    assert page.xpath("//*[@class='conversation-places']/a/@href") == links
    assert bool(
        page.xpath("//*[@class='conversation-ask']/ancestor::section//a[starts-with(@href, 'mailto:talk@')]")
    ) is (asked and BY_MAIL in settings)
    said = run_here("check", root=tmp_path)
    assert not said.code
    assert ('an "ask" that is not shown' in said.output) is not asked
    assert "content/articles/a.md" in said.output


def test_answers_to_answers_stand_side_by_side_when_they_are_too_deep(tmp_path: Path) -> None:
    chain = "".join(
        f"- {{id: c{n}, author: A, date: 2026-11-03, body: B{n}, status: approved{f', reply_to: c{n - 1}' * bool(n)}}}\n"
        for n in range(70)
    )
    files: dict[str, str | bytes] = {
        "site.yaml": SITE,
        "articles/a.md": ARTICLE.format("A", ""),
        "comments/a.yaml": chain,
    }
    page: Any = html.fromstring((built(tmp_path, files) / "articles/a/index.html").read_bytes())
    said = page.xpath("//article[starts-with(@id, 'comment-')]")
    assert [one.get("id") for one in said] == [f"comment-c{n}" for n in range(70)]
    levels = [int(one.xpath("count(ancestor::ol)")) for one in said]
    assert levels == [min(n + 1, 50) for n in range(70)]
