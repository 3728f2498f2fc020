"""The JSON Schemas against the reader of fields: what it takes they take, and what has the wrong shape they refuse."""

import re
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

from generator.base.decoding import decode
from generator.base.problems import Place, Problem, Report
from generator.comments.choose import choose
from generator.content.entry_reader import read_entry
from generator.content.files import is_yaml
from generator.feeds.base import choices
from generator.kinds.declared import all_kinds, known
from generator.pages.kind import Kind
from generator.privacy import people
from generator.scaffold.schemas import as_file, schemas
from generator.schema.fields import FileContext, Invalid
from generator.schema.front_matter import read_yaml
from generator.site.declared import DeclaredKind
from generator.site.settings import read_site
from tests import test_any_input as odd
from tests.problems import _bytes, read_topics
from tests.schemas import has_null_word, node_of, refusals
from tests.support import ROOT

DECLARED = DeclaredKind(
    label="Event",
    plural="Events",
    fields={
        "starts": "datetime",
        "ends": "date",
        "place": "text",
        "link": "url",
        "price": "number",
        "free": "yes/no",
        "speakers": "list",
    },
    required=("starts", "place", "free"),
)
KINDS: dict[str, Kind] = all_kinds({"event": DECLARED})
MADE = {name: as_file(schema) for name, schema in schemas(KINDS).items()}
UTC = ZoneInfo("UTC")
#: What the reader says of a shape that a schema can say as well.
_SHAPE = re.compile(
    r'unknown key|the key "(?!date")\w+" is missing|cannot be "|must be (?:a list|keys with values|a single value|a whole number|true or false|a date(?! that exists)|a web address|a time of day|between)'
)


def said(name: str, path: str, text: str) -> list[Problem]:
    """What reading a file reports as errors."""
    data = text.encode("utf-8", "surrogatepass")
    if name in KINDS:
        found = read_entry(path, data, KINDS[name], UTC).problems
    else:
        report = Report()
        node = read_yaml(decode(data, path, report) or "", path, report)
        if node is not None and name == "people":
            people._read(node, FileContext(path, report, UTC))
        elif node is not None:
            site = read_site(node, report)
            if not isinstance(site, Invalid):
                choose(site, report)
                # A check of the whole site says so, which would need one.
                for form in set(site.feeds.formats or ()) - {form.name for form in choices()}:
                    report.error(Place(path), f'"formats" cannot be "{form}"')
        found = tuple(report)
    return [problem for problem in found if problem.severity == "error"]


def compare(name: str, path: str, text: str) -> str:
    """Compares the reader with the schema; returns what both said."""
    node = node_of(path, text)
    if node is None or has_null_word(node):
        return "not comparable"
    wrong, refused = said(name, path, text), refusals(MADE[name], node)
    if not wrong:
        assert refused == [], f"{path}\n{text}"
        return "both take it"
    if any(_SHAPE.search(problem.message) for problem in wrong):
        assert refused, f"{path}: {[problem.message for problem in wrong]}\n{text}"
        return "both refuse it"
    return "the reader alone refuses it" if not refused else "both refuse it"


def name_of(path: str) -> str:
    """The schema of a file, by its place."""
    if re.fullmatch(r"content/site\.ya?ml", path, re.IGNORECASE):
        return "site"
    if path == people.SOURCE:
        return "people"
    folder = path.split("/")[1]
    for name, kind in known().items():
        if kind.folder in {folder, path.removeprefix("content/")} and is_yaml(path) != kind.is_markdown:
            return name if path.lower().endswith((".md", ".markdown", ".yaml", ".yml")) else ""
    return ""


def files() -> list[tuple[str, str, str]]:
    found = []
    for root in (ROOT, ROOT / "generator/scaffold/files"):
        for path in sorted((root / "content").rglob("*.*")):
            place = path.relative_to(root).as_posix()
            if path.suffix in {".md", ".yaml"} and "static" not in place and path.stem != "README" and name_of(place):
                text = re.sub(r"@@(\w+)@@", _gap, path.read_text(encoding="utf-8"))
                found.append((name_of(place), place, text))
    return found


def _gap(match: re.Match[str]) -> str:
    known = {"url": "https://site.example", "today": "2026-11-02", "later": "2026-12-02", "timezone": "UTC"}
    return known.get(match[1], {"id": "tag:site.example,2026", "language": "en"}.get(match[1], "ann"))


@pytest.mark.parametrize(("name", "path", "text"), files(), ids=lambda value: str(value)[:60])
def test_what_is_written_here_is_taken(name: str, path: str, text: str) -> None:
    assert compare(name, path, text) == "both take it"


def test_cases_are_refused_where_their_shape_is_wrong() -> None:
    seen: dict[str, int] = {}
    for topic in read_topics():
        for case in topic.cases:
            for path, how, text in case.files:
                if (
                    not path.startswith(("content/", "private/"))
                    or how.startswith("made:")
                    or not (name := name_of(path))
                ):
                    continue
                decoded = decode(_bytes(how, text), path, Report())
                outcome = compare(name, path, decoded) if decoded is not None else "not comparable"
                seen[outcome] = seen.get(outcome, 0) + 1
    assert seen["both refuse it"] >= 60, seen
    assert seen["both take it"] >= 40, seen


MARKDOWN = {"article": odd.article, "pitch": odd.pitch, "episode": odd.episode, "lead": odd.lead}
YAML = {"tip": odd.library, "give": odd.give_log, "site": odd.site}


@settings(max_examples=60)
@given(data=st.data(), name=st.sampled_from([*MARKDOWN, *YAML]))
def test_right_and_odd_values(data: st.DataObject, name: str) -> None:
    values = data.draw({**MARKDOWN, **YAML}[name])
    text = odd.written(values)
    path = f"content/{name}.md" if name in MARKDOWN else f"content/{name}.yaml"
    event(compare(name, path, f"---\n{text}\n---\nText.\n" if name in MARKDOWN else text))


#: Values as they are written: some of each type, right and wrong for most keys.
WRITTEN = [
    "", "~", "text", '""', "'  '", "null", "no", "true", '"true"', "True", "yes", "0", "30", "030", "-5", "1.5", "1e3", "0x1F", '"30"', "999999999999999", "9999999999999999", "2026-11-02", "2026-1-2", "2026-02-30",
    "2026-13-01", "'2026-11-02 07:30'", "2026-11-02T07:30:00+01:00", "2026-11-02 07:30:15 Z", "2026-11-02 25:00", "9999-12-31", "12:30", '"07:30"', "1:02:30", "https://a.example/x?y#z", "ftp://a.example", "//a.example", "/a/", "/", "mailto:a@b.example",
    "tag:example.org,2026:x", "a b", "a-b", "über", "a..b", "a/b", "日本", "ann@example.org", "en", "pt-BR", "Europe/Berlin", "open", '" open "', "Open", "off", "approved", "pending", "none", "role", "referral", "day", "page", "isso", "disqus", "text", "[]", "[a, b]", "[1, true]", "[[a]]", "{}", "{a: b}",
    "[{}]", "{src: a.jpg, alt: b}", "[{name: a, label: b, example: c}]", "{start: 2026-01-01, weeks: 5}", "{start: 2026-01-01, weeks: 5000}", "[{from: 2026-01-01, to: 2026-01-02}]", "{provider: isso, host: 'https://a.example'}", "{provider: isso}", "{provider: giscus, hots: x}", "{host: x}",
    "[rss, atom]", "[rss, atmo]", "{ann: {name: Ann}}", "{ann: {nmae: Ann}}", "{words_per_minute: 20}", "{src: 'https://a.example/b.mp3', bytes: 1}",
]  # fmt: skip


def keys_of(schema: dict[str, Any]) -> list[str]:
    return [*schema.get("items", schema).get("properties", {"ann": 0}), "nobody"]


@st.composite
def mappings(draw: st.DrawFn, name: str, depth: int = 0) -> str:
    """A file's keys with any of those values; required ones are mostly there and right."""
    keys = keys_of(schemas(KINDS)[name])
    chosen = draw(st.lists(st.sampled_from(keys), unique=True, max_size=4))
    lines = [f"{key}: {draw(st.sampled_from(WRITTEN))}" for key in chosen]
    right = RIGHT.get(name, [])
    lines += [line for line in right if line.partition(":")[0] not in chosen]
    return "\n".join(lines)


RIGHT = {
    "article": ["title: A", "date: 2026-01-01"],
    "page": ["title: A"],
    "pitch": ["title: A", "template: a {name}", "slots: [{name: name, label: b, example: c}]"],
    "episode": ["title: A", "date: 2026-01-01", "audio: {src: a.mp3}"],
    "lead": ["title: A", "date: 2026-01-01", "employer: B", "expires: 2026-02-02"],
    "event": ["title: A", "date: 2026-01-01", "starts: 2026-02-02", "place: B", "free: true"],
    "tip": ["title: A"],
    "give": ["title: A"],
    "site": ["title: A", "url: https://a.example"],
    "comment": ["id: a", "author: A", "date: 2026-01-01", "body: B"],
    "mention": ["source: https://a.example", "date: 2026-01-01"],
    "people": ["name: A"],
}


@settings(max_examples=400)
@given(data=st.data(), name=st.sampled_from(sorted(RIGHT)))
def test_any_values_in_any_keys(data: st.DataObject, name: str) -> None:
    if name == "people":
        keys = ["name", "email", "role", "initials", "consent", "asked", "note", "nobody"]
        chosen = data.draw(st.lists(st.sampled_from(keys), unique=True, max_size=4))
        body = [f"{key}: {data.draw(st.sampled_from(WRITTEN))}" for key in chosen]
        text = "ann:\n" + "".join(f"  {line}\n" for line in body + ["name: A"] * ("name" not in chosen))
    else:
        text = data.draw(mappings(name))
        if name in {"comment", "mention"}:
            text = "- " + text.replace("\n", "\n  ")
    markdown = name in KINDS and KINDS[name].is_markdown
    path = "private/people.yaml" if name == "people" else f"content/x/2026-01-01-x.{'md' if markdown else 'yaml'}"
    text = f"---\n{text}\n---\nText.\n" if markdown else text
    assume(node_of(path, text) is not None)
    event(compare(name, path, text))


def test_every_key_has_its_words() -> None:
    """Each key of each schema says what it is for, where this is not a matter of the site."""
    silent = [where for name in set(MADE) - {"event"} for where in _silent(schemas(KINDS)[name], name)]
    assert silent == []


def _silent(schema: dict[str, Any], where: str) -> list[str]:
    found = []
    for key, one in schema.get("properties", {}).items():
        if not one.get("description"):
            found.append(f"{where}.{key}")
        found += _silent(one, f"{where}.{key}")
    for part in ("items", "additionalProperties"):
        if isinstance(schema.get(part), dict):
            found += _silent(schema[part], f"{where}[]")
    return found
