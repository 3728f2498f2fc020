"""CONTRIBUTING.md, followed to the letter: one file is added to a copy of this checkout, and nothing is edited."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import NOW, ROOT, SITE, write_files

TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
FILES = dict(re.findall(r"<!-- (generator/\S+\.py) -->\n```python\n(.*?)```", TEXT, re.DOTALL))
ARTICLE = "---\ntitle: ALL OF IT\naliases: [/old/]\n---\nA.\n"
#: Beside the file: what a site says to have it, what is then in which file, and what the build says. Where it is no
#: file, what `share` says.
CHAPTERS = {
    "generator/feeds/lines.py": (
        "feeds: {formats: [rss, lines]}\n",
        "site/feed.txt",
        "https://site.example/articles/a/ https://site.example:article:a ALL OF IT",
        "",
    ),
    "generator/checks/shouting.py": (
        "",
        "site/articles/a/index.html",
        "ALL OF IT",
        "content/articles/2020-01-01-a.md:2:8: warning: the title is all capitals",
    ),
    "generator/hosts/shed.py": ("", "site/_shed", "/old/ /articles/a/", ""),
    "generator/comments/wall.py": (
        'comments: {provider: wall, host: "https://wall.example"}\n',
        "site/articles/a/index.html",
        'href="https://wall.example/write?about=',
        "",
    ),
    "generator/networks/pinboard.py": ("", "", "--- The pinboard: 31 of 90 characters ---\n\nALL OF IT\n\nA.", ""),
}
CHECKED = ("generator", "templates", "tests", "pyproject.toml", "CONTRIBUTING.md", "docs")


def test_each_chapter_has_its_file() -> None:
    assert {name for name in FILES if not name.startswith("generator/kinds/")} == set(CHAPTERS)
    for shelf in ("feed", "check", "host", "comment system", "network"):
        chapter = TEXT.partition(f"## Add a {shelf}\n")[2].partition("\n## ")[0]
        (name,) = [name for name in CHAPTERS if f"<!-- {name} -->" in chapter]
        assert f"`goodword.{name.split('/')[1]}`" in chapter


@pytest.mark.slow(reason="copies the checkout, and runs the program, the linters and the shelf's own tests in the copy")
@pytest.mark.parametrize("name", CHAPTERS)
def test_chapter_works_to_the_letter(name: str, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    for one in CHECKED:
        if (ROOT / one).is_dir():
            shutil.copytree(ROOT / one, copy / one, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / one, copy / one)
    write_files(copy, {name: FILES[name]})
    environment = {**os.environ, "PYTHONPATH": str(copy)}

    def run(*arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", *arguments],
            cwd=copy,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout + done.stderr

    settings, path, said, problem = CHAPTERS[name]
    write_files(tmp_path / "site", {"content/site.yaml": SITE + settings, "content/articles/2020-01-01-a.md": ARTICLE})
    told = run("generator", "--root", str(tmp_path / "site"), "build", "--now", NOW)
    if not path:
        assert said in run("generator", "--root", str(tmp_path / "site"), "share", "article/a")
    else:
        assert said in (tmp_path / "site" / path).read_text(encoding="utf-8")
    assert problem in told
    run("ruff", "format", "--check", "--no-cache", name)
    run("ruff", "check", "--no-cache", name)
    linter = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    linted = subprocess.run(linter, cwd=copy, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert linted.returncode == 0, linted.stdout
    run("mypy", "--strict", "--cache-dir", str(ROOT / ".mypy_cache/chapters"), name)
    run(
        "pytest",
        "-n0",
        "-q",
        "-p",
        "no:cacheprovider",
        f"tests/shelves/test_{name.split('/')[1]}.py",
        "-k",
        "not installed",
    )
