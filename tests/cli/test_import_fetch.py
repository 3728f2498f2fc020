"""`goodword import … --fetch`: pictures and files of the old blog, from its own server."""

import re
from pathlib import Path

import pytest

from tests.conftest import Build, Project, Run
from tests.old_server import OldServer, Unkind, old_server
from tests.small import photo, talk
from tests.support import SITE
from tests.wxr import HOME, attachment, export, item

DRAWING = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><!-- metadata-secret --><path d="M0 0h9v9z"/></svg>'
)
HOSTILE = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
FILES = {
    "/up/2014/jar.jpg": photo(),
    "/up/2014/wrong.jpg": b"RIFF\x00\x00\x00\x00WEBP" + b"\0" * 20,
    "/up/2014/plate.png": photo(2),
    "/up/2014/talk.mp3": talk(),
    "/up/2014/paper.pdf": b"%PDF-1.4\n%%EOF\n",
    "/up/2014/odd.pdf": b"<!DOCTYPE html><script>alert(1)</script>",
    "/up/2014/drawing.svg": DRAWING,
    "/up/2014/hostile.svg": HOSTILE,
    "/up/2014/page.jpg": b"<html><body>Not here any more</body></html>",
}


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def site(project: Project) -> Path:
    return project({"content/site.yaml": SITE})


def blog(server: OldServer) -> str:
    up = f"{server.url}/up/2014"
    body = (
        f'<img src="{up}/jar-300x200.jpg" alt="A jar">\n\n<img src="{up}/plate.png" alt="A plate">\n\n'
        f'<img src="{up}/drawing.svg" alt="Drawn"> <img src="{up}/hostile.svg" alt="Bad"> <img src="{up}/gone.jpg" alt="Gone">'
        f'\n\n<a href="{up}/paper.pdf">Paper</a> <a href="{up}/odd.pdf">Odd</a> <a href="{server.url}/a-page/">A page</a>'
        f'\n\n[audio mp3="{up}/talk.mp3"][/audio]\n\n<img src="{up}/page.jpg" alt="Page"> <img src="https://elsewhere.invalid/x.jpg" alt="X">'
        f"\n\n<code>{up}/jar.jpg</code>"
    )
    return export(item(1, "One", body), attachment(2, f"{up}/jar.jpg", alt="A jar")).replace(HOME, server.url)


def run_import(site: Path, run: Run, text: str, *options: str) -> str:
    (site.parent / "old.xml").write_text(text, "utf-8")
    result = run("import", "wordpress", str(site.parent / "old.xml"), *options, root=site)
    assert result.code == 0, result.output
    return result.output


def text_of(site: Path) -> str:
    (found,) = (site / "content/articles").glob("*.md")
    return found.read_text("utf-8")


def static(site: Path) -> dict[str, bytes]:
    folder = site / "content/static"
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_files_come_from_the_old_server(site: Path, run: Run, build: Build) -> None:
    with old_server(dict(FILES)) as server:
        told = run_import(site, run, blog(server), "--fetch", "--allow-private")
        asked = [path for path, _ in server.asked]
        # Each once, and none of other sites.
        assert len(asked) == len(set(asked)) == 9
        assert "4 pictures and files did not come" in told
        text, found = text_of(site), static(site)
        assert found["up/2014/jar.jpg"] == FILES["/up/2014/jar.jpg"]
        # What it is decides what it is called.
        assert found["up/2014/plate.jpg"] == FILES["/up/2014/plate.png"]
        assert found["up/2014/paper.pdf"] == FILES["/up/2014/paper.pdf"]
        assert found["up/2014/talk.mp3"] == FILES["/up/2014/talk.mp3"]
        assert b"metadata-secret" not in found["up/2014/drawing.svg"]
        assert sorted(found) == [
            "up/2014/drawing.svg", "up/2014/jar.jpg", "up/2014/paper.pdf", "up/2014/plate.jpg", "up/2014/talk.mp3"
        ]  # fmt: skip
        for here in ("![A jar](/up/2014/jar.jpg)", "/up/2014/plate.jpg", "(/up/2014/paper.pdf)", '"/up/2014/talk.mp3"'):
            assert here in text
        for there in ("hostile.svg", "gone.jpg", "odd.pdf", "page.jpg"):
            assert f"{server.url}/up/2014/{there}" in text
        assert f"`{server.url}/up/2014/jar.jpg`" in text
        report = (site / "import-report.md").read_text("utf-8")
        rows = dict(re.findall(r"\| http://127\S+/(\S+) \| (.+) \|", report))
        assert rows["gone.jpg"] == "gone (404)"
        assert rows["odd.pdf"] == "there is a page in place of the file"
        assert "image that can be read" in rows["page.jpg"]
        assert "hostile.svg" in rows
        # The second run asks for nothing.
        before = len(server.asked)
        run_import(site, run, blog(server), "--fetch", "--allow-private")
        assert [path for path, _ in server.asked[before:]] == [
            "/up/2014/hostile.svg", "/up/2014/odd.pdf", "/up/2014/page.jpg"
        ]  # fmt: skip
        assert text_of(site) == text
    build(site)


def test_without_being_asked_to_nothing_is_asked(site: Path, run: Run) -> None:
    with old_server(dict(FILES)) as server:
        assert "pictures and files are not here" in run_import(site, run, blog(server))
        run_import(site, run, blog(server), "--fetch", "--allow-private", "--dry-run")
        assert server.asked == []
        told = run_import(site, run, blog(server), "--fetch")
        assert server.asked == []
        assert "9 pictures and files did not come" in told
        assert "its host is in a private network" in (site / "import-report.md").read_text("utf-8")
        assert run("import", "wordpress", "x", "--allow-private", root=site).code == 2


def test_what_comes_later_is_shown_then(site: Path, run: Run) -> None:
    with old_server(dict(FILES), {"/up/2014/plate.png": Unkind(500)}) as server:
        run_import(site, run, blog(server))
        (path,) = (site / "content/articles").glob("*.md")
        path.write_text(path.read_text("utf-8") + "\nMy own words.\n", "utf-8")
        told = run_import(site, run, blog(server), "--fetch", "--allow-private")
        assert "1 text with pictures that came later" in told
        text = text_of(site)
        assert "![A jar](/up/2014/jar.jpg)" in text
        assert text.endswith("\nMy own words.\n")
        assert f"`{server.url}/up/2014/jar.jpg`" in text
        assert f"{server.url}/up/2014/plate.png" in text
        # What failed is tried again, and what came is not.
        server.unkind.clear()
        before = len(server.asked)
        run_import(site, run, blog(server), "--fetch", "--allow-private")
        assert "/up/2014/plate.jpg" in text_of(site)
        assert ("/up/2014/jar.jpg", "") not in server.asked[before:]
