"""A site is the same on every system, as far as systems can be simulated here: see sitecustomize.py beside this file."""

import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from tests.support import NOW, ROOT, SITE, Result, run_apart, write_files
from tests.trees import tree

pytestmark = pytest.mark.posix

HERE = Path(__file__).resolve().parent

#: As Windows is, as far as it can be; macOS with its file system of today, and with the one of before.
PLATFORMS = {"windows": "bare windows nocase scanner", "apfs": "apfs", "hfs": "hfs", "exfat": "exfat"}
WINDOWS = "bare windows nocase"


def on(platform: str, *args: str, root: Path, jobs: int = 2) -> Result:
    """What became of a command on another system."""
    work = ("--jobs", str(jobs)) if "build" in args else ()
    environment = {
        "PLATFORM": platform,
        "PLATFORM_ROOT": str(root.parent),
        "PYTHONPATH": f"{HERE}{os.pathsep}{ROOT}",
        # A text that is read or written in the system's encoding is another one on Windows.
        "PYTHONWARNDEFAULTENCODING": "1",
        # Whatever the system has of time zones, Goodword brings its own.
        **({"PYTHONTZPATH": ""} if "bare" in platform else {}),
    }
    return run_apart(*args, *work, root=root, cwd=root, env=environment)


def python(platform: str, code: str, root: Path) -> str:
    """What a line of Python says on another system."""
    environment = {
        **os.environ,
        "PLATFORM": platform,
        "PLATFORM_ROOT": str(root),
        "PYTHONPATH": f"{HERE}{os.pathsep}{ROOT}",
    }
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=root, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    return done.stdout.strip() or done.stderr.strip().splitlines()[-1]


def article(title: str, more: str = "", text: str = "Give first.") -> str:
    return f"---\ntitle: {title}\ndate: 2026-11-02\n{more}---\n\n{text}\n"


def files(count: int = 60) -> dict[str, str | bytes]:
    """A site that is made in several processes, with names that systems take in several ways."""
    made: dict[str, str | bytes] = {
        f"content/articles/a{n}.md": article(f"A {n}", f"tags: [t{n % 5}]\n") for n in range(count)
    }
    return made | {
        "content/site.yaml": SITE + "timezone: Europe/Berlin\n",
        "content/articles/Old.md": article("Old", "slug: Old\ntags: [HR]\n"),
        "content/articles/über-uns.md": article(
            "Über uns", "tags: [hr]\n", "See [the guide](/Guide.txt) and [that](Old.md)."
        ),
        "content/static/Guide.txt": "The guide.\n",
        "content/static/Häfen/karte.txt": "A map.\n",
    }


def session(root: Path, build: list[Result], platform: str) -> None:
    """A day with a site: built, built again, changed in several ways, renamed in capitals alone, and checked."""
    write_files(root, files())
    build.append(on(platform, "build", "--now", NOW, root=root))
    build.append(on(platform, "build", "--now", NOW, root=root))
    write_files(
        root,
        {"content/articles/a1.md": article("A 1", "draft: true\n"), "content/articles/a2.md": article("Another 2")},
    )
    build.append(on(platform, "build", "--now", NOW, root=root))
    (root / "content/articles/Old.md").unlink()
    (root / "content/static/Guide.txt").rename(root / "content/static/guide.txt")
    (root / "content/static/Häfen").rename(root / "content/static/häfen")
    write_files(
        root,
        {
            "content/articles/old.md": article("Old", "slug: old\ntags: [hr]\n"),
            "content/articles/über-uns.md": article(
                "Über uns", "tags: [hr]\n", "See [the guide](/guide.txt) and [that](old.md)."
            ),
        },
    )
    build.append(on(platform, "build", "--now", NOW, root=root))
    build.append(on(platform, "check", root=root))
    build.append(on(platform, "build", "--now", NOW, root=root))
    build.append(on(platform, "build", "--now", NOW, root=root))


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The site after that day on this system."""
    root = tmp_path_factory.mktemp("here") / "project"
    session(root, [], "")
    return tree(root / "site")


@pytest.mark.parametrize("name", PLATFORMS)
def test_a_day_with_a_site(tmp_path: Path, here: dict[str, bytes], name: str) -> None:
    root = tmp_path / "project"
    build: list[Result] = []
    session(root, build, PLATFORMS[name])
    assert [result.code for result in build] == [0] * 7, [result.output for result in build]
    assert "nothing changed" in build[1].out
    # Renaming a file changes its ctime, so it is examined once more.
    assert "nothing changed" in build[5].out or ": 0 files written" in build[5].out
    assert "nothing changed" in build[6].out
    # What was renamed in its capitals alone is one file there.
    assert ", 0 removed" in build[3].out, build[3].out
    assert not any("Traceback" in result.output or "fault of Goodword" in result.output for result in build)
    found = {unicodedata.normalize("NFC", path): data for path, data in tree(root / "site").items()}
    assert sorted(found) == sorted(here)
    assert found == here
    again = on(PLATFORMS[name], "build", "--now", NOW, "--clean", "--output", "../again", root=root)
    assert again.code == 0, again.output
    assert {unicodedata.normalize("NFC", path): data for path, data in tree(tmp_path / "again").items()} == here


@pytest.mark.slow(reason="builds the whole demo, with functions of the system replaced by slow ones")
@pytest.mark.parametrize("name", ["windows", "hfs"])
def test_the_demo_site(tmp_path: Path, demo_site: Path, name: str) -> None:
    output = tmp_path / "site"
    environment = {
        "PLATFORM": PLATFORMS[name],
        "PLATFORM_ROOT": str(tmp_path),
        "PYTHONPATH": f"{HERE}{os.pathsep}{ROOT}",
    }
    result = run_apart("build", "--now", NOW, "--output", str(output), "--jobs", "2", root=ROOT, env=environment)
    assert result.code == 0, result.output
    assert tree(output) == tree(demo_site)


def test_a_file_that_is_open_for_long(tmp_path: Path) -> None:
    """The build says which one it is; when it is closed, the next one does the rest."""
    root = tmp_path / "project"
    write_files(
        root,
        {
            "content/site.yaml": SITE,
            "content/articles/a.md": article("First"),
            "content/articles/b.md": article("Gone"),
        },
    )
    assert on(WINDOWS, "build", "--now", NOW, root=root).code == 0
    write_files(root, {"content/articles/a.md": article("Second")})
    with (root / "site/articles/a/index.html").open("rb"):
        result = on(WINDOWS, "build", "--now", NOW, root=root)
    assert result.code == 3
    assert len(result.err.splitlines()) == 1
    assert "/site/articles/a/index.html: it cannot be replaced" in result.err.replace("\\", "/")
    assert "close it in other programs" in result.err
    (root / "content/articles/b.md").unlink()
    with (root / "site/articles/b/index.html").open("rb"):
        result = on(WINDOWS, "build", "--now", NOW, root=root)
    assert result.code == 3
    assert "/site/articles/b/index.html: it cannot be deleted" in result.err.replace("\\", "/")
    assert on(WINDOWS, "build", "--now", NOW, root=root).code == 0
    assert not (root / "site/articles/b").exists()
    assert b"Second" in (root / "site/articles/a/index.html").read_bytes()


def test_a_folder_that_is_open_at_the_first_build(tmp_path: Path) -> None:
    """Its files are moved one by one."""
    root = tmp_path / "project"
    write_files(root, {"content/site.yaml": SITE, "content/articles/a.md": article("First")})
    assert on("windows scanner", "build", "--now", NOW, root=root).code == 0
    assert (root / "site/articles/a/index.html").exists()


def test_a_file_in_place_of_a_folder_and_a_folder_in_place_of_a_file(tmp_path: Path) -> None:
    root = tmp_path / "project"
    write_files(root, {"content/site.yaml": SITE, "content/static/one": "1", "content/static/two/x.txt": "2"})
    assert on(WINDOWS, "build", "--now", NOW, root=root).code == 0
    (root / "content/static/one").unlink()
    (root / "content/static/two/x.txt").unlink()
    (root / "content/static/two").rmdir()
    write_files(root, {"content/static/One/x.txt": "3", "content/static/Two": "4"})
    result = on(WINDOWS, "build", "--now", NOW, root=root)
    assert result.code == 0, result.output
    site = tree(root / "site")
    assert (site["One/x.txt"], site["Two"]) == (b"3", b"4")
    assert not {"one", "two/x.txt"} & set(site)


def test_paths_longer_than_windows_likes(tmp_path: Path) -> None:
    root = tmp_path / ("deep-" * 12) / "project"
    slug = "a-long-way-" * 12 + "home"
    write_files(root, {"content/site.yaml": SITE, "content/articles/a.md": article("Long", f"slug: {slug}\n")})
    place = root / "site/articles" / slug / "index.html"
    assert len(str(root)) < 200
    assert len(str(place)) > 260
    for title in ("Long", "Longer"):
        write_files(root, {"content/articles/a.md": article(title, f"slug: {slug}\n")})
        result = on(WINDOWS, "build", "--now", NOW, root=root)
        assert result.code == 0, result.output
        assert title.encode() in place.read_bytes()
    (root / "content/articles/a.md").unlink()
    assert on(WINDOWS, "build", "--now", NOW, root=root).code == 0
    assert not place.parent.exists()


def test_names_that_windows_does_not_have(tmp_path: Path) -> None:
    root = tmp_path / "project"
    """What no system should have, such as ``con``, is an error everywhere; this is only one there."""
    more = "aliases: ['/a|b/', '/2010%3A a year/']\n"
    write_files(root, {"content/site.yaml": SITE, "content/articles/no.md": article("No", more)})
    result = on(WINDOWS, "build", "--now", NOW, root=root)
    assert result.code == 0, result.output
    for column, name in ((11, "a|b"), (20, "2010: a year")):
        said = f'no page can be at the old address "/{name}/": on Windows nothing can be called "{name}"'
        assert f"content/articles/no.md:4:{column}: warning: {said}" in result.err
    assert (root / "site/_redirects").read_text(encoding="utf-8").count("/articles/no/ 301!\n") == 2
    settings = SITE + "permalinks: {article: '/a:b/{slug}/'}\n"
    write_files(root, {"content/site.yaml": settings, "content/articles/no.md": article("No")})
    result = on(WINDOWS, "build", "--now", NOW, root=root)
    assert result.code == 1, result.output
    assert 'the address "/a:b/no/" cannot be on Windows, where nothing can be called "a:b"' in result.err
    assert on("", "build", "--now", NOW, root=root).code == 0
    assert (root / "site/a:b/no/index.html").exists()


def test_capitals_of_what_a_site_names_count_everywhere(tmp_path: Path) -> None:
    """Else a site would be built at home, and not on its host."""
    root = tmp_path / "project"
    write_files(
        root,
        {
            "content/site.yaml": SITE + "timezone: europe/berlin\n",
            "content/static/Guide.txt": "x",
            "content/articles/a.md": article("A", "", "[G](/guide.txt) [B](B.md)"),
            "content/articles/b.md": article("B"),
        },
    )
    results = [on(platform, "check", root=root) for platform in ("", WINDOWS, "apfs")]
    assert results[0].code == 1
    assert "a time zone such as" in results[0].out
    assert len({result.out for result in results}) == 1, [result.out for result in results]


def test_the_project_is_safe_from_its_output_in_other_capitals(tmp_path: Path) -> None:
    root = tmp_path / "project"
    write_files(root, {"content/site.yaml": SITE})
    for folder in ("CONTENT", "Content/static", "../PROJECT", ".GoodWord"):
        result = on("apfs", "build", "--now", NOW, "--output", folder, root=root)
        assert (result.code, sorted(path.name for path in (root / "content").iterdir())) == (2, ["site.yaml"]), folder


def test_one_build_at_a_time(tmp_path: Path) -> None:
    """With the locks of Windows as well, which are simulated by those of other systems."""
    root = tmp_path / "project"
    write_files(root, {"content/site.yaml": SITE})
    assert on(WINDOWS, "build", "--now", NOW, root=root).code == 0
    import fcntl

    with (root / ".goodword/lock").open("r+b") as file:
        fcntl.lockf(file, fcntl.LOCK_EX, 1, 1 << 20)
        code = "from generator.build import lock; from pathlib import Path\ntry:\n  with lock.locked(Path('.goodword'), 0.2): print('free')\nexcept lock.BusyError as busy: print(busy)"
        assert python(WINDOWS, code, root).startswith("another build of this site is running (process ")
    assert python(WINDOWS, code, root) == "free"


@pytest.mark.parametrize(
    ("platform", "code", "said"),
    [
        ("bare", "import os; print(hasattr(os, 'pread'), hasattr(os, 'fork'))", "False False"),
        ("bare", "import fcntl", "ModuleNotFoundError: import of fcntl halted; None in sys.modules"),
        (
            "windows",
            "import os; open('a', 'w'); h = open('a'); os.unlink('a')",
            "PermissionError: [Errno 13] The process cannot access the file because it is being used: 'a'",
        ),
        ("windows", "open('aux.txt', 'w')", "OSError: [Errno 22] this system has no such name: 'aux.txt'"),
        (
            "windows",
            "import os; h = os.open('a', 65); os.write(h, b'x\\n'); print(open('a', 'rb').read())",
            "b'x\\r\\n'",
        ),
        ("nocase", "open('Old', 'w'); print(open('OLD').read() == '', __import__('os').listdir())", "True ['Old']"),
        ("hfs", "open('\\u00fc', 'w'); print(ascii(__import__('os').listdir()))", "['u\\u0308']"),
        (
            "apfs",
            "open('\\u00fc', 'w'); print(ascii(__import__('os').listdir()), open('u\\u0308').read() == '')",
            "['\\xfc'] True",
        ),
    ],
)
def test_the_simulation_bites(tmp_path: Path, platform: str, code: str, said: str) -> None:
    assert python(platform, code, tmp_path).replace(str(tmp_path) + "/", "") == said
