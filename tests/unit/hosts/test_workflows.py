"""The workflows that ask before they build: their steps run here as a runner would, with the answers of GitHub put in."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.hosts.base import PYTHON, hosts
from generator.hosts.github_pages import workflow
from generator.hosts.setup import workflows
from tests.conftest import Project
from tests.support import ROOT

pytestmark = pytest.mark.posix

BASH = shutil.which("bash")
pytestmark = pytest.mark.skipif(
    BASH is None or os.name == "nt", reason="a runner for these workflows has bash and Linux"
)

#: Tip b came out on 2 November 2026, the digest of its week on the 9th; c will in the year 2999.
TIPS = """\
title: Small
tips:
  - {id: a, text: One, date: 2026-10-01}
  - {id: b, text: Two, date: 2026-11-02}
  - {id: c, text: Three, date: 2999-11-02}
"""
COMMIT, OTHER = "c" * 40, "d" * 40
BEFORE, AFTER = "2026-11-01T05:17:00Z", "2026-11-10T05:17:00Z"


def read(text: str) -> dict[Any, Any]:
    found: dict[Any, Any] = yaml.load(text, yaml.BaseLoader)  # noqa: S506 (it makes text only)
    return found


def step(text: str, start: str) -> dict[str, Any]:
    (found,) = [one for one in read(text)["jobs"]["build"]["steps"] if one.get("name", "").startswith(start)]
    return dict(found)


def program(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(0o755)


def runs(script: str, root: Path, tools: Path, **environment: str) -> tuple[int, str, str]:
    """A step's exit code, what it printed, and what it gave to later steps."""
    given = tools / "output"
    given.write_text("", encoding="utf-8")
    program(tools, "goodword", f'exec "{sys.executable}" -m generator "$@"')
    program(tools, "curl", 'printf "%s\\n" "$@"')
    done = subprocess.run(
        [str(BASH), "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=root,
        env={
            "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "GITHUB_OUTPUT": str(given),
            "GITHUB_REF_NAME": "main",
            "GITHUB_SHA": COMMIT,
            **environment,
        },
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout + done.stderr, given.read_text(encoding="utf-8")


@pytest.fixture
def tools(tmp_path: Path) -> Path:
    folder = tmp_path / "tools"
    folder.mkdir()
    return folder


@pytest.mark.parametrize(
    ("last", "due"),
    [
        (f"{COMMIT} {BEFORE}", "true"),
        (f"{COMMIT} {AFTER}", "false"),
        # The last good run was of another commit: a push that was not published comes out now.
        (f"{OTHER} {AFTER}", "true"),
        # There was none yet, or GitHub has deleted it.
        ("", "true"),
    ],
)
def test_pages_asks_since_the_last_good_run_of_the_same_commit(
    last: str, due: str, project: Project, tools: Path
) -> None:
    root = project({"content/tips/a.yaml": TIPS})
    program(tools, "gh", f"echo {last!r}" if last else "true")
    code, said, given = runs(step(workflow(), "Ask")["run"], root, tools)
    assert (code, given) == (0, f"due={due}\n"), said


def test_problems_lead_to_a_build_and_a_machine_that_fails_to_a_failure(project: Project, tools: Path) -> None:
    root = project({"content/tips/a.yaml": TIPS + "titel: x\n"})
    program(tools, "gh", f"echo '{COMMIT} {AFTER}'")
    ask = step(workflow(), "Ask")["run"]
    assert runs(ask, root, tools)[::2] == (0, "due=true\n")
    program(tools, "gh", "exit 4")
    assert runs(ask, root, tools)[::2] == (4, "")
    program(tools, "gh", f"echo '{COMMIT} no-time'")
    assert runs(ask, root, tools)[::2] == (2, "")


def test_only_a_schedule_asks_and_a_no_skips_all_that_follows() -> None:
    jobs = read(workflow())["jobs"]
    steps = jobs["build"]["steps"]
    asked = next(number for number, one in enumerate(steps) if one.get("id") == "ask")
    assert steps[asked]["if"] == "github.event_name == 'schedule'"
    assert [one.get("if") for one in steps[:asked]] == [None] * asked
    # Where the step was skipped there is no answer, and everything goes on.
    assert {one["if"] for one in steps[asked + 1 :]} == {"steps.ask.outputs.due != 'false'"}
    assert jobs["build"]["outputs"] == {"due": "${{ steps.ask.outputs.due }}"}
    assert jobs["publish"]["if"] == "needs.build.outputs.due != 'false'"


SCHEDULED = hosts()["netlify"].setup.files()[workflows.SCHEDULED]


@pytest.mark.parametrize(
    ("last", "commit", "due"),
    [(BEFORE, AFTER, "true"), (AFTER, BEFORE, "false"), ("", BEFORE, "true"), ("", AFTER, "false")],
)
def test_scheduled_asks_since_its_last_good_run_else_since_the_newest_commit(
    last: str, commit: str, due: str, project: Project, tools: Path
) -> None:
    root = project({"content/tips/a.yaml": TIPS})
    program(tools, "gh", f"echo '{last}'" if last else "true")
    program(tools, "git", f'test "$*" = "log -1 --format=%cI" && echo {commit}')
    code, said, given = runs(step(SCHEDULED, "Ask")["run"], root, tools)
    assert (code, given) == (0, f"due={due}\n"), said


def test_hook_is_called_and_missed(tmp_path: Path, tools: Path) -> None:
    call = step(SCHEDULED, "Let Netlify build")
    assert call["if"] == "steps.ask.outputs.due == 'true' || github.event_name == 'workflow_dispatch'"
    hook = "https://api.netlify.example/build_hooks/1"
    code, said, _ = runs(call["run"], tmp_path, tools, BUILD_HOOK=hook)
    assert (code, said.split()[-1]) == (0, hook)
    assert "POST" in said
    code, said, _ = runs(call["run"], tmp_path, tools, BUILD_HOOK="")
    assert code == 1
    assert said.startswith("::error::Netlify is to build, and there is no secret BUILD_HOOK")


@pytest.mark.parametrize(("host", "days"), [("netlify", "1,4"), ("cloudflare", "*")])
def test_scheduled_looks_on_the_hosts_days_and_may_only_read(host: str, days: str) -> None:
    text = hosts()[host].setup.files()[workflows.SCHEDULED]
    found = read(text)
    assert found["on"]["schedule"] == [{"cron": f"17 5 * * {days}"}]
    assert found["permissions"] == {"contents": "read", "actions": "read"}
    steps = found["jobs"]["build"]["steps"]
    assert any(one.get("run") == "pip install -r requirements.txt" for one in steps)
    assert any(one.get("with") == {"python-version": PYTHON} for one in steps)
    assert not [word for word in ("HOST ", "WHY", "ASK\n", "DAYS", "PYTHON", "REQUIREMENT") if word in text]
