"""`goodword import`: what only scheduled and expired texts show lies beside these, and is published with them."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.test_import import files
from tests.conftest import Build, Project, Run
from tests.folders import JEKYLL, PICTURE, written
from tests.ghosts import HOME as GHOST
from tests.ghosts import post as ghost_post
from tests.old_server import old_server
from tests.small import photo, talk
from tests.support import SITE
from tests.wxr import HOME, attachment, comment, export, item

#: What begins the names of files that only scheduled texts show, and what stands in one of them.
SECRETS = ("hid-", ".hid.", "bytes-secret")
FILES = {
    "up/hid-mine.jpg": photo(1),
    "up/hid-rooted.jpg": photo(2),
    "up/hid-face 1.jpg": photo(3),
    "up/both.jpg": photo(4),
    "up/hid-tune.mp3": talk(),
    "up/hid-paper.pdf": b"%PDF-1.4\n%bytes-secret\n%%EOF\n",
}
LATER = "2099-02-01T12:00:00+00:00"
#: A source makes an export of a text that is out and shows ``both.jpg``, and of a scheduled one, and says how to import.
Source = Callable[..., tuple[str, ...]]


def body(up: str) -> str:
    return (
        f'<p><img src="{up}/hid-mine-300x200.jpg" alt="Mine"></p><p><img src="/up/hid-rooted.jpg" alt="Rooted"></p>'
        f'<p><a href="{up}/hid-paper.pdf">Sheet</a></p><p><audio src="{up}/hid-tune.mp3"></audio></p>'
        f'<p><img src="{up}/both.jpg" alt="Both"></p>'
    )


def wordpress(path: Path, *, first: bool = False, now: bool = False, kind: str = "post") -> tuple[str, ...]:
    up = f"{HOME}/up"
    date, status = ("2014-04-05 08:00:00", "publish") if now else ("2099-01-02 08:00:00", "future")
    later = item(1, "Later", body(up), kind=kind, meta={"_thumbnail_id": "11"}, date=date, status=status)
    out = item(2, "Out", f'<img src="{up}/both.jpg" alt="Both">')
    pictures = (
        attachment(11, f"{up}/hid-face%201.jpg")
        + attachment(12, f"{up}/both.jpg")
        + attachment(13, f"{up}/hid-mine.jpg")
    )
    path.write_text(export(later if first else out, out if first else later, pictures))
    return ("wordpress", str(path))


def ghost(path: Path, *, first: bool = False, now: bool = False) -> tuple[str, ...]:
    up = f"{GHOST}/up"
    when = {} if now else {"status": "scheduled", "published_at": "2099-01-02T08:00:00.000Z"}
    later = ghost_post(1, "post-1", body(up), feature_image=f"{up}/hid-face%201.jpg", feature_image_alt="Face", **when)
    out = ghost_post(2, "post-2", f'<img src="{up}/both.jpg" alt="Both">')
    path.write_text(json.dumps({"data": {"posts": [later, out] if first else [out, later]}}))
    return ("ghost", str(path), "--address", GHOST)


BOTH = pytest.mark.parametrize("source", [wordpress, ghost])


@pytest.fixture
def site(project: Project) -> Path:
    return project({"content/site.yaml": SITE})


@pytest.fixture
def media(site: Path) -> Path:
    return written(site.parent / "copies", FILES)


def moved(site: Path, run: Run, source: tuple[str, ...], *options: str) -> str:
    result = run("import", *source, *options, root=site)
    assert result.code == 0, result.output
    return result.output


def below(site: Path, folder: str) -> list[str]:
    return [path.removeprefix(f"content/{folder}/") for path in files(site, f"content/{folder}")]


def leaks(output: Path) -> list[str]:
    """Every file of a site that is called by a secret or has one in it."""
    return [
        f"{secret} in {path}"
        for path, data in (
            (one.relative_to(output).as_posix(), one.read_bytes()) for one in output.rglob("*") if one.is_file()
        )
        for secret in SECRETS
        if secret in path or secret.encode() in data
    ]


def later_file(site: Path, folder: str = "articles") -> Path:
    (found,) = (site / f"content/{folder}").glob("*post-1.md")
    return found


@BOTH
@pytest.mark.parametrize("first", [True, False])
def test_nothing_of_it_is_out_before_its_date_and_all_after(
    source: Source, site: Path, media: Path, run: Run, build: Build, *, first: bool
) -> None:
    told = moved(site, run, source(site.parent / "old", first=first), "--media", str(media))
    assert "Lost: nothing" in told
    assert below(site, "static") == ["up/both.jpg"]
    shared = ["up/both.jpg"] if first else []
    wanted = sorted(
        [*shared, "up/hid-face 1.jpg", "up/hid-mine.jpg", "up/hid-paper.pdf", "up/hid-rooted.jpg", "up/hid-tune.mp3"]
    )
    assert below(site, "articles/uploads") == wanted
    text = later_file(site).read_text()
    for words in (
        "\n  src: uploads/up/hid-face 1.jpg\n",
        "![Mine](uploads/up/hid-mine.jpg)",
        "![Rooted](uploads/up/hid-rooted.jpg)",
        "[Sheet](uploads/up/hid-paper.pdf)",
        '<audio src="uploads/up/hid-tune.mp3"',
        "![Both](uploads/up/both.jpg)" if first else "![Both](/up/both.jpg)",
    ):
        assert words in text
    report = (site / "import-report.md").read_text()
    assert (
        f"in `uploads/` in the folder of their kind, and are published with them and not before: {len(wanted)} of"
        in report
    )
    assert "## Pictures and files that are not here" not in report
    output = build(site)
    assert leaks(output) == []
    assert (output / "up/both.jpg").is_file()
    assert "up/hid-mine" not in (site / "content/site.yaml").read_text()
    after = build(site, "--now", LATER)
    (page,) = (path for path in after.rglob("post-1/index.html") if "/files/" not in path.as_posix())
    html = page.read_text()
    assert html.count("<img") >= 4
    for words in ('alt="Mine"', 'alt="Rooted"', 'alt="Both"', "/files/articles/uploads/up/hid-paper.pdf"):
        assert words in html
    assert b"bytes-secret" in (after / "files/articles/uploads/up/hid-paper.pdf").read_bytes()
    assert (after / "files/articles/uploads/up/hid-tune.mp3").is_file()


@BOTH
@pytest.mark.parametrize("first", [True, False])
def test_a_second_import_brings_nothing_and_leads_nowhere(
    source: Source, site: Path, media: Path, run: Run, build: Build, *, first: bool
) -> None:
    made = source(site.parent / "old", first=first)
    moved(site, run, made, "--media", str(media))
    before = files(site)
    for options in (("--media", str(media)), ()):
        assert "Nothing is new" in moved(site, run, made, *options)
        assert files(site) == before
    assert leaks(build(site)) == []


@BOTH
def test_pictures_that_come_later_come_beside_it(
    source: Source, site: Path, media: Path, run: Run, build: Build
) -> None:
    made = source(site.parent / "old")
    moved(site, run, made)
    before = files(site)
    assert "Nothing is new" in moved(site, run, made)
    assert files(site) == before
    moved(site, run, made, "--media", str(media))
    assert below(site, "static") == ["up/both.jpg"]
    assert {"up/hid-face 1.jpg", "up/hid-mine.jpg", "up/hid-paper.pdf", "up/hid-tune.mp3"} <= set(
        below(site, "articles/uploads")
    )
    text = later_file(site).read_text()
    assert "![Mine](uploads/up/hid-mine.jpg)" in text
    assert "\n  src: uploads/up/hid-face 1.jpg\n" in text
    assert leaks(build(site)) == []


@BOTH
def test_a_dry_run_writes_nothing(source: Source, site: Path, media: Path, run: Run) -> None:
    made = source(site.parent / "old")
    before = files(site, ".")
    told = moved(site, run, made, "--media", str(media), "--dry-run")
    assert "published with them and not before: 5 of those that came" in told
    assert {path for path in files(site, ".") if path.startswith("content/")} == {
        path for path in before if path.startswith("content/")
    }


@BOTH
def test_what_a_text_shows_later_that_is_out_is_at_its_old_address(
    source: Source, site: Path, media: Path, run: Run, build: Build
) -> None:
    moved(site, run, source(site.parent / "old"), "--media", str(media))
    made = source(site.parent / "old", now=True)
    # The site's own date counts, not that of a newer export.
    moved(site, run, made, "--media", str(media))
    assert below(site, "static") == ["up/both.jpg"]
    later_file(site).unlink()
    moved(site, run, made, "--media", str(media))
    assert {"up/hid-mine.jpg", "up/hid-paper.pdf", "up/hid-tune.mp3"} <= set(below(site, "static"))
    assert (build(site) / "up/hid-paper.pdf").is_file()


def test_a_page_has_its_files_beside_it_too(site: Path, media: Path, run: Run, build: Build) -> None:
    moved(site, run, wordpress(site.parent / "old", kind="page"), "--media", str(media))
    assert "up/hid-paper.pdf" in below(site, "pages/uploads")
    assert leaks(build(site)) == []
    after = build(site, "--now", LATER)
    assert "/files/pages/uploads/up/hid-paper.pdf" in (after / "post-1/index.html").read_text()
    assert (after / "files/pages/uploads/up/hid-paper.pdf").is_file()


def test_what_is_fetched_lies_beside_it(site: Path, run: Run, build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    old = site.parent / "old"
    with old_server({f"/{path}".replace(" ", "%20"): data for path, data in FILES.items()}) as server:
        made = wordpress(old)
        old.write_text(old.read_text().replace(HOME, server.url))
        moved(site, run, made, "--fetch", "--allow-private")
        before = files(site)
        assert "Nothing is new" in moved(site, run, made, "--fetch", "--allow-private")
    assert files(site) == before
    assert below(site, "static") == ["up/both.jpg"]
    assert {"up/hid-mine.jpg", "up/hid-paper.pdf", "up/hid-tune.mp3"} <= set(below(site, "articles/uploads"))
    assert leaks(build(site)) == []


def test_files_of_a_folder_lie_beside_it_and_expired_ones_too(site: Path, run: Run, build: Build) -> None:
    words = "---\ntitle: {}\ndate: {}\n{}---\n![Mine](/images/hid-mine{}.jpg)\n"
    old = {
        **JEKYLL,
        "images/hid-mine1.jpg": PICTURE,
        "images/hid-mine2.png": PICTURE,
        "images/README.hid.jpg": PICTURE,
        "_posts/2099-01-02-post-1.md": words.format("Later", "2099-01-02", "image: /images/README.hid.jpg\n", 1),
        "_posts/2014-01-02-over.md": words.format("Over", "2014-01-02", "expires: 2015-01-02\n", 2).replace(
            "2.jpg", "2.png"
        ),
    }
    made = ("folder", str(written(site.parent / "old", old)))
    moved(site, run, made)
    assert below(site, "static") == ["files/form.pdf", "images/jar one.jpg"]
    # A picture is called by what it is, and a file beside a text as one that is read.
    assert below(site, "articles/uploads") == [
        "images/file-README.hid.jpg",
        "images/hid-mine1.jpg",
        "images/hid-mine2.jpg",
    ]
    before = files(site)
    moved(site, run, made)
    assert files(site) == before
    assert leaks(build(site)) == []
    after = build(site, "--now", LATER)
    (page,) = after.rglob("post-1/index.html")
    assert page.read_text().count("<img") >= 2


@pytest.mark.parametrize("status", ["draft", "private"])
def test_what_a_draft_shows_as_well_is_not_brought_for_it(site: Path, media: Path, run: Run, status: str) -> None:
    up = f"{HOME}/up"
    show = f'<img src="{up}/hid-mine.jpg" alt="Mine">'
    later = item(1, "Later", show, date="2099-01-02 08:00:00", status="future")
    (site.parent / "old").write_text(
        export(item(2, "Draft", show, status=status), later, attachment(3, f"{up}/hid-mine.jpg"))
    )
    moved(site, run, ("wordpress", str(site.parent / "old")), "--media", str(media))
    assert not (site / "content/static").exists()
    assert below(site, "articles/uploads") == ["up/hid-mine.jpg"]
    assert f"![Mine]({up}/hid-mine.jpg)" in (site / "content/articles/2014-03-05-post-2.md").read_text()
    assert "only drafts show" not in (site / "import-report.md").read_text()


@BOTH
def test_an_import_after_its_date_changes_nothing(
    source: Source, site: Path, media: Path, run: Run, build: Build
) -> None:
    made = source(site.parent / "old")
    moved(site, run, made, "--media", str(media))
    text = later_file(site)
    text.write_text(text.read_text().replace("date: 2099-", "date: 2019-"))
    before = files(site)
    assert "Nothing is new" in moved(site, run, made, "--media", str(media))
    assert files(site) == before
    output = build(site)
    assert (output / "files/articles/uploads/up/hid-paper.pdf").is_file()
    assert "hid-" not in (output / "_redirects").read_text()


def test_what_was_said_of_it_brings_nothing(site: Path, media: Path, run: Run, build: Build) -> None:
    paper = f"{HOME}/up/hid-paper.pdf"
    said = comment(5, f'See <a href="{paper}">it</a>.')
    later = item(1, "Later", f'<a href="{paper}">it</a>', date="2099-01-02 08:00:00", status="future", comments=said)
    (site.parent / "old").write_text(export(later))
    moved(site, run, ("wordpress", str(site.parent / "old")), "--media", str(media))
    assert not (site / "content/static").exists()
    assert paper in (site / "content/comments/post-1.yaml").read_text()
    assert leaks(build(site)) == []
