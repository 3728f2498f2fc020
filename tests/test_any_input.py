"""Whatever stands in content/, a build ends with exit code 0 or 1, and every feed of it can be read."""

import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import event, given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.problems import MADE
from tests.support import NOW, SITE, run_here, write_files

ODD = [
    "", " ", "no", "0123", "12:30", "a" * 300, "é", "e\u0301", "日本語", "🎉", "\u202e", "\u2028", "\x85", "\ufeff", "\u200b", "\ufdd0", "\ufffe", "\x00", "\x1b", "\ud7ff", "\U0010ffff", "<b>", "</p>", "]]>", "<!--", "-->", "<script>", "&", "&amp;", "&#0;",
    "&#xD800;", "&#xFFFE;", '"', "'", "`", "{{ x }}", "{% x %}", "{a}", "%", "%s", "\\", "/", "//", "..", "?", "#", "#a", ":", "|", "*", "_", "**a", "[x]", "[x](", "![x](y)", "[x](http://[)", "[x](//)", "[x](%00)", "[x](https://a℀b.example/)", "[x](http://[:::]/)", "![x](http://a:99999/y.png)", "<img src='https://[/'>", "<iframe src='http://℀/'></iframe>", "[x](/%2e%2e/)", "[x](<a b>)", "<a href='http://['>",
    "<a href=x y=z>", "<img src=x>", "<img srcset='a 1x, b 2x'>", "[^1]\n\n[^1]: note", "\n\n```\ncode", "\n\n| a |\n|---|\n", "[TOC]", "\n# h {: #x }", "*[A]: b\n\nA", "\n    > a\n1. b", "$1", "\\1", "\\g<0>", "{'a': 1}", "CON", "a/b", "http://[", "https://[::1",
    "https://a.example/%zz?a=b&c=d#e", "https://user:p@a.example:99999/", "mailto:a@b.example", "javascript:alert(1)", "2026-11-02", "1000-01-01", "9000-12-31 23:59:59-12:00", "2026-03-29 02:30", "2026-10-25T02:30:00+02:00", "2027-01-01", "tag:x,2026:y", "true", "open",
]  # fmt: skip
# What YAML cannot hold has tests of its own: here the rest of the program is tried.
_UNSEEN = dict.fromkeys([*range(9), 11, 12, *range(14, 32), *range(127, 160), 0xFFFE, 0xFFFF])
odd = st.one_of(st.sampled_from(ODD), st.text(max_size=8))
text = st.lists(odd, min_size=1, max_size=5).map("".join).map(lambda words: f"{words} a")
slug = st.sampled_from(["x", "a.b", "日本", "Ab", "~a", "x_y", "a" * 200])
url = st.sampled_from(
    ["https://a.example/%zz?a=b&c=d#e", "https://user:p@a.example:9999/", "http://[::1]/", "https://日本.example/ä"]
)
target = st.one_of(
    url, st.sampled_from(["/", "/a/", "/articles/a0/#x", "/%zz", "/a?b=c", "mailto:a@b.example", "tel:+1"])
)
moment = st.sampled_from(
    ["2026-11-02", "2026-03-29 02:30", "1000-01-01", "9000-12-31", "2026-12-01T13:00:00+01:00", "2027-01-01"]
)
few = st.integers(0, 3)


def fields(required: dict[str, Any], optional: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(required, optional=optional)


shared = {
    "tags": st.lists(text, max_size=2),
    "summary": text,
    "slug": slug,
    "id": st.uuids().map(lambda number: f"urn:uuid:{number}"),
    "aliases": st.lists(st.uuids().map(lambda name: f"/old/ö/{name}"), max_size=2),
    "expires": moment,
    "updated": moment,
    "ask": text,
    "draft": st.booleans(),
    "comments": st.sampled_from(["open", "closed", "off"]),
    "image": fields(
        {"src": st.sampled_from(["a.jpg", "/a.jpg", "https://a.example/b.jpg"]), "alt": text},
        {"credit": text, "license": text},
    ),
}
article = fields({"title": text, "date": moment}, {**shared, "series": text})
pitch = fields(
    {
        "title": text,
        "template": text.map(lambda words: words + " {name}"),
        "slots": st.just([{"name": "name", "label": "L", "example": "E"}]),
    },
    {**shared, "for": text},
)
episode = fields(
    {"title": text, "date": moment, "audio": st.just({"src": "https://cdn.example/a.mp3", "bytes": "1"})},
    {
        **shared,
        "season": few,
        "episode": few,
        "guests": st.lists(fields({"name": text}, {"url": url}), max_size=2),
        "transcript": text,
        "chapters": st.just([{"at": "0:00", "title": "A"}]),
        "explicit": st.booleans(),
    },
)
lead = fields(
    {"title": text, "date": moment, "employer": text, "expires": moment},
    {"location": text, "remote": st.booleans(), "employment_type": text, "url": st.just("https://a.example/")},
)
tip = fields(
    {"id": st.uuids().map(str), "text": text},
    {
        "date": moment,
        "topic": text,
        "tags": st.lists(text, max_size=2),
        "more": text,
        "source": fields({"name": text}, {"url": url}),
    },
)
library = fields(
    {"title": text, "tips": st.lists(tip, max_size=3)},
    {"description": text, "queue": st.just({"start": "2026-10-20", "every": "weekday", "at": "02:30"})},
)
give = fields(
    {"id": st.uuids().map(str), "date": moment, "kind": st.sampled_from(["tip", "other"]), "what": text},
    {"to": text, "link": target, "outcome": text, "outcome_consent": st.booleans()},
)
give_log = fields(
    {"gives": st.lists(give, max_size=3)}, {"title": text, "plan": st.just({"start": "2026-03-01", "weeks": "5"})}
)
comment = fields(
    {"id": st.uuids().map(str), "author": text, "date": moment, "body": text, "status": st.just("approved")},
    {"url": url},
)
mention = fields(
    {"source": st.just("https://a.example/"), "date": moment, "status": st.just("approved")},
    {"author": text, "title": text, "kind": st.sampled_from(["like", "reply"])},
)
site = fields(
    {"title": text, "url": st.sampled_from(["https://a.example", "https://a.example/b/", "http://[::1]:8000/"])},
    {
        "description": text,
        "timezone": st.sampled_from(["UTC", "Pacific/Kiritimati", "America/Adak", "Europe/Berlin"]),
        "language": st.sampled_from(["en", "ar", "de", "pt-BR", "xx"]),
        "permalinks": st.just({"article": "/{year}/{month}/{day}/{slug}/"}),
        "community": st.lists(fields({"label": text, "url": target}, {"note": text}), max_size=2),
        "podcast": fields({}, {"title": text, "author": text, "owner_name": text, "category": text}),
    },
)


def written(values: Any) -> str:
    """The values as YAML: JSON is YAML, where every scalar is text."""
    return json.dumps(_as_text(values), ensure_ascii=False)


def _as_text(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _as_text(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_as_text(one) for one in value]
    return str(value).lower() if isinstance(value, bool) else str(value).translate(_UNSEEN)


def page(values: Any, body: str) -> bytes:
    return f"---\n{written(values)}\n---\n{body}\n".encode("utf-8", "replace")


def built(files: dict[str, str | bytes]) -> None:
    """Builds a project of these files; its exit code is 0 or 1, and then its feeds can be read."""
    root = Path(tempfile.mkdtemp())
    try:
        write_files(root, {"content/site.yaml": SITE, **files})
        result = run_here("build", "--now", NOW, root=root)
        assert result.code in {0, 1}, result.output
        event(f"exit {result.code}")
        if result.code == 0:
            for path in (root / "site").rglob("*.xml"):
                etree.parse(path)
            for path in (root / "site").rglob("*.json"):
                json.loads(path.read_text(encoding="utf-8"))
            for path in (root / "site").rglob("*.html"):
                path.read_text(encoding="utf-8")
    finally:
        shutil.rmtree(root)


@settings(max_examples=40)
@given(data=st.data())
def test_odd_values_in_every_kind(data: st.DataObject) -> None:
    draw = data.draw
    files: dict[str, str | bytes] = {
        "content/articles/a.jpg": MADE["a JPEG picture"](),
        "content/static/a.jpg": MADE["a JPEG picture"](),
    }
    for number in range(draw(few)):
        files[f"content/articles/a{number}.md"] = page(draw(article), draw(text))
    for folder, kind in (
        ("pitches", pitch),
        ("episodes", episode),
        ("leads", lead),
        ("pages", fields({"title": text}, shared)),
    ):
        if draw(st.booleans()):
            files[f"content/{folder}/{folder}.md"] = page(draw(kind), draw(text))
    for path, kind in (("tips/small", library), ("give-log", give_log), ("site", site)):
        if draw(st.booleans()):
            files[f"content/{path}.yaml"] = written(draw(kind))
    if "content/articles/a0.md" in files:
        files["content/comments/a0.yaml"] = written(draw(st.lists(comment, max_size=3)))
        files["content/mentions/a0.yaml"] = written(draw(st.lists(mention, max_size=3)))
    built(files)


names = st.sampled_from(
    [
        "site.yaml", "give-log.yaml", "articles/x.md", "articles/welcome.md", "pages/x.md", "tips/x.yaml", "pitches/x.md", "episodes/x.md", "leads/x.md", "comments/welcome.yaml", "mentions/welcome.yaml",
        "static/x.png", "static/x.svg", "static/x.txt", "static/_headers", "static/robots.txt", "articles/x.jpg",
    ]
)  # fmt: skip


@settings(max_examples=40)
@given(
    files=st.dictionaries(
        names, st.one_of(st.binary(max_size=100), text.map(lambda words: words.encode("utf-8", "replace"))), max_size=4
    )
)
def test_any_bytes_in_any_file(files: dict[str, bytes]) -> None:
    built({f"content/{name}": data for name, data in files.items()})
