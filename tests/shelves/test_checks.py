"""The shelf of checks: each of them keeps the contract, and another package can add one."""

import pkgutil
from pathlib import Path
from typing import Any

import pytest

import generator.checks
from generator.build import execute, steps
from generator.checks.base import Check, Content, EntriesRead, FilesMade, MediaKnown, checks
from tests.conftest import Project
from tests.shelves.installing import install, run_with
from tests.support import NOW

MODULES = sorted(one.name for one in pkgutil.iter_modules(generator.checks.__path__) if one.name != "base")


def test_every_file_of_the_shelf_is_a_check_of_its_name_in_the_order_in_which_they_are_found() -> None:
    assert len(MODULES) > 5
    assert [name.replace("-", "_") for name in checks()] == MODULES


@pytest.mark.parametrize("check", checks().values(), ids=checks())
def test_a_check_belongs_to_a_stage(check: Check[Any]) -> None:
    assert check.stage in {EntriesRead, MediaKnown, FilesMade}
    assert check.run.__doc__


def test_facts_are_frozen_and_say_what_they_are() -> None:
    for facts in (Content, EntriesRead, MediaKnown, FilesMade):
        assert facts.__struct_config__.frozen
        assert facts.__doc__


def test_who_runs_the_checks_knows_none_by_name() -> None:
    for module in (steps, execute):
        text = Path(str(module.__file__)).read_text(encoding="utf-8")
        lines = [line for line in text.splitlines() if "generator.checks" in line]
        assert [line.split(" import ")[0] for line in lines] == ["from generator.checks.base"]


#: A check for each stage.
OUTSIDE = '''\
"""Of pigeons."""

from generator.base.problems import Place
from generator.checks.base import Check, {stage}


def run(facts: {stage}) -> None:
    """Report pigeons."""
    {code}


CHECK = Check(name="{stage}", stage={stage}, run=run)
'''
TITLES = """for entry in facts.entries:
        if "pigeon" in entry.fields.title:
            facts.report.warning(facts.where.field(entry.source, "title"), f"{type(facts).__name__}: a pigeon")
"""
SIZES = """for path, size in facts.sizes():
        if "pigeon" in path and size:
            facts.report.warning(Place(facts.source(path) or path), f"FilesMade: {path} has a pigeon")
"""
PAGE = "content/articles/2020-01-01-pigeons.md"
SAID = (
    f"{PAGE}: warning: FilesMade: articles/pigeons/index.html has a pigeon\n",
    f"{PAGE}:2:8: warning: EntriesRead: a pigeon\n",
    f"{PAGE}:2:8: warning: MediaKnown: a pigeon\n",
)


def test_installed_package_adds_a_check_to_each_stage(tmp_path: Path, project: Project) -> None:
    root = project({PAGE: "---\ntitle: Of pigeons\n---\nCoo.\n"})
    codes = {"EntriesRead": TITLES, "MediaKnown": TITLES, "FilesMade": SIZES}
    installed = install(
        tmp_path, "checks", {stage.lower(): OUTSIDE.format(stage=stage, code=code) for stage, code in codes.items()}
    )
    for command, code in ((("check",), 1), (("build", "--now", NOW), 0)):
        found = run_with(installed, *command, root=root)
        assert found.code == code
        assert [line for line in SAID if line not in found.output] == []
    assert run_with(installed, "build", "--strict", "--now", NOW, root=root).code == 1
    assert "pigeon" not in run_with(None, "build", "--now", NOW, root=root).err
