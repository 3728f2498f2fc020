"""Templates that come compiled: used where they were made from the same source, else compiled as ever."""

from pathlib import Path

import pytest

from generator.theme import TemplateFault, open_theme
from generator.theme import precompiled as module
from generator.theme.precompiled import Precompiled, write

NAME, SOURCE = "greeting.html", "<p>{{ view }}</p>\n"


@pytest.fixture
def compiled(tmp_path: Path) -> Path:
    """A folder of compiled templates."""
    theme = tmp_path / "theme"
    theme.mkdir()
    (theme / NAME).write_text(SOURCE)
    write(open_theme([theme]).as_python(), tmp_path / "compiled")
    return tmp_path / "compiled"


def test_the_same_source_has_its_code_which_knows_where_the_template_lies(compiled: Path) -> None:
    code = Precompiled(compiled).code(NAME, SOURCE, "templates/greeting.html")
    assert code is not None
    assert code.co_filename == "templates/greeting.html"


@pytest.mark.parametrize(("name", "source"), [(NAME, SOURCE + " "), ("other.html", SOURCE)])
def test_another_source_or_name_has_none(compiled: Path, name: str, source: str) -> None:
    assert Precompiled(compiled).code(name, source, "x") is None


def test_another_version_of_what_compiles_has_none(compiled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAKE", "another")
    assert Precompiled(compiled).code(NAME, SOURCE, "x") is None


def test_a_folder_that_is_not_there_or_broken_has_none(compiled: Path, tmp_path: Path) -> None:
    assert Precompiled(tmp_path / "nowhere").code(NAME, SOURCE, "x") is None
    for file in compiled.glob("*.py"):
        file.write_text("def (")
    assert Precompiled(compiled).code(NAME, SOURCE, "x") is None


def test_an_error_in_a_template_that_came_compiled_is_told_from_the_template(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    theme = tmp_path / "theme"
    theme.mkdir()
    (theme / "page.html").write_text("<p>\n{{ view.nothing }}\n</p>\n")
    write(open_theme([theme]).as_python(), tmp_path / "compiled")
    monkeypatch.setattr("generator.theme.bytecode.Precompiled", lambda: Precompiled(tmp_path / "compiled"))
    opened = open_theme([theme])
    with pytest.raises(TemplateFault) as raised:
        opened.render("page.html", 1)  # type: ignore[arg-type]  # a wrong value is what is tried
    place = raised.value.problem.place
    assert (place.path, place.line) == ("templates/page.html", 2)
