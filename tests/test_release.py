"""What a release is made of: one version, a changelog, archives that are the same from anywhere, a workflow that may little."""

import io
import os
import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml

from release.changelog import changelog_faults, entries, notes, tag_faults
from release.contents import in_sdist, in_wheel, sdist_faults, wheel_faults
from release.metadata import metadata_faults, relative_links, url_faults
from release.pack import FRESH, USED, copy, pack, tracked, unpack, version
from tests.conftest import Run
from tests.support import ROOT

VERSION = version(ROOT)
CHANGELOG = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
WORKFLOW = ROOT / ".github" / "workflows" / "release.yml"


@pytest.fixture(scope="module")
def files() -> list[str]:
    """What Git keeps, or will keep; in a copy without Git, nothing can be said of it."""
    if not (ROOT / ".git").exists():
        pytest.skip("this is no checkout")
    return tracked(ROOT, new=True)


def test_the_version_that_is_installed_is_said(run: Run) -> None:
    from importlib.metadata import version as installed

    assert installed("goodword") == VERSION, "pyproject.toml has another version now: `make test` installs it"
    assert run("--version").out.startswith(f"goodword {VERSION}")


def test_the_version_is_said_in_one_place(files: list[str]) -> None:
    places = [path for path in files if path.split("/")[0] in {"generator", "templates", "release", "docs"}]
    assert len(places) > 300
    saying = [path for path in places if VERSION.encode() in (ROOT / path).read_bytes()]
    assert not saying


def test_changelog_has_an_entry_for_each_release() -> None:
    assert changelog_faults(CHANGELOG, VERSION) == []
    found = entries(CHANGELOG)
    assert (found[-1].version, str(found[-1].day)) == ("0.1.0", "2026-11-23")
    assert all(entry.text for entry in found[1:])


LOG = """\
# Changelog

## [Unreleased]

## [1.1.0] - 2026-12-24

### Added

- A thing.

## [1.0.0] - 2026-12-01

### Fixed

- Another.
"""


@pytest.mark.parametrize(
    ("change", "number", "told"),
    [
        (("", ""), "1.1.0", []),
        (("", ""), "1.2.0.dev0", []),
        (("## [Unreleased]\n\n", ""), "1.1.0", []),
        (
            ("## [Unreleased]\n\n", ""),
            "1.2.0",
            ["CHANGELOG.md: neither 1.2.0 nor Unreleased is its first entry"],
        ),
        (("", ""), "1.0.5", ["pyproject.toml says 1.0.5, which is older than 1.1.0 in CHANGELOG.md"]),
        ((" - 2026-12-24", ""), "1.1.0", ["CHANGELOG.md: 1.1.0 has no day, such as 2026-11-23"]),
        (("2026-12-24", "2026-13-24"), "1.1.0", ["CHANGELOG.md: 1.1.0 has no day, such as 2026-11-23"]),
        (("2026-12-24", "2026-11-24"), "1.1.0", ["CHANGELOG.md: the days must go down with the versions"]),
        (
            ("1.0.0", "1.10.0"),
            "1.1.0",
            ["CHANGELOG.md: the newest version must be first, and each be there once"],
        ),
        (
            ("### Fixed", "### Better"),
            "1.1.0",
            [
                'CHANGELOG.md: "Better" is no kind of change; there are Added, Changed, Deprecated, Removed, Fixed, Security'
            ],
        ),
        (("[1.0.0]", "[first]"), "1.1.0", ["CHANGELOG.md: Invalid version: 'first'"]),
    ],
)
def test_a_changelog_with_a_fault_is_told(change: tuple[str, str], number: str, told: list[str]) -> None:
    old, new = change
    assert old in LOG
    assert changelog_faults(LOG.replace(old, new, 1) if old else LOG, number) == told


@pytest.mark.parametrize(
    ("tag", "number", "told"),
    [
        ("v1.1.0", "1.1.0", ""),
        ("v1.1.0", "1.2.0", "the tag must be v1.2.0"),
        ("1.1.0", "1.1.0", "the tag must be v1.1.0"),
        ("v1.2.0.dev0", "1.2.0.dev0", "a version between releases"),
        ("v1.2.0", "1.2.0", "CHANGELOG.md needs an entry for the release: ## [1.2.0] - and the day"),
    ],
)
def test_a_tag_must_be_the_version_and_have_its_entry(tag: str, number: str, told: str) -> None:
    faults = tag_faults(tag, number, LOG)
    assert bool(faults) == bool(told)
    assert all(told in fault for fault in faults)


def test_notes_are_the_words_of_the_changelog() -> None:
    assert notes(LOG, "1.1.0") == "### Added\n\n- A thing."
    assert notes(LOG, "1.2.0") == ""
    done = subprocess.run(
        [sys.executable, "-m", "release.changelog", "v0.1.0"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout.startswith("The first version that made whole sites.")
    assert "## [" not in done.stdout
    other = subprocess.run(
        [sys.executable, "-m", "release.changelog", "v9"], cwd=ROOT, capture_output=True, check=False
    )
    assert (other.returncode, other.stderr.decode().strip()) == (1, "CHANGELOG.md has no entry for 9")


# --- the archives ---


@pytest.fixture(scope="module")
def packed(files: list[str], tmp_path_factory: pytest.TempPathFactory) -> list[list[Path]]:
    """sdist and wheel, packed from a fresh copy of the checkout and from one in use."""
    made = []
    for conditions in (FRESH, USED):
        folder = tmp_path_factory.mktemp(conditions.name)
        copy(ROOT, files, folder / "checkout", conditions)
        made.append(pack(sys.executable, folder / "checkout", folder / "dist", conditions))
    return made


def test_archives_are_the_same_from_anywhere(packed: list[list[Path]], tmp_path: Path) -> None:
    for one, other in zip(*packed, strict=True):
        assert one.name == other.name
        assert one.read_bytes() == other.read_bytes(), one.name
    wheel, sdist = sorted(packed[0], key=lambda path: path.suffix, reverse=True)
    assert (wheel.name, sdist.name) == (f"goodword-{VERSION}-py3-none-any.whl", f"goodword-{VERSION}.tar.gz")
    (again,) = pack(sys.executable, unpack(sdist, tmp_path / "unpacked"), tmp_path / "dist", FRESH, "wheel")
    assert again.read_bytes() == wheel.read_bytes()


def test_archives_hold_what_git_keeps_and_an_index_takes_them(packed: list[list[Path]], files: list[str]) -> None:
    sdist, wheel = sorted(packed[1], key=lambda path: path.suffix)
    inside, source = in_wheel(wheel), in_sdist(sdist)
    assert sdist_faults(source, files) == []
    assert wheel_faults(inside, files, ROOT) == []
    assert {"site/.gitignore", "tests/test_release.py", "locks/run.txt", "docs/start.md"} <= source.keys()
    assert metadata_faults(source["PKG-INFO"], VERSION) == []
    assert inside[f"goodword-{VERSION}.dist-info/METADATA"] == source["PKG-INFO"]


def test_rights_of_packed_files_are_those_of_git(packed: list[list[Path]]) -> None:
    sdist, wheel = sorted(packed[1], key=lambda path: path.suffix)
    with tarfile.open(sdist) as archive:
        rights = {member.name.partition("/")[2]: oct(member.mode) for member in archive if member.isfile()}
        owners = {(member.uid, member.gid, member.uname, member.gname, member.mtime) for member in archive}
    assert owners == {(0, 0, "", "", 1580601600)}
    # Windows does not know which files are programs; releases are made on Linux.
    assert rights[".ci/run"] == "0o755" or sys.platform == "win32"
    assert {mode for path, mode in rights.items() if path.endswith((".md", ".html"))} == {"0o644"}
    with zipfile.ZipFile(wheel) as archive:
        assert {oct(info.external_attr >> 16 & 0o777) for info in archive.infolist()} == {"0o644"}
        assert {info.date_time for info in archive.infolist()} == {(2020, 2, 2, 0, 0, 0)}


def test_what_should_not_be_packed_is_told(files: list[str], tmp_path: Path) -> None:
    packed = dict.fromkeys([*files, "PKG-INFO"], b"")
    assert sdist_faults(packed, files) == []
    del packed["LICENSE"]
    packed["private/people.yaml"] = b"ann: {}"
    packed["generator/mine.py"] = b"this must not be packed"
    assert sdist_faults(packed, files) == [
        "the sdist lacks LICENSE",
        "the sdist has generator/mine.py, which should not be in it",
        "the sdist has private/people.yaml, which should not be in it",
        "the sdist has private/people.yaml",
        "the sdist holds what lies about in a checkout, as generator/mine.py",
    ]
    wheel = tmp_path / "x.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("tests/test_site.py", "")
        archive.writestr("generator/__init__.py", "")
    faults = wheel_faults(in_wheel(wheel), files, ROOT)
    assert "the wheel has tests/test_site.py, which should not be in it" in faults
    assert "the wheel lacks generator/templates/base.html" in faults
    assert "the wheel lacks generator/theme/compiled/base_html.py" in faults
    assert "the wheel lacks generator/scaffold/lock.txt" in faults


def test_sdist_of_a_folder_is_read_below_its_one_folder(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "x.tar.gz", "w:gz") as archive:
        info = tarfile.TarInfo("x-1/docs/é.md")
        info.size = 2
        archive.addfile(info, io.BytesIO(b"hi"))
    assert in_sdist(tmp_path / "x.tar.gz") == {"docs/é.md": b"hi"}


METADATA = """\
Metadata-Version: 2.4
Name: goodword
Version: 1.0
Description-Content-Type: text/markdown

A [link](https://x.example/) and [one to nowhere](docs/start.md), ![a picture](<docs/a b.png>), <a href="x.html">x</a>.

[ref]: LICENSE
"""


def test_metadata_that_an_index_would_refuse_is_told() -> None:
    good = METADATA.partition("\n\n")[0] + "\n\nSee <https://x.example/>, [below](#below).\n"
    assert metadata_faults(good.encode(), "1.0") == []
    assert metadata_faults(good.encode(), "1.1") == ["the metadata says version 1.0, and pyproject.toml says 1.1"]
    (fault,) = metadata_faults(good.replace("Name: goodword\n", "").encode(), "1.0")
    assert "'name' is a required field" in fault
    assert metadata_faults(METADATA.partition("\n\n")[0].encode(), "1.0") == [
        "the metadata has no description in Markdown"
    ]
    assert len(metadata_faults(METADATA.encode(), "1.0")) == 4
    assert relative_links(METADATA) == ["docs/start.md", "docs/a", "x.html", "LICENSE"]


def test_outside_of_git_it_is_said_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(OSError, match="a release is made from a Git repository"):
        tracked(tmp_path)
    with pytest.raises(OSError, match="packing in conditions “fresh” fails"):
        pack(sys.executable, tmp_path, tmp_path / "dist", FRESH)


REPOSITORY = "https://github.com/ann/goodword"
URLS = {
    "Source": REPOSITORY,
    "Documentation": f"{REPOSITORY}/blob/main/docs/index.md",
    "Changelog": f"{REPOSITORY}/blob/main/CHANGELOG.md",
    "Issues": f"{REPOSITORY}/issues",
}


@pytest.mark.parametrize(
    ("urls", "told"),
    [
        (URLS, []),
        ({**URLS, "Source": "https://github.com/Ann/Goodword/", "Homepage": "https://goodword.example"}, []),
        ({}, ["pyproject.toml has no Source, Documentation, Changelog, Issues in [project.urls]"]),
        ({**URLS, "Issues": "issues"}, ['pyproject.toml: Issues is "issues", which is no https:// address']),
        (
            {**URLS, "Source": "https://github.com/ben/goodword"},
            [f"pyproject.toml: Source is https://github.com/ben/goodword, and this release is made by {REPOSITORY}"],
        ),
    ],
)
def test_addresses_of_the_project_are_those_of_who_releases(urls: dict[str, str], told: list[str]) -> None:
    assert url_faults(urls, REPOSITORY) == told


def test_addresses_that_are_shown_are_enough() -> None:
    """What CONTRIBUTING.md says to write is what is asked for."""
    shown = re.search(r"```toml\n(  \[project\.urls\]\n.*?)```", CONTRIBUTING, re.DOTALL)
    assert shown
    assert url_faults(tomllib.loads(shown[1])["project"]["urls"], "https://github.com/OWNER/goodword") == []


# --- the workflow ---


@pytest.fixture(scope="module")
def workflow() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.load(WORKFLOW.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 (a safe one)
    return loaded


def test_only_a_tag_starts_a_release(workflow: dict[str, Any]) -> None:
    assert workflow["on"] == {"push": {"tags": ["v*"]}}


def test_each_job_may_what_it_needs_and_no_more(workflow: dict[str, Any]) -> None:
    assert workflow["permissions"] == {}
    jobs = workflow["jobs"]
    assert {name: job["permissions"] for name, job in jobs.items()} == {
        "check": {"contents": "read"},
        "publish": {"id-token": "write"},
        "announce": {"contents": "write"},
    }
    assert {name: job.get("needs") for name, job in jobs.items()} == {
        "check": None,
        "publish": "check",
        "announce": "publish",
    }
    assert jobs["publish"]["environment"]["name"] == "pypi"
    # Where the token can be had, no command of ours is run: files are fetched, and handed on.
    steps = jobs["publish"]["steps"]
    assert [step["uses"].partition("@")[0] for step in steps] == [
        "actions/download-artifact",
        "pypa/gh-action-pypi-publish",
    ]
    assert steps[1]["with"] == {"attestations": "true"}
    assert "secrets." not in WORKFLOW.read_text(encoding="utf-8")


def test_what_the_workflow_runs_is_there(workflow: dict[str, Any]) -> None:
    """Names of tags are values of the environment there, and never part of a script's text."""
    commands = [step["run"] for job in workflow["jobs"].values() for step in job["steps"] if "run" in step]
    assert not [command for command in commands if "${{" in command]
    assert commands[0] == ".ci/run"
    assert os.access(ROOT / ".ci" / "run", os.X_OK) or sys.platform == "win32"
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"make ([a-z-]+)", " ".join(commands)):
        assert f"\n{target}:" in makefile
    for module in re.findall(r"-m (release\.\w+)", " ".join(commands) + makefile):
        assert (ROOT / f"{module.replace('.', '/')}.py").is_file()
