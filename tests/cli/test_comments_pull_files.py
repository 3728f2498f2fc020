"""`goodword comments pull SOURCE FILE`: exports and databases of comment systems, and letters."""

import contextlib
import gzip
import json
import random
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Project, Run, soaking
from tests.stand_ins import NOTHING_THERE, Answer, answering
from tests.support import SITE

#: What nobody is to see, in any file.
CANARIES = ("secret.example", "203.0.113", "Agent-secret", "hash-secret", "spam-words", "quoted-words", "signed-words")
ARTICLE = (
    "---\ntitle: The jar\ndate: 2026-11-01\nid: tag:site.example,2026:jar\naliases: [/old/]\n---\n\nThirty slips.\n"
)
FILE = "content/comments/the-jar.yaml"
NOW_AND_THEN = 1_793_600_000


@pytest.fixture
def site(project: Project) -> Path:
    return project({"content/articles/2026-11-01-the-jar.md": ARTICLE})


def said(site: Path) -> str:
    return (site / FILE).read_text() if (site / FILE).exists() else ""


def pulled(site: Path, run: Run, *words: str, code: int = 0) -> str:
    """What a pull printed. The second one brings nothing, and no canary is anywhere."""
    result = run("comments", "pull", *words, root=site)
    assert result.code == code, result.output
    before = said(site)
    assert "nothing is new" in run("comments", "pull", *words, root=site).out
    assert said(site) == before
    everything = "".join(path.read_bytes().decode(errors="replace") for path in site.rglob("*") if path.is_file())
    assert [canary for canary in CANARIES if canary in everything] == []
    assert run("check", root=site).code == 0
    return result.output


def isso_database(file: Path, rows: list[tuple[Any, ...]]) -> Path:
    file.unlink(missing_ok=True)
    with contextlib.closing(sqlite3.connect(file)) as database, database:
        database.execute("CREATE TABLE threads (id INTEGER PRIMARY KEY, uri VARCHAR(256) UNIQUE, title VARCHAR(256))")
        database.execute(
            "CREATE TABLE comments (tid REFERENCES threads(id), id INTEGER PRIMARY KEY, parent INTEGER, created FLOAT,"
            " modified FLOAT, mode INTEGER, remote_addr VARCHAR, text VARCHAR, author VARCHAR, email VARCHAR,"
            " website VARCHAR, likes INTEGER DEFAULT 0, dislikes INTEGER DEFAULT 0, voters BLOB)"
        )
        threads = [(1, "tag:site.example,2026:jar"), (2, "/old/"), (3, "/nowhere/")]
        database.executemany("INSERT INTO threads VALUES (?, ?, 'x')", threads)
        for number, (tid, parent, mode, text, author) in enumerate(rows, 1):
            database.execute(
                "INSERT INTO comments VALUES (?, ?, ?, ?, NULL, ?, '203.0.113.9', ?, ?, 'ben@secret.example', NULL, 0, 0, '')",
                (tid, number, parent, NOW_AND_THEN + number, mode, text, author),
            )
    return file


ROWS = [
    (1, None, 1, "I *gave* first.", "Ben"),
    (1, 1, 2, "Me too.", None),
    (2, None, 4, "", None),
    (2, 3, 1, "An answer to nothing.", "Cem"),
    (3, None, 1, "Lost.", "Dora"),
]


def test_the_database_of_isso_has_what_waits_as_well(site: Path, run: Run) -> None:
    file = isso_database(site.parent / "comments.db", ROWS)
    told = pulled(site, run, "isso", str(file))
    assert "Isso: 3 new comments." in told
    assert "1 about /nowhere/" in told
    assert (
        said(site)
        == """\
- id: isso-1
  author: Ben
  date: 2026-11-02 06:13:21
  body: I *gave* first.
- id: isso-2
  author: Anonymous
  date: 2026-11-02 06:13:22
  reply_to: isso-1
  body: Me too.
- id: isso-4
  author: Cem
  date: 2026-11-02 06:13:24
  body: An answer to nothing.
"""
    )


def test_what_is_gone_from_the_database_loses_its_text_but_not_all_of_it_at_once(site: Path, run: Run) -> None:
    many = [(1, None, 1, f"Word {number}", "Ben") for number in range(20)]
    pulled(site, run, "isso", str(isso_database(site.parent / "comments.db", many)))
    mine = said(site)
    empty = isso_database(site.parent / "comments.db", [])
    told = run("comments", "pull", "isso", str(empty), root=site)
    assert told.code == 1
    assert "20 of 20 comments are not there any more" in told.err
    assert said(site) == mine
    few = isso_database(site.parent / "comments.db", many[:19])
    assert "the-jar/isso-20: deleted there" in run("comments", "pull", "isso", str(few), root=site).out
    assert "Word 19" not in said(site)
    assert "Word 18" in said(site)
    told = run("comments", "pull", "isso", str(isso_database(few, [])), "--all-gone", root=site)
    assert "19 deleted there" in told.out
    assert "Word" not in said(site)


def test_what_looks_like_spam_is_said_and_comes_all_the_same(site: Path, run: Run) -> None:
    rows = [
        (1, None, 1, "I gave first.", "Ben"),
        (1, None, 2, "Buy https://shop.example", "Eve"),
        (1, 1, 1, "Yes", "C"),
    ]
    file = str(isso_database(site.parent / "comments.db", rows))
    line = "  the-jar/isso-2: looks like spam: a link, and nothing else\n"
    dry = run("comments", "pull", "isso", file, "--dry-run", root=site)
    assert dry.out.startswith(f"Isso: 3 new comments, 1 of which looks like spam.\n{line}")
    told = json.loads(run("comments", "pull", "isso", file, "--json", root=site).out)
    assert told["sources"][0]["looks_like_spam"] == {"the-jar/isso-2": ["a link, and nothing else"]}
    assert "words" not in told["sources"][0]
    assert said(site).count("- id:") == 3
    # Like one that was marked as spam before, which is in the file.
    run("comments", "spam", "the-jar/isso-2", root=site)
    file = str(
        isso_database(site.parent / "comments.db", [*rows, (1, 1, 1, "See also www.shop.example, it is fine", "Eve")])
    )
    assert (
        "isso-4: looks like spam: like one that you marked as spam"
        in run("comments", "pull", "isso", file, root=site).out
    )


def test_what_a_source_names_does_nothing_to_the_terminal(site: Path, run: Run) -> None:
    table = site.parent / "form.csv"
    table.write_text("article,author,body\n\x1b]0;owned\x07\u202ewon,Eve,Words\n")
    told = run("comments", "pull", "netlify-forms", str(table), root=site)
    assert "1 about  ]0;owned  won" in told.out
    table.write_text("article,author,body\nben@secret.example,Eve,Words\n")
    assert "secret" not in run("comments", "pull", "netlify-forms", str(table), root=site).output


def test_a_number_that_is_given_again_is_another_comment(site: Path, run: Run) -> None:
    file = isso_database(site.parent / "comments.db", [(1, None, 1, "First.", "Ben"), (1, None, 1, "Second.", "Eve")])
    pulled(site, run, "isso", str(file))
    with contextlib.closing(sqlite3.connect(file)) as database, database:
        # So does Isso: the newest number is free again when its comment is deleted.
        database.execute("UPDATE comments SET text = 'Third.', author = 'Cem', created = created + 500 WHERE id = 2")
        database.execute(
            "INSERT INTO comments SELECT tid, 3, 2, created + 9, modified, mode, remote_addr, 'Fourth.', author, email,"
            " website, likes, dislikes, voters FROM comments WHERE id = 2"
        )
    told = run("comments", "pull", "isso", str(file), root=site)
    assert "2 new comments, 1 deleted there" in told.out
    assert "Second" not in said(site)
    name = f"isso-2.{NOW_AND_THEN + 502}"
    assert f"- id: {name}\n  author: Cem\n" in said(site)
    assert f"reply_to: {name}\n" in said(site)
    mine = said(site)
    assert "nothing is new; 3 were here already" in run("comments", "pull", "isso", str(file), root=site).out
    assert said(site) == mine
    assert run("check", root=site).code == 0


def test_what_is_there_below_an_address_that_is_not_known_is_not_gone(site: Path, run: Run) -> None:
    pulled(site, run, "isso", str(isso_database(site.parent / "comments.db", ROWS)))
    mine = said(site)
    article = site / "content/articles/2026-11-01-the-jar.md"
    # The second thread is below its old address, to which nothing leads any more.
    article.write_text(ARTICLE.replace("aliases: [/old/]\n", ""))
    told = run("comments", "pull", "isso", str(site.parent / "comments.db"), root=site)
    assert "deleted there" not in told.out
    assert "2 about /old/" in told.out
    assert said(site) == mine


def remark(name: str, text: str, **more: Any) -> dict[str, Any]:
    user = {"name": "Ben", "id": "google_hash-secret", "picture": "https://secret.example/p", "ip": "hash-secret"}
    locator = {"site": "tuesday", "url": "https://site.example/old/"}
    return {
        "id": name,
        "pid": "",
        "text": text,
        "user": user,
        "locator": locator,
        "time": "2026-11-02T08:00:00Z",
        **more,
    }


REMARKS = [
    remark("6f9e-1", "<p>I <b>gave</b> first. Ask ben@secret.example</p>"),
    remark("6f9e-2", "<p>So did I.</p>", pid="6f9e-1", user={"name": "Ann", "admin": True}),
    remark("6f9e-3", "", delete=True),
]


def test_remark42_by_its_backup_and_by_its_server(site: Path, run: Run) -> None:
    backup = site.parent / "backup.gz"
    lines = [{"version": 1, "users": [], "posts": []}, *REMARKS]
    backup.write_bytes(gzip.compress("\n".join(map(json.dumps, lines)).encode()))
    assert "Remark42: 2 new comments." in pulled(site, run, "remark42", str(backup))
    assert "author: Ann Example\n  date: 2026-11-02 08:00\n  reply_to: remark42-6f9e-1" in said(site)
    before = said(site)

    def answers(path: str, query: dict[str, str], _headers: dict[str, str]) -> Answer:
        if path != "/api/v1/find" or query["url"] != "https://site.example/old/" or query["format"] != "plain":
            return 200, {}, {"comments": None, "info": {}}
        return 200, {}, {"comments": there, "info": {}}

    there = REMARKS

    with answering(answers) as server:
        live = f"comments: {{provider: remark42, host: '{server}', site_id: tuesday}}\n"
        (site / "content/site.yaml").write_text(SITE + live)
        assert "2 were here already" in run("comments", "pull", root=site).out
        assert said(site) == before
        # A server in trouble has one comment less; what was deleted it says.
        there = REMARKS[:1]
        assert "deleted there" not in run("comments", "pull", root=site).out
        there = [REMARKS[0], {**REMARKS[1], "text": "", "delete": True}]
        assert "remark42-6f9e-2: deleted there" in run("comments", "pull", root=site).out
    assert "So did I" not in said(site)


TABLE = """\
article,author,url,body,ip,user_agent,email,created_at
the-jar,Ben,https://ben.example,"I gave first.

Ask ben@secret.example",203.0.113.9,Agent-secret,ben@secret.example,2026-11-02 08:00:00 UTC
nowhere,Cem,,Lost,203.0.113.9,Agent-secret,c@secret.example,2026-11-02 09:00:00 UTC
"""


def test_netlify_forms_by_its_table_and_by_its_interface(site: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    (site.parent / "form.csv").write_text(TABLE)
    assert "netlify-forms: 1" not in (told := pulled(site, run, "netlify-forms", str(site.parent / "form.csv")))
    assert "1 about nowhere" in told
    assert "Ask (e-mail address left out)" in said(site)
    before = said(site)
    body = "I gave first.\n\nAsk ben@secret.example"
    data = {"article": "the-jar", "author": "Ben", "url": "https://ben.example", "body": body, "ip": "203.0.113.9"}

    def answers(path: str, query: dict[str, str], headers: dict[str, str]) -> Answer:
        if headers.get("authorization") != "Bearer token-1":
            return 401, {}, {"message": "no"}
        if path == "/api/v1/sites/site.example/forms":
            return 200, {}, [{"id": "f1", "name": "comments"}]
        if path == "/api/v1/forms/f1/submissions" and query.get("state") == "spam":
            return 200, {}, [{"id": "s9", "data": {"article": "the-jar", "body": "spam-words"}}]
        if path == "/api/v1/forms/f1/submissions":
            odd = [{"id": "s2", "data": 7}, {"id": "s3", "data": "x"}, {"id": "s4"}]
            return 200, {}, [{"id": "s1", "created_at": "2026-11-02T08:00:00.123Z", "data": data}, *odd]
        return NOTHING_THERE

    with answering(answers) as server:
        monkeypatch.setenv("NETLIFY_API_URL", server)
        monkeypatch.delenv("NETLIFY_AUTH_TOKEN", raising=False)
        none = run("comments", "pull", "netlify-forms", "--allow-private", root=site)
        assert (none.code, "NETLIFY_AUTH_TOKEN" in none.err) == (2, True)
        monkeypatch.setenv("NETLIFY_AUTH_TOKEN", "token-2")
        assert "does not take the token" in run("comments", "pull", "netlify-forms", "--allow-private", root=site).err
        monkeypatch.setenv("NETLIFY_AUTH_TOKEN", "token-1")
        again = run("comments", "pull", "netlify-forms", "--allow-private", root=site)
        assert again.code == 0, again.output
        assert "1 were here already" in again.out
        assert "1 that Netlify takes for spam" in again.out
    assert said(site) == before


CUSDIS = [
    {
        "id": "c-1",
        "by_nickname": "Ben",
        "by_email": "ben@secret.example",
        "content": "I gave first.\nAnd again.",
        "createdAt": "2026-11-02T08:00:00.000Z",
        "page": {"slug": "tag:site.example,2026:jar", "url": "https://site.example/articles/the-jar/"},
        "replies": {"data": [{"id": "c-2", "moderatorId": "m", "content": "Thanks", "page": {"slug": "the-jar"}}]},
    },
    {"id": "c-3", "content": "gone", "deletedAt": "2026-11-03T08:00:00.000Z", "page": {"slug": "the-jar"}},
]


def test_cusdis_by_a_file(site: Path, run: Run) -> None:
    (site.parent / "c.json").write_text(json.dumps({"data": CUSDIS}))
    assert "Cusdis: 2 new comments." in pulled(site, run, "cusdis", str(site.parent / "c.json"))
    assert "reply_to: cusdis-c-1" in said(site)


LETTERS = """\
From ben@secret.example Mon Nov  2 08:00:00 2026
From: Ben Example <ben@secret.example>
To: ann@site.example
Subject: Re: The jar
Message-ID: <m1@secret.example>
Date: Mon, 02 Nov 2026 08:00:00 +0000
X-Originating-IP: 203.0.113.9

I gave first.

On Sun, 1 Nov 2026 at 09:00, Ann <ann@site.example> wrote:
> quoted-words

--\x20
signed-words

From cem@secret.example Mon Nov  2 09:00:00 2026
From: =?utf-8?q?Cem_=C3=96rnek?= <cem@secret.example>
Subject: Something else
Message-ID: <m2@secret.example>
In-Reply-To: <m1@secret.example>
Date: Mon, 02 Nov 2026 09:00:00 +0000
Content-Type: text/html; charset=utf-8

<p>So did <b>I</b>.</p><div class="gmail_quote">quoted-words</div><script>x()</script>

From out@secret.example Mon Nov  2 10:00:00 2026
From: out@secret.example
Subject: Re: The jar
Auto-Submitted: auto-replied
Message-ID: <m3@secret.example>

spam-words

From shop@secret.example Mon Nov  2 10:00:00 2026
From: shop@secret.example
Subject: Cheap
Message-ID: <m4@secret.example>

spam-words

"""


def test_letters_are_comments_without_what_they_quote(site: Path, run: Run) -> None:
    (site.parent / "answers.mbox").write_text(LETTERS)
    told = pulled(site, run, "email", str(site.parent / "answers.mbox"))
    assert "E-mail: 2 new comments." in told
    assert "1 letters about no article" in told
    first, second = said(site).split("- id: ")[1:]
    assert first.endswith("author: Ben Example\n  date: 2026-11-02 08:00\n  body: I gave first.\n")
    assert second.endswith("body: So did **I**.\n")
    assert f"reply_to: {first.split()[0]}\n" in second
    single = LETTERS.split("\n\nFrom cem", maxsplit=1)[0].partition("\n")[2]
    (site.parent / "one.eml").write_text(single)
    assert "1 were here already" in run("comments", "pull", "email", str(site.parent / "one.eml"), root=site).out


FILES = {
    "isso": b"",
    "remark42": "\n".join(map(json.dumps, [{"version": 1}, *REMARKS])).encode(),
    "netlify-forms": TABLE.encode(),
    "cusdis": json.dumps(CUSDIS).encode(),
    "email": LETTERS.encode(),
}


@pytest.mark.parametrize("source", FILES)
def test_damaged_files_end_without_a_traceback(site: Path, run: Run, source: str) -> None:
    file = site.parent / "file"
    good = FILES[source] or isso_database(file, ROWS).read_bytes()
    chance = random.Random(source)  # noqa: S311 (the same damage each time)
    for _ in range(1000 if soaking() else 12):
        data = bytearray(good)
        for _ in range(chance.randint(1, 12)):
            at = chance.randrange(len(data))
            data[at : at + chance.choice((0, 1, 40))] = chance.choice(
                (b"", b"\0", b"\xff", b'"', b"\n", b"{", b"From ")
            )
        file.write_bytes(data)
        result = run("comments", "pull", source, str(file), root=site)
        assert result.code in {0, 1}, result.output
    assert run("check", root=site).code == 0
