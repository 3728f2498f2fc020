"""What other packages add, read from their files of entry points."""

import sys
from pathlib import Path

import pytest

from generator.base import installed

POINTS = """\
[console_scripts]
pigeon = pigeons.cli:main

[goodword.kinds]
# kinds = wrong:KIND
bird = birds.kinds.bird:KIND
egg = egg:KIND [extra]
gone = not_there:KIND
"""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder whose packages can be imported."""
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    return tmp_path


def install(place: Path, name: str, points: str | None) -> None:
    folder = place / f"{name}-1.dist-info"
    folder.mkdir()
    if points is not None:
        (folder / "entry_points.txt").write_text(points)


def test_sources_of_what_adds_are_its_package_or_its_module(place: Path) -> None:
    (place / "birds/kinds").mkdir(parents=True)
    (place / "birds/__init__.py").write_text("raise RuntimeError\n")
    (place / "egg.py").write_text("raise RuntimeError\n")
    (place / "pigeons").mkdir()
    (place / "pigeons/__init__.py").write_text("")
    install(place, "birds", POINTS)
    install(place, "pigeons", "[console_scripts]\npigeon = pigeons:main\n")
    install(place, "silent", None)
    assert installed.additions() == (POINTS,)
    assert installed.added_sources() == (str(place / "birds"), str(place / "egg.py"))


def test_folders_are_found_where_imports_are(place: Path) -> None:
    install(place, "a", None)
    assert str(place / "a-1.dist-info") in installed.metadata_folders()
    sys.path.remove(str(place))
    assert str(place / "a-1.dist-info") not in installed.metadata_folders()
