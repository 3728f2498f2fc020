"""What is too much of a text is an error at its line, found soon; nothing is published, and the old site stays."""

import pytest

from tests.conftest import Project, Run
from tests.support import SITE as SETTINGS

ARTICLE = "---\ntitle: Welcome\ndate: 2026-11-01\n---\nFine.\n\n"
WELCOME = "content/articles/welcome.md"
COMMENTS = "content/comments/welcome.yaml"


def comment(letters: int, more: str = "") -> str:
    return f"- id: one\n  author: Bob\n  date: 2026-11-02\n{more}  body: {'a' * letters}\n"


APPROVED = "  status: approved\n"


def test_an_approved_comment_has_at_most_20_000_characters(project: Project, run: Run) -> None:
    root = project({WELCOME: ARTICLE, COMMENTS: comment(20_000, APPROVED)})
    assert run("build", root=root).code == 0
    before = (root / "site/articles/welcome/index.html").read_bytes()
    project({COMMENTS: comment(20_001, APPROVED)})
    result = run("build", root=root)
    assert result.code == 1
    assert f"{COMMENTS}:5: error: the comment has 20,001 characters; 20,000 are the most\n" in result.err
    assert 'the most is "longest_body" in site.yaml' in result.err
    assert (root / "site/articles/welcome/index.html").read_bytes() == before


@pytest.mark.parametrize("status", ["", "  status: pending\n", "  status: spam\n"])
def test_a_comment_that_is_not_shown_may_be_longer(status: str, project: Project, run: Run) -> None:
    root = project({WELCOME: ARTICLE, COMMENTS: comment(20_001, status)})
    assert run("build", root=root).code == 0


def test_the_setting_counts_for_files_that_did_not_change(project: Project, run: Run) -> None:
    root = project({WELCOME: ARTICLE, COMMENTS: comment(500, APPROVED)})
    assert run("build", root=root).code == 0
    for most, code in ((400, 1), (500, 0), (499, 1)):
        project({"content/site.yaml": f"{SETTINGS}comments: {{longest_body: {most}}}\n"})
        result = run("build", root=root)
        assert result.code == code, result.output
        assert (f"the comment has 500 characters; {most} are the most" in result.err) == bool(code)


def test_html_nested_thousands_of_elements_deep_is_an_error_at_its_line(project: Project, run: Run) -> None:
    root = project({WELCOME: ARTICLE})
    assert run("build", root=root).code == 0
    project({WELCOME: ARTICLE + "<div>\n" * 6000})
    result = run("build", root=root)
    assert result.code == 1
    assert f"{WELCOME}:5007: error: HTML nested more than 5,000 elements deep\n" in result.err
    assert "close each element that is opened" in result.err


def test_suggestions_for_thousands_of_faults_put_the_words_in_order_once(project: Project, run: Run) -> None:
    from generator.base.problems import _in_order

    items = "".join(
        f"- {{id: c{number}, author: Bob, date: 2026-11-02, body: Hi, status: approved, reply_to: zc{number}}}\n"
        for number in range(300)
    )
    before = _in_order.cache_info().misses
    result = run("check", root=project({WELCOME: ARTICLE, COMMENTS: items}))
    assert result.output.count("which is no comment here") == 300
    assert _in_order.cache_info().misses - before < 10
