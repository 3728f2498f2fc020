"""Sites that older versions made: they build with this one, and what they published is still where it was.

``tests/sites/VERSION/`` is the source of a site that this version's ``goodword init`` made, with a few texts more, and
``tests/sites/VERSION.txt`` is what the same version published of it: every address, and every name in its feeds by
which readers know an item again. Neither is changed afterwards.
"""

import json
import re
import shutil
from datetime import datetime
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.support import ROOT

SITES = ROOT / "tests" / "sites"
MADE = sorted(path.name for path in SITES.iterdir() if path.is_dir())
NOW = "2026-12-15T12:00:00+00:00"

# The problems that `check` finds today and the site's own version did not: warnings that were added since.
FOUND = {"0.1.0": ["content/site.yaml:57:3: warning: the talk show has no cover"]}

# What was not out yet: a draft, a text with its day still to come, a comment that waits.
WAITING = {"0.1.0": ["A draft that is out nowhere", "It comes out in March", "until you approve it"]}


def published(site: Path) -> list[str]:
    """The addresses that people keep, and the ids of all items of feeds, a line each.

    Files whose names change with their bytes are not among them: pages name the new ones.
    """
    paths = [path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()]
    lines = [path for path in paths if not path.startswith(("assets/", "images/")) and not path.endswith(".gitignore")]
    for path in paths:
        text = (site / path).read_text(encoding="utf-8") if path.endswith((".xml", ".json")) else ""
        ids = re.findall(r"<(?:guid\b[^>]*|id)>([^<]+)</", text)
        if path.endswith("feed.json"):
            ids = [item["id"] for item in json.loads(text)["items"]]
        lines += [f"{path} {found}" for found in ids]
    return sorted(lines)


@pytest.fixture(scope="module", params=MADE)
def older(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """The version, and a copy of the site that it made."""
    version: str = request.param
    root = tmp_path_factory.mktemp("older") / "site-of-somebody"
    shutil.copytree(SITES / version, root)
    return version, root


def test_it_builds_and_keeps_its_addresses_and_ids(older: tuple[str, Path], run: Run) -> None:
    version, root = older
    built = run("build", "--now", NOW, root=root)
    assert built.code == 0, built.output
    was = (SITES / f"{version}.txt").read_text(encoding="utf-8").splitlines()
    assert sum(" " in line for line in was) > 40
    gone = set(was) - set(published(root / "site"))
    assert not gone


def test_what_waited_still_waits(older: tuple[str, Path], run: Run) -> None:
    version, root = older
    assert run("build", "--now", NOW, root=root).code == 0
    written = [path.read_bytes() for path in (root / "site").rglob("*") if path.is_file()]
    sources = [path.read_bytes() for path in (root / "content").rglob("*") if path.is_file()]
    for words in WAITING[version]:
        assert any(words.encode() in data for data in sources), words
        assert not any(words.encode() in data for data in written), words


def test_upgrade_renews_what_its_host_installs_and_nothing_else(
    older: tuple[str, Path], run: Run, tmp_path: Path
) -> None:
    version, root = older
    shutil.copytree(root, tmp_path / "upgraded", ignore=shutil.ignore_patterns(".goodword"))
    root = tmp_path / "upgraded"
    upgraded = run("upgrade", root=root)
    assert upgraded.code == 0, upgraded.output
    installed = (root / "requirements.txt").read_text(encoding="utf-8")
    assert f"goodword=={version}" not in installed
    assert installed.count("--hash=sha256:") > 17
    for path in (path for path in (SITES / version / "content").rglob("*") if path.is_file()):
        assert (root / path.relative_to(SITES / version)).read_bytes() == path.read_bytes()
    assert run("build", "--now", NOW, root=root).code == 0
    was = (SITES / f"{version}.txt").read_text(encoding="utf-8").splitlines()
    assert not set(was) - set(published(root / "site"))


def test_check_finds_what_is_known(older: tuple[str, Path], run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    version, root = older
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(datetime.fromisoformat(NOW).timestamp())))
    checked = run("check", root=root)
    assert re.findall(r"^\S+: (?:error|warning): .*$", checked.out, re.MULTILINE) == FOUND[version]
    assert checked.code == 1
