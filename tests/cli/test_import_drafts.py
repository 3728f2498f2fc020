"""`goodword import`: pictures and files of drafts stay where they are, since whatever is in `content/static/` is out."""

from pathlib import Path

import pytest

from tests.cli.test_import import files, moved
from tests.conftest import Build, Project, Run
from tests.folders import JEKYLL, PICTURE, written
from tests.old_server import old_server
from tests.small import photo
from tests.support import SITE
from tests.wxr import HOME, attachment, export, item

UP = f"{HOME}/up"
DRAFT = (
    f'<img src="{UP}/mine-300x200.jpg" alt="Mine"> <a href="{UP}/mine.jpg"><img src="{UP}/mine.jpg" alt="Mine, too"></a>'
    f' <img src="/up/rooted.jpg" alt="Rooted"> <a href="{UP}/mine.pdf">paper</a> <img src="{UP}/both.jpg" alt="Both">'
)
BLOG = export(
    item(1, "Draft", DRAFT, status="draft", meta={"_thumbnail_id": "11"}),
    item(2, "Out", f'<img src="{UP}/both.jpg" alt="Both">'),
    attachment(11, f"{UP}/mine.jpg"),
    attachment(12, f"{UP}/both.jpg"),
)
FILES = {"mine.jpg": PICTURE, "rooted.jpg": PICTURE, "both.jpg": PICTURE, "mine.pdf": b"%PDF-1.4\n%%EOF\n"}
DRAFT_FILE = "content/articles/2014-03-05-post-1.md"


@pytest.fixture
def site(project: Project) -> Path:
    return project({"content/site.yaml": SITE})


def static(site: Path) -> list[str]:
    return [path.removeprefix("content/static/") for path in files(site, "content/static")]


def published(site: Path, path: str) -> None:
    text = (site / path).read_text("utf-8")
    assert "draft: true" in text
    (site / path).write_text("".join(line for line in text.splitlines(keepends=True) if "draft: true" not in line))


def test_what_only_a_draft_shows_stays_until_it_is_out(site: Path, run: Run, build: Build) -> None:
    copies = written(site.parent / "copies", {f"up/{name}": data for name, data in FILES.items()})
    told = moved(site, run, BLOG, "--media", str(copies))
    assert "1 picture or file" in told
    assert static(site) == ["up/both.jpg"]
    text = (site / DRAFT_FILE).read_text()
    assert f"\n  src: {UP}/mine.jpg\n" in text
    for words in (f"![Mine]({UP}/mine.jpg)", f"({UP}/rooted.jpg)", f"[paper]({UP}/mine.pdf)", "![Both](/up/both.jpg)"):
        assert words in text
    report = (site / "import-report.md").read_text()
    assert "| pictures and files that only drafts show | 3 |" in report
    assert "## Pictures and files that are not here" not in report
    before = files(site)
    assert "Nothing is new" in moved(site, run, BLOG, "--media", str(copies))
    assert files(site) == before
    published(site, DRAFT_FILE)
    assert "1 text with pictures that came later" in moved(site, run, BLOG, "--media", str(copies))
    assert static(site) == ["up/both.jpg", "up/mine.jpg", "up/mine.pdf", "up/rooted.jpg"]
    assert HOME not in (site / DRAFT_FILE).read_text().partition("image:")[2]
    build(site)


@pytest.mark.parametrize(("status", "comes"), [("inherit", True), ("trash", False), ("private", False)])
def test_pictures_beside_no_text_come_with_their_pages(site: Path, run: Run, status: str, *, comes: bool) -> None:
    copies = written(site.parent / "copies", {f"up/{name}": data for name, data in FILES.items()})
    binned = attachment(12, f"{UP}/both.jpg", parent=3)
    loose = attachment(11, f"{UP}/mine.jpg").replace("inherit", status)
    moved(site, run, export(item(1), item(3, status="trash"), loose, binned), "--media", str(copies))
    assert static(site) == (["up/mine.jpg"] if comes else [])


def test_the_page_of_a_picture_leads_to_it_whatever_it_is_called(site: Path, run: Run) -> None:
    copies = written(site.parent / "copies", {"up/Ein Glas (2) ü.jpg": PICTURE})
    moved(site, run, export(item(1), attachment(11, f"{UP}/Ein%20Glas%20(2)%20%C3%BC.jpg")), "--media", str(copies))
    assert static(site) == ["up/Ein Glas (2) ü.jpg"]
    result = run("build", "--strict", root=site)
    assert result.code == 0, result.output
    assert "/picture-11/ /up/Ein%20Glas%20(2)%20%C3%BC.jpg 301" in (site / "site/_redirects").read_text()
    assert "/up/Ein%20Glas%20(2)%20%C3%BC.jpg" in (site / "site/picture-11/index.html").read_text()


def test_the_page_of_a_drafts_picture_leads_nowhere_without_copies_too(site: Path, run: Run) -> None:
    moved(site, run, BLOG)
    before = files(site)
    assert "picture-11" not in before["content/site.yaml"]
    moved(site, run, BLOG)
    assert files(site) == before


def test_what_became_a_draft_here_gets_none(site: Path, run: Run) -> None:
    copies = written(site.parent / "copies", {f"up/{name}": data for name, data in FILES.items()})
    moved(site, run, BLOG)
    out = site / "content/articles/2014-03-05-post-2.md"
    out.write_text(out.read_text().replace("title:", "draft: true\ntitle:", 1))
    before = files(site)
    moved(site, run, BLOG, "--media", str(copies))
    assert files(site) == before


def test_what_only_a_draft_shows_is_not_asked_for(site: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with old_server(
        {f"/up/{name}": photo() if name.endswith("jpg") else data for name, data in FILES.items()}
    ) as server:
        moved(site, run, BLOG.replace(HOME, server.url), "--fetch", "--allow-private")
        assert [path for path, _ in server.asked if path != "/robots.txt"] == ["/up/both.jpg"]
    assert static(site) == ["up/both.jpg"]


def test_files_that_come_with_an_export_stay_too(site: Path, run: Run, build: Build) -> None:
    body = "![Mine](/images/mine.jpg) ![Jar](/images/jar%20one.jpg)\n"
    old = {**JEKYLL, "images/mine.jpg": PICTURE, "_drafts/idea.md": f"---\ntitle: Idea\n---\n{body}"}
    folder = written(site.parent / "old", old)
    assert run("import", "folder", str(folder), root=site).code == 0
    assert static(site) == ["files/form.pdf", "images/jar one.jpg"]
    assert "| pictures and files that only drafts show | 1 |" in (site / "import-report.md").read_text()
    (draft,) = (path for path in files(site) if path.endswith("idea.md"))
    assert "/images/mine.jpg) ![Jar](/images/jar%20one.jpg)\n" in (site / draft).read_text()
    assert "![Mine](https://" in (site / draft).read_text()
    assert run("build", "--drafts", root=site).code == 0
    published(site, draft)
    assert run("import", "folder", str(folder), root=site).code == 0
    assert "images/mine.jpg" in static(site)
    assert body in (site / draft).read_text()
    build(site)
