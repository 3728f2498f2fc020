"""The workflow for GitHub Pages: YAML that a runner can read, and the address from the repository's own settings."""

from typing import Any

import yaml

from generator.hosts.github_pages import workflow


def read(**options: str) -> dict[Any, Any]:
    found: dict[Any, Any] = yaml.load(workflow(**options), yaml.BaseLoader)  # noqa: S506 (it makes text only)
    return found


def steps(job: str, **options: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = read(**options)["jobs"][job]["steps"]
    return found


def test_it_builds_on_a_push_every_day_and_by_hand() -> None:
    on = read()["on"]
    assert on["push"] == {"branches": ["main"]}
    minute, hour, *rest = on["schedule"][0]["cron"].split(" ")
    assert (minute.isdigit(), hour.isdigit(), rest) == (True, True, ["*", "*", "*"])
    assert "workflow_dispatch" in on


def test_it_may_publish_and_nothing_more() -> None:
    permissions = {"actions": "read", "contents": "read", "pages": "write", "id-token": "write"}
    assert read()["permissions"] == permissions


def test_address_with_its_path_comes_from_the_step_that_knows_it() -> None:
    build = steps("build")
    known = next(number for number, step in enumerate(build) if step.get("id") == "pages")
    used = next(number for number, step in enumerate(build) if "goodword build" in step.get("run", ""))
    assert build[known]["uses"].startswith("actions/configure-pages@")
    assert known < used
    assert build[used]["run"] == 'goodword build --strict --base-url "${{ steps.pages.outputs.base_url }}"'


def test_output_folder_is_what_is_published() -> None:
    upload = next(step for step in steps("build") if "upload-pages-artifact" in step.get("uses", ""))
    assert upload["with"] == {"path": "site"}
    assert read()["jobs"]["publish"]["needs"] == "build"


def test_requirement_and_version_are_the_projects() -> None:
    build = steps("build", requirement=".", python="3.12")
    assert any(step.get("run") == "pip install ." for step in build)
    assert any(step.get("with") == {"python-version": "3.12"} for step in build)
    assert any(step.get("run") == "pip install -r requirements.txt" for step in steps("build"))
