"""`goodword schema`: what it prints and writes, and what it leaves alone."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests.conftest import Project, Run
from tests.support import SITE

EVENT = "kinds:\n  event: {label: Event, plural: Events, fields: {place: text, free: yes/no}, required: [place]}\n"
NAMES = ["article", "comment", "episode", "event", "give", "lead", "mention", "page", "pitch", "tip", "site", "people"]


def test_it_lists_its_names_and_prints_each(project: Project, run: Run) -> None:
    root = project({"content/site.yaml": SITE + EVENT})
    listed = run("schema", root=root)
    assert (listed.code, sorted(listed.out.split())) == (0, sorted(NAMES))
    for name in NAMES:
        result = run("schema", name, root=root)
        assert (result.code, result.err) == (0, "")
        schema = json.loads(result.out)
        Draft202012Validator.check_schema(schema)
        assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_a_kind_of_the_site(project: Project, run: Run) -> None:
    schema = json.loads(run("schema", "event", root=project({"content/site.yaml": SITE + EVENT})).out)
    assert schema["required"] == ["title", "place"]
    assert {"place", "free", "tags", "draft"} <= schema["properties"].keys()
    assert schema["description"] == "The front matter of content/events/*.md."
    assert schema["properties"]["free"]["type"] == ["boolean", "string", "null"]


def test_an_article_as_it_is_printed(project: Project, run: Run) -> None:
    schema = json.loads(run("schema", "article", root=project({})).out)
    assert schema["additionalProperties"] is False
    assert schema["required"] == ["title"]
    assert schema["properties"]["comments"] == {
        "anyOf": [
            {"enum": ["open", "closed", "off"]},
            {"type": ["string", "null"], "pattern": r"^\s*(?:open|closed|off)\s*$"},
        ],
        "description": "Whether readers can comment. One of: open, closed, off.",
        "default": "open",
    }
    assert schema["properties"]["title"] == {
        "type": ["string", "number", "boolean"],
        "pattern": r"^\s*(?:\S[\s\S]*)\s*$",
        "patternErrorMessage": "It must be text.",
        "description": "What it is called.",
        "examples": ["A title"],
    }


def test_outside_of_a_project(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("schema", "article").code == 0
    result = run("schema", "--all")
    assert result.code == 2
    assert "name a folder: --all DIR" in result.err
    assert run("schema", "--all", "here").code == 0
    assert len(list((tmp_path / "here").glob("*.json"))) == len(NAMES) - 1


def test_all_into_the_project_and_only_what_differs(project: Project, run: Run) -> None:
    root = project({"content/site.yaml": SITE + EVENT})
    assert f"{len(NAMES)} schemas written, 0 unchanged." in run("schema", "--all", root=root).out
    assert {path.stem for path in (root / ".schemas").iterdir()} == set(NAMES)
    assert f"0 schemas written, {len(NAMES)} unchanged." in run("schema", "--all", root=root).out
    article = root / ".schemas/article.json"
    article.write_text("{}", encoding="utf-8")
    result = run("schema", "--all", root=root)
    assert result.code == 2
    assert "is no schema that Goodword made" in result.err
    assert article.read_text(encoding="utf-8") == "{}"


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("articel",), 'no kind "articel"; did you mean "article"?'),
        (("article", "--all", "x"), "one KIND, or --all"),
        (("--all", "content/x"), "is in content/, where nothing is made"),
        (("--all", "content/site.yaml"), "is in content/"),
        (("--all", "README.md"), "is a file, not a folder"),
    ],
)
def test_what_cannot_be_done(
    args: tuple[str, ...], words: str, project: Project, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project({"README.md": "Read me.\n"})
    monkeypatch.chdir(root)
    result = run("schema", *args)
    assert result.code == 2
    assert words in result.err


def test_settings_that_cannot_be_read_leave_the_others(project: Project, run: Run) -> None:
    result = run("schema", "article", root=project({"content/site.yaml": "title: [\n"}))
    assert result.code == 0
    assert "content/site.yaml:2" in result.err
    assert json.loads(result.out)["required"] == ["title"]
