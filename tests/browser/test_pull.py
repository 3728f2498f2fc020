"""Comments brought home from a real Isso server, as readers see them on the site."""

import json
from pathlib import Path
from urllib.request import Request, urlopen

from playwright.sync_api import Page, expect

from tests.browser.isso_server import running
from tests.conftest import Build, Project, Run
from tests.hosted import hosting
from tests.support import SITE

ARTICLE = "---\ntitle: First\ndate: 2026-01-01\nid: tag:site.example,2026:first\n---\n\nText.\n"


class Reader:
    """Somebody who writes to Isso and may delete what they wrote, as its script does it."""

    def __init__(self, server: str) -> None:
        self.server, self.keys = server, dict[int, str]()

    def write(self, text: str, author: str, parent: int | None = None) -> int:
        said = {"title": "First", "text": text, "author": author, "email": "ben@secret.example", "parent": parent}
        with self._ask("POST", "/new?uri=tag:site.example,2026:first", json.dumps(said).encode()) as answer:
            number = int(json.load(answer)["id"])
            cookies = answer.headers.get_all("Set-Cookie")
        self.keys[number] = next(one for one in cookies if one.startswith(f"{number}=")).partition(";")[0]
        return number

    def delete(self, number: int) -> None:
        self._ask("DELETE", f"/id/{number}", None, Cookie=self.keys[number]).close()

    def _ask(self, method: str, path: str, data: bytes | None, **headers: str):  # type: ignore[no-untyped-def]  # noqa: ANN202 (the library's own)
        headers |= {"Content-Type": "application/json", "Origin": "https://site.example"}
        return urlopen(Request(self.server + path, data, headers, method=method))  # noqa: S310 (on this machine)


def test_what_isso_has_comes_home_is_approved_and_seen(
    isso: Path, project: Project, run: Run, build: Build, page: Page, tmp_path: Path
) -> None:
    folder = tmp_path / "isso"
    folder.mkdir()
    with running(isso, folder, "https://site.example/") as server:
        settings = f"{SITE}comments: {{provider: isso, host: '{server}'}}\n"
        site = project({"content/site.yaml": settings, "content/articles/first.md": ARTICLE})
        reader = Reader(server)
        first = reader.write("I *gave* first.<script>document.title = 'evil'</script>", "Ben")
        second = reader.write("So did I.", "Cem", first)
        assert "Isso: 2 new comments." in run("comments", "pull", root=site).out
        assert "nothing is new" in run("comments", "pull", root=site).out
        assert run("comments", "approve", f"first/isso-{first}", f"first/isso-{second}", root=site).code == 0
        with hosting(build(site)) as url:
            page.goto(f"{url}/articles/first/")
            expect(page.locator(f"#comment-isso-{first} em")).to_have_text("gave")
            below = page.locator(f".comment-item:has(#comment-isso-{first}) .comment-replies")
            expect(below).to_contain_text("So did I.")
            assert page.title() != "evil"
        reader.delete(first)
        assert f"first/isso-{first}: deleted there" in run("comments", "pull", root=site).out
        assert "nothing is new" in run("comments", "pull", root=site).out
        assert "1 were here already" in run("comments", "pull", "isso", str(folder / "comments.db"), root=site).out
    with hosting(build(site)) as url:
        page.goto(f"{url}/articles/first/")
        expect(page.locator(".comments")).to_contain_text("So did I.")
        expect(page.locator("body")).not_to_contain_text("first.")
    everything = b"".join(path.read_bytes() for path in site.rglob("*") if path.is_file())
    assert b"secret.example" not in everything
    for made in ("content", "site"):
        assert not [path for path in (site / made).rglob("*") if path.is_file() and b"gave" in path.read_bytes()]
