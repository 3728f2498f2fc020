"""What is packed: the wheel carries the theme, and builds a site without the repository it came from."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.support import NOW, ROOT, SITE, Result, run_apart, write_files


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel of the project as it stands."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (packed,) = folder.glob("goodword-*.whl")
    return packed


def files_below(folder: Path) -> set[str]:
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_wheel_holds_the_package_the_theme_the_lock_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as packed:
        names = set(packed.namelist())
    package = {f"generator/{name}" for name in files_below(ROOT / "generator")}
    theme = {f"generator/templates/{name}" for name in files_below(ROOT / "templates")}
    assert "generator/templates/base.html" in theme
    compiled = {name for name in names if name.startswith("generator/theme/compiled/")}
    rest = {name for name in names if ".dist-info/" not in name}
    assert rest - compiled == package | theme | {"generator/scaffold/lock.txt"}
    assert len(compiled) == len([name for name in theme if name.endswith(".html")]) + 1


def test_wheel_names_the_command_and_its_license(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as packed:
        info = {name.split("/", 1)[1]: name for name in packed.namelist() if ".dist-info/" in name}
        command = packed.read(info["entry_points.txt"]).decode()
        license_text = packed.read(info["licenses/LICENSE"])
    assert "goodword = generator.start:main" in command
    assert license_text == (ROOT / "LICENSE").read_bytes()


def test_unpacked_wheel_builds_a_site(wheel: Path, tmp_path: Path) -> None:
    installed, root = tmp_path / "installed", tmp_path / "project"
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(installed)
    write_files(
        root,
        {
            "content/site.yaml": SITE,
            "content/articles/hello.md": "---\ntitle: Hello\ndate: 2026-11-02\nsummary: A start.\n---\nGive first.\n",
        },
    )
    where = subprocess.run(
        [sys.executable, "-c", "import generator; print(generator.__file__)"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(installed)},
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    assert Path(where.stdout.strip()).is_relative_to(installed)
    done: Result = run_apart("build", "--now", NOW, root=root, cwd=tmp_path, env={"PYTHONPATH": str(installed)})
    assert done.code == 0, done.output
    page = (root / "site" / "articles" / "hello" / "index.html").read_text(encoding="utf-8")
    assert "<title>Hello" in page
    assert "Give first." in page
    # The theme came compiled: nothing of it had to be compiled here.
    assert not (root / ".goodword" / "cache" / "templates").exists()
