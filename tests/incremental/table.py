"""The table from edit to rewritten files, `tests/cases/incremental/table.txt`, and how it is regenerated.

`python -m tests.incremental.table` writes it; read what changed before you keep it.
"""

import datetime as dt
import re
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from generator.base.file_stamps import TICK
from generator.build.pipeline import build
from generator.build.terms import Options
from generator.site.project import Project
from generator.site.visibility import Clock
from tests.small import photo, small_site
from tests.support import NOW, ROOT, write_files
from tests.trees import differing, tree

TABLE = ROOT / "tests" / "cases" / "incremental" / "table.txt"
_HEAD = """\
The small site of tests/small.py is built, edited, and built again. For each edit this says which files of the output
are other ones then (~), new (+) or gone (-), and which were made again only to find that they are as they were (=).
"every page" and "every feed" stand for all of them; a star stands for the digest in a file's name.

python -m tests.incremental.table writes this file anew.
"""


@dataclass(frozen=True)
class Edit:
    """An edit of files, by what is replaced in them, or of the time."""

    title: str
    path: str = ""
    old: str = ""
    #: What stands in its place; bytes are a whole file, and nothing deletes it.
    new: str | bytes | None = ""
    now: str = NOW


ARTICLES = "content/articles"
FIRST = f"{ARTICLES}/2026-01-01-first.md"
SECOND = f"{ARTICLES}/2026-02-01-second.md"
THIRD = f"{ARTICLES}/2026-02-02-third.md"
COMMENTS = "content/comments/first.yaml"
TIPS = "content/tips/small.yaml"
GIVES = "content/give-log.yaml"
SITE = "content/site.yaml"


def _template(name: str, old: str, new: str) -> bytes:
    """A shipped template with a change, as a site's own."""
    text = (ROOT / "templates" / name).read_text(encoding="utf-8")
    assert old in text, f"{name} has no {old}"
    return text.replace(old, new, 1).encode()


def edits() -> list[Edit]:
    """The edits of the table."""
    new = b"---\ntitle: Fourth\ndate: 2026-02-03\ntags: [giving]\n---\nNew.\n"
    quiet = b"---\ntitle: Hidden\ndate: 2026-02-03\ndraft: true\ntags: [hidden]\n---\nNot yet.\n"
    return [
        Edit("nothing"),
        Edit("a word in an article", SECOND, "| 1 | 2 |", "| one | 2 |"),
        Edit("an article's first paragraph, which lists show", THIRD, "Short.", "Short, but longer."),
        Edit("an article's title", THIRD, "title: Third", "title: The third"),
        Edit("an article's summary", THIRD, "title: Third", "title: Third\nsummary: In short."),
        Edit("an article's question to readers", FIRST, "What did you give?", "What will you give?"),
        Edit("an article's date, still the oldest", FIRST, "id: tag:", "date: 2026-01-02\nid: tag:"),
        Edit("a new article", f"{ARTICLES}/fourth.md", "", new),
        Edit("a new draft", f"{ARTICLES}/hidden.md", "", quiet),
        Edit("an article is deleted", THIRD, "", None),
        Edit("an article gets a tag", SECOND, "tags: [giving]", "tags: [giving, New]"),
        Edit("another spelling of a tag becomes the usual one", SECOND, "tags: [giving]", "tags: [Giving]"),
        Edit("a tag that only articles have is spelled otherwise", FIRST, "C++", "c++"),
        Edit("an old address", THIRD, "title: Third", "title: Third\naliases: [/old/third/]"),
        Edit("an image is another picture", f"{ARTICLES}/photo.jpg", "", photo(seed=3)),
        Edit("a page's text", "content/pages/about.md", "Us.", "Us, again."),
        Edit("a pitch's text", "content/pitches/half.md", "Why it works.", "Why it works so well."),
        Edit("a lead's text", "content/leads/job.md", "A real opening.", "A real opening.\n\nStill there."),
        Edit("the time passes a lead's last day", now="2027-05-01T00:00:00+00:00"),
        Edit("an episode's transcript", "content/episodes/talk.md", "Hello. Goodbye.", "Hello. Farewell."),
        Edit("a new comment", COMMENTS, "- {id: c2", "- {id: c3, author: Ed, date: 2026-06-03, body: No., status: approved}\n- {id: c2"),
        Edit("a comment that waits", COMMENTS, "- {id: c2", "- {id: c3, author: Ed, date: 2026-06-03, body: No.}\n- {id: c2"),
        Edit("a comment's text", COMMENTS, "Me too.", "Me as well."),
        Edit("a mention", "content/mentions/first.yaml", "A post", "Some post"),
        Edit("a new tip", TIPS, "  - {id: two", "  - {id: three, text: Wait., date: 2026-07-01}\n  - {id: two"),
        Edit("a tip's text", TIPS, "Ask later.", "Ask much later."),
        Edit("a new give", GIVES, "  - {id: g2", "  - {id: g3, date: 2026-05-13, kind: tip, what: One more}\n  - {id: g2"),
        Edit("an outcome that is no longer shown", GIVES, "outcome_consent: true", "outcome_consent: false"),
        Edit("a static file", "content/static/robots-are-welcome.txt", "yes", "no"),
        Edit("the site's own style sheet", "templates/assets/css/own.css", "", b"body { color: #123 }\n"),
        Edit("the template of articles", "templates/article.html", "", _template("article.html", "{% block", "{# x #}{% block")),
        Edit("a part of articles' pages", "templates/partials/comment.html", "", _template("partials/comment.html", "</", " </")),
        Edit("the site's description", SITE, "A site with one", "The site with one"),
        Edit("an author's biography", SITE, "Writes here.", "Writes there."),
        Edit("the size of lists' pages", SITE, "page_size: 2", "page_size: 3"),
        Edit("the number of items in feeds", SITE, "page_size: 2", "page_size: 2\nfeeds: {items: 2}"),
        Edit("a link in the menu", SITE, "menu: [", "menu: [{label: Tips, url: /tips/}, "),
    ]  # fmt: skip


#: A file that is younger, in seconds, is copied once more by the next build, as its stamp proves nothing yet.
AGE = 1.2 * TICK / 1e9


class Table:
    """The small site, edited and taken back."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "project"
        write_files(self.root, small_site())
        time.sleep(AGE)
        self.made = self.build(NOW)
        self.tree = tree(self.root / "site")

    def build(self, now: str) -> tuple[str, ...]:
        """The files that a build makes."""
        options = Options(clock=Clock(dt.datetime.fromisoformat(now)), output=self.root / "site", jobs=1)
        outcome = build(Project(self.root), options, lambda _step, _done, _of: None)
        assert outcome.written is not None, outcome.problems
        return outcome.made

    def row(self, edit: Edit) -> str:
        """What an edit does, as the table has it. The site is as it was before, afterwards."""
        path = self.root / edit.path
        was = path.read_bytes() if edit.path and path.exists() else None
        if edit.new is None:
            path.unlink()
        elif isinstance(edit.new, bytes):
            write_files(self.root, {edit.path: edit.new})
        elif was is not None:
            text = was.decode()
            assert edit.old in text, edit.title
            path.write_bytes(text.replace(edit.old, edit.new, 1).encode())
        if "static" in edit.path:
            time.sleep(AGE)
        made = self.build(edit.now)
        now = tree(self.root / "site")
        if was is not None:
            path.write_bytes(was)
        elif edit.path:
            path.unlink()
        if "static" in edit.path:
            time.sleep(AGE)
        self.build(NOW)
        assert differing(tree(self.root / "site"), self.tree) == [], f"{edit.title}: not taken back"
        return "\n".join([edit.title, *_lines(self.tree, now, made)])


def _lines(before: dict[str, bytes], after: dict[str, bytes], made: tuple[str, ...]) -> list[str]:
    """What changed, a file a line, with what was made in vain."""
    marked = {
        path: "~" if path in before and path in after else "+" if path in after else "-"
        for path in differing(before, after)
    }
    marked |= {path: "=" for path in made if path not in marked}
    found = []
    for mark in "~+-=":
        of = {path for path, one in marked.items() if one == mark}
        for name, pattern in (("every page", r".*\.html"), ("every feed", r"(?!sitemap).*(?:\.xml|feed\.json)")):
            every = {path for path in before if re.fullmatch(pattern, path)}
            if every <= of:
                of = (of - every) | {name}
        found += [f"  {mark} {re.sub(r'[.][0-9a-f]{8,}(?=[.-])', '.*', path)}" for path in sorted(of)]
    return found or ["  nothing"]


def table(folder: Path) -> str:
    """The whole table as it is now."""
    site = Table(folder)
    return _HEAD + "".join(f"\n{site.row(edit)}\n" for edit in edits())


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        TABLE.write_text(table(Path(place)), encoding="utf-8")
    sys.stdout.write(f"{TABLE.relative_to(ROOT)} is written\n")
