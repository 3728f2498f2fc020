"""What a cache is kept for: this program, whose bytes count, and not when or where they were installed."""

import os
import re
import sys
import time
import tomllib
from pathlib import Path

import pytest

from generator.base.checksummed import read_checked, write_checked
from generator.base.file_stamps import TICK
from generator.incremental import fingerprint as program
from tests.support import ROOT


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small program in place of this one."""
    folder = tmp_path / "generator"
    (folder / "part").mkdir(parents=True)
    (folder / "part/one.py").write_text("one = 1\n")
    monkeypatch.setattr(program, "PACKAGE", str(folder))
    return folder


def digest(package: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The digest as the next process finds it."""
    monkeypatch.setattr(program, "_TAKEN", [])
    return program.program_digest(str(package.parent / "kept/program"))


def test_another_byte_is_another_program(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module = package / "part/one.py"
    first, info = digest(package, monkeypatch), module.stat()
    module.write_text("one = 2\n")
    os.utime(module, ns=(info.st_atime_ns, info.st_mtime_ns))
    assert digest(package, monkeypatch) != first
    module.write_text("one = 1\n")
    assert digest(package, monkeypatch) == first, "the same program, installed again"
    module.rename(package / "part/two.py")
    assert digest(package, monkeypatch) != first


def test_other_libraries_are_another_program(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = digest(package, monkeypatch)
    monkeypatch.setattr(program, "metadata_folders", lambda: ["/somewhere/markdown-9.9.dist-info"])
    assert digest(package, monkeypatch) != first


def test_other_rights_are_no_other_program(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = digest(package, monkeypatch)
    (package / "part/one.py").chmod(0o600)
    assert digest(package, monkeypatch) == first


def test_another_python_is_another_program(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = digest(package, monkeypatch)
    stamps = program.program_stamps()
    monkeypatch.setattr(sys, "version", "another")
    monkeypatch.setattr(program, "_TAKEN", [])
    assert program.program_stamps() != stamps
    assert digest(package, monkeypatch) != first


def test_where_the_program_lies_does_not_count(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = digest(package, monkeypatch)
    moved = package.with_name("elsewhere")
    package.rename(moved)
    monkeypatch.setattr(program, "PACKAGE", str(moved))
    assert digest(package, monkeypatch) == first


def test_where_a_library_lies_does_not_count(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(program, "metadata_folders", lambda: ["/somewhere/markdown-3.10.dist-info"])
    first = digest(package, monkeypatch)
    monkeypatch.setattr(program, "metadata_folders", lambda: ["/elsewhere/markdown-3.10.dist-info"])
    assert digest(package, monkeypatch) == first


def test_files_that_decide_nothing(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = digest(package, monkeypatch)
    for name in ("part/one.pyc", "part/one.tmp", "templates/base.html", "part/__pycache__/one.cpython-311.py"):
        (package / name).parent.mkdir(exist_ok=True)
        (package / name).write_text("x")
    assert digest(package, monkeypatch) == first
    (package / "part/data.json").write_text("{}")
    assert digest(package, monkeypatch) != first


def test_the_stamps_are_taken_once(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(program, "_TAKEN", [])
    first = program.program_stamps()
    assert len(first) == 32
    (package / "part/one.py").write_text("one = 3\n")
    assert program.program_stamps() == first, "it is this program that runs"
    monkeypatch.setattr(program, "_TAKEN", [])
    assert program.program_stamps() != first


def test_each_part_of_a_stamp_counts(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = set()
    for at in (-1, 0, 1, 2, 3):
        stamp = tuple(1 + (number == at) for number in range(4))
        monkeypatch.setattr(program, "stamp_of", lambda *_, stamp=stamp: stamp)
        monkeypatch.setattr(program, "_TAKEN", [])
        found.add(program.program_stamps())
    (package / "part/one.py").rename(package / "part/two.py")
    monkeypatch.setattr(program, "_TAKEN", [])
    found.add(program.program_stamps())
    assert len(found) == 6


def test_a_program_that_was_just_written_is_read(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    monkeypatch.setattr(program, "_TAKEN", [])

    def stamp_of(_info: object, _path: str, since: int) -> tuple[int, int, int, int]:
        asked.append(since)
        return (1, 1, 1, 1)

    monkeypatch.setattr(program, "stamp_of", stamp_of)
    before = time.time_ns()
    program.program_stamps()
    assert before - TICK <= asked[0] <= time.time_ns() - TICK


def test_what_is_kept_is_believed_where_no_stamp_changed(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = digest(package, monkeypatch)
    kept = package.parent / "kept/program"
    data = read_checked(kept)
    assert data is not None
    assert data.decode() == program.program_stamps() + first
    write_checked(kept, data[:32] + b"remembered")
    assert digest(package, monkeypatch) == "remembered"
    write_checked(kept, b"0" * 32 + b"remembered")
    assert digest(package, monkeypatch) == first


def test_packages_that_add_to_it_are_part_of_it(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A package that is edited where it lies has the same version."""
    added, module = package.parent / "birds", package.parent / "egg.py"
    (added / "templates").mkdir(parents=True)
    for path in (added / "kind.py", added / "templates/bird.html", module):
        path.write_text("one")
    monkeypatch.setattr(program, "added_sources", lambda: (str(added), str(module), "/in/an/archive.zip/nest"))
    monkeypatch.setattr(program, "additions", lambda: ("[goodword.kinds]",))
    first, stamps = digest(package, monkeypatch), program.program_stamps()
    seen = {first}
    for path in (added / "kind.py", module):
        path.write_text("two")
        seen.add(digest(package, monkeypatch))
    monkeypatch.setattr(program, "additions", lambda: ("[goodword.feeds]",))
    seen.add(digest(package, monkeypatch))
    assert len(seen) == 4
    now = program.program_stamps()
    assert now != stamps
    (added / "templates/bird.html").write_text("three")
    assert digest(package, monkeypatch) in seen, "a build looks at templates on their own"
    assert program.program_stamps() != now, "but somebody has to look"
    (added / "templates/bird.html").write_text("one")
    (added / "kind.py").rename(added / "type.py")
    assert digest(package, monkeypatch) not in seen


def test_where_a_package_lies_that_adds_to_it_does_not_count(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = []
    for name in ("here", "there"):
        added = package.parent / name / "birds"
        added.mkdir(parents=True)
        (added / "kind.py").write_text("one")
        monkeypatch.setattr(program, "added_sources", lambda added=added: (str(added),))
        found.append(digest(package, monkeypatch))
    assert found[0] == found[1]


def test_rooms_above_the_build_are_no_other_program(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = digest(package, monkeypatch)
    (package / "serve").mkdir()
    (package / "serve/server.py").write_text("port = 8000\n")
    assert digest(package, monkeypatch) == first
    (package / "part/serve").mkdir()
    (package / "part/serve/server.py").write_text("port = 8000\n")
    assert digest(package, monkeypatch) != first, "only rooms of the house itself"


def test_what_is_made_of_templates_is_no_other_program(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = digest(package, monkeypatch)
    (package / "theme/compiled").mkdir(parents=True)
    (package / "theme/compiled/base_html.py").write_text("name = 'base.html'\n")
    assert digest(package, monkeypatch) == first
    (package / "compiled").mkdir()
    (package / "compiled/base_html.py").write_text("name = 'base.html'\n")
    assert digest(package, monkeypatch) != first, "only where packing puts it"


def test_those_are_the_rooms_that_the_build_cannot_import() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    (layers,) = [one["layers"] for one in contracts if one["id"] == "layers"]
    above = {name for line in layers[: layers.index("(build)")] for name in re.findall(r"\w+", line)}
    assert above - {"__main__", "start", "cli"} == program._ABOVE
