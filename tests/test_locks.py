"""The locks have what pyproject.toml asks for, with hashes, and are what everything installs from."""

import importlib.metadata
import re
import shutil
import subprocess
import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from generator.hosts.github_pages import workflow
from generator.markup import markdown
from generator.theme import quick_code

ROOT = Path(__file__).parents[1]
WORKFLOWS = ROOT / ".github/workflows"
NAMES = ("build", "develop", "run")
INSTALL = (
    "--require-hashes -r locks/build.txt && pip install --require-hashes --no-build-isolation -r locks/run.txt"
    " && pip install --no-deps --no-build-isolation ."
)
EVERYWHERE = {"python_version": "3.11", "python_full_version": "3.11.0", "sys_platform": "linux", "extra": ""}


def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def locked(name: str) -> dict[str, tuple[Requirement, list[str]]]:
    """What a lock has: by name its requirement and its hashes."""
    text = (ROOT / f"locks/{name}.txt").read_text(encoding="utf-8")
    lines = re.sub(r"\\\n", " ", re.sub(r"^ *#.*\n", "", text, flags=re.MULTILINE)).splitlines()
    parts = [line.split(" --hash=") for line in lines]
    found = [(Requirement(first), [piece.strip() for piece in hashes]) for first, *hashes in parts]
    assert len({one.name for one, _ in found}) == len(found) > 0
    return {canonicalize_name(one.name): (one, hashes) for one, hashes in found}


def version(requirement: Requirement) -> str:
    (only,) = requirement.specifier
    assert only.operator == "=="
    return only.version


def wanted(name: str) -> list[str]:
    """What pyproject.toml asks for where this lock is used."""
    read = project()
    build, run = read["build-system"]["requires"], read["project"]["dependencies"]
    extras = [line for lines in read["project"]["optional-dependencies"].values() for line in lines]
    search = read["project"]["optional-dependencies"]["search"]
    asked: dict[str, list[str]] = {"build": build, "run": run + search, "develop": build + run + extras}
    return asked[name]


@pytest.mark.parametrize("name", NAMES)
def test_every_requirement_is_locked_within_its_bounds(name: str) -> None:
    lock = locked(name)
    for line in wanted(name):
        requirement = Requirement(line)
        pin, _ = lock[canonicalize_name(requirement.name)]
        assert requirement.specifier.contains(version(pin)), f"{line}: locked is {pin}; make lock"


@pytest.mark.parametrize("name", NAMES)
def test_every_line_has_hashes(name: str) -> None:
    for pin, hashes in locked(name).values():
        assert hashes, pin
        assert [one for one in hashes if not re.fullmatch(r"sha256:[0-9a-f]{64}", one)] == [], pin


@pytest.mark.parametrize("name", ["build", "run"])
def test_locks_agree(name: str) -> None:
    develop = locked("develop")
    for key, (pin, hashes) in locked(name).items():
        other, found = develop[key]
        assert (version(other), found) == (version(pin), hashes)
        # What tests need as well may be asked for everywhere.
        assert other.marker in {None, pin.marker}


@pytest.mark.parametrize("name", NAMES)
def test_what_is_locked_brings_nothing_that_is_not(name: str) -> None:
    lock = locked(name)
    missing, seen = [], 0
    for key, (pin, _) in lock.items():
        try:
            there = importlib.metadata.distribution(key)
        except importlib.metadata.PackageNotFoundError:
            continue
        if there.version != version(pin):
            continue  # the tests run with other releases
        seen += 1
        asked = [Requirement(line) for line in there.requires or ()]
        asked = [one for one in asked if one.marker is None or one.marker.evaluate(dict(EVERYWHERE))]
        missing += [f"{key}: {one}" for one in asked if canonicalize_name(one.name) not in lock]
    assert missing == []
    assert seen


def test_quick_ways_are_on_with_what_is_locked() -> None:
    """After `make lock`, compare the new release (see CONTRIBUTING.md), and list it."""
    run = locked("run")
    assert f"{version(run['markdown'][0])}.final.0" in markdown.QUICK_VERSIONS
    assert version(run["jinja2"][0]) in quick_code.QUICK_VERSIONS


def test_each_upper_bound_has_its_reason() -> None:
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").split("\ndependencies = [\n")[1].split("\n]")[0]
    above = dict(pairwise(line.strip() for line in lines.splitlines()))
    bounded = [line for line in above.values() if "<" in line]
    assert len(bounded) == len([one for one in project()["project"]["dependencies"] if "<" in one]) > 0
    assert [line for before, line in above.items() if "<" in line and not before.startswith("# ")] == []


def test_hosts_of_the_demo_install_from_the_locks() -> None:
    assert (WORKFLOWS / "pages.yml").read_text(encoding="utf-8") == workflow(INSTALL)
    command = tomllib.loads((ROOT / "netlify.toml").read_text(encoding="utf-8"))["build"]["command"]
    assert command == f"pip install {INSTALL} && goodword build --strict"


@pytest.mark.parametrize("path", sorted(WORKFLOWS.glob("*.yml")), ids=lambda path: path.name)
def test_workflows_name_what_is_there(path: Path) -> None:
    jobs = yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"]
    run = "\n".join(step.get("run", "") for job in jobs.values() for step in job["steps"])
    assert [name for name in re.findall(r"locks/[\w.]+", run) if not (ROOT / name).is_file()] == []
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"\bmake ([a-z-]+)", run)) - targets == set()
    # What is neither locked nor asked for by pyproject.toml has no business there.
    for line in re.findall(r"pip install ([^\n&]*)", run):
        assert re.search(r"--require-hashes|--no-deps", line), line


@pytest.mark.skipif(shutil.which("make") is None, reason="no make")
@pytest.mark.parametrize("name", NAMES)
def test_a_renewed_lock_is_installed(name: str) -> None:
    lock = f"locks/{name}.txt"
    told = subprocess.run(
        ["make", "--dry-run", f"--what-if={lock}", "lint"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert f"--require-hashes --no-build-isolation --requirement {lock}" in told.stdout


def test_a_merge_is_tried_on_each_system_with_each_python() -> None:
    """From the oldest that is admitted to the newest, none left out; what may fail is said."""
    job = yaml.safe_load((WORKFLOWS / "tests.yml").read_text(encoding="utf-8"))["jobs"]["merge"]
    assert [step["run"] for step in job["steps"] if "run" in step][-1] == ".ci/run"
    matrix = job["strategy"]["matrix"]
    assert {name.partition("-")[0] for name in matrix["os"]} == {"ubuntu", "macos", "windows"}
    minors = [int(python.partition(".")[2]) for python in matrix["python"]]
    assert project()["project"]["requires-python"] == f">=3.{minors[0]}"
    assert minors == list(range(minors[0], minors[-1] + 1))
    tried = (ROOT / "Makefile").read_text(encoding="utf-8").split("\nPYTHONS := ")[1].splitlines()[0].split()
    assert set(tried) == {"python3", *(f"python3.{minor}" for minor in minors)}
    assert [python for python in matrix["include"] if python["python"].endswith("t")] == matrix["include"] != []
    assert "endsWith(matrix.python, 't')" in job["continue-on-error"]
