"""Photographs in a whole site: what a camera wrote into them is nowhere, and the originals are nowhere."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin

from tests.conftest import Build, Project, Run
from tests.planted import KINDS, SUFFIX, leaks, planted, told
from tests.support import NOW, run_here

#: What the photographs below say of where, when and by what they were taken.
TRACES = (
    b"Goodword Camera 9",
    b"Secret Street",
    b"2026:05:04 03:02:01",
    b"A private note",
    b"Exif",
    b"xpacket",
)
ARTICLE = "---\ntitle: A walk\ndate: 2026-05-01\nimage: {src: front.jpg, alt: A door, credit: Ann}\n---\n\n![A wall](wall.jpg)\n"


def photograph(width: int = 1800, colour: tuple[int, int, int] = (90, 120, 80)) -> bytes:
    """A JPEG with a camera, a place, a time and a packet of XMP in it."""
    image = Image.new("RGB", (width, width * 2 // 3), colour)
    image.paste((200, 30, 30), (10, 10, 200, 100))
    exif = Image.Exif()
    exif[0x0110] = "Goodword Camera 9"
    exif[0x010E] = "A private note"
    exif[0x0132] = "2026:05:04 03:02:01"
    place = exif.get_ifd(0x8825)
    place[1], place[2] = "N", (52.0, 31.0, 12.0)
    place[3], place[4] = "E", (13.0, 24.0, 18.0)
    place[27] = b"Secret Street"
    out = BytesIO()
    image.save(out, "JPEG", exif=exif, xmp=b"<?xpacket?><x>Secret Street</x>", quality=90)
    return out.getvalue()


def picture_with_notes() -> bytes:
    """A PNG with text beside its pixels."""
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Comment", "A private note")
    out = BytesIO()
    Image.new("RGB", (900, 600), (20, 30, 40)).save(out, "PNG", pnginfo=notes)
    return out.getvalue()


@pytest.fixture
def files() -> dict[str, str | bytes]:
    return {
        "content/articles/walk.md": ARTICLE,
        "content/articles/front.jpg": photograph(),
        "content/articles/wall.jpg": photograph(1200, (10, 60, 90)),
        "content/static/images/portrait.jpg": photograph(640, (60, 60, 60)),
        "content/static/notes.png": picture_with_notes(),
    }


def every_file(output: Path) -> dict[str, bytes]:
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in output.rglob("*") if path.is_file()}


def test_no_trace_of_a_camera_is_left_and_no_original(
    project: Project, build: Build, files: dict[str, str | bytes]
) -> None:
    originals = [data for data in files.values() if isinstance(data, bytes)]
    assert all(any(trace in data for data in originals) for trace in TRACES)
    output = every_file(build(project(files)))
    pictures = [data for path, data in output.items() if path.endswith((".jpg", ".png", ".webp"))]
    assert len(pictures) > 10
    for path, data in output.items():
        assert data not in originals, path
        assert not [trace for trace in TRACES if trace in data], path
    for data in pictures:
        with Image.open(BytesIO(data)) as image:
            assert not image.getexif()


def test_each_picture_comes_in_several_widths_and_is_drawn_with_its_size(
    project: Project, build: Build, files: dict[str, str | bytes]
) -> None:
    page = (build(project(files)) / "articles" / "walk" / "index.html").read_text(encoding="utf-8")
    assert 'type="image/webp"' in page
    for width in (480, 960):
        assert f".{width}.webp {width}w" in page
    assert 'width="1200" height="800"' in page


def test_photographs_are_not_encoded_again(project: Project, files: dict[str, str | bytes]) -> None:
    root = project(files)
    assert run_here("build", "--now", NOW, root=root).code == 0
    folder = root / "site" / "images"
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}
    (root / "content/articles/walk.md").write_text(ARTICLE + "\nOne more sentence.\n", encoding="utf-8")
    result = run_here("build", "--now", NOW, root=root)
    assert result.code == 0, result.output
    assert {path: path.stat().st_mtime_ns for path in before} == before


def mp3(seconds: float) -> bytes:
    """Silence at 128 kbit/s and 44,100 Hz."""
    return (b"\xff\xfb\x90\x00" + bytes(413)) * round(seconds * 44100 / 1152)


def everywhere(kind: str) -> dict[str, str | bytes]:
    """A project in which files of a format get out in every way there is; no two pictures are alike."""
    suffix = SUFFIX[kind]
    ways = {
        "image": "![A wall]({})",
        "titled": '![A wall]({} "In May")',
        "linked": "[the photograph]({})",
        "both": "[![A wall]({0})]({0})",
        "other": "[![A wall](thumb.jpg)]({})",
        "fragment": "[the photograph]({}#top)",
        "href": '<a href="{}" download>Take it</a>',
        "poster": '<video src="film.mp4" poster="{}"></video>',
        "object": '<object data="{}"></object>',
        "embed": '<embed src="{}">',
        "source": '<video><source src="{}"></video>',
        "srcset": '<picture><source srcset="{0} 1x, {0} 2x"><img src="thumb.jpg" alt="A wall"></picture>',
        "input": '<input type="image" alt="Go" src="{}">',
        "iframe": '<iframe title="A wall" src="{}"></iframe>',
        "area": '<map name="m"><area alt="A wall" href="{}"></map>',
        "cite": '<q cite="{}">It was there.</q>',
        "link": '<link rel="icon" href="{}">',
    }
    files: dict[str, str | bytes] = {"content/articles/thumb.jpg": planted("jpeg", 99, (60, 40))}
    files["content/articles/film.mp4"] = b"\0\0\0\x10ftypisom\0\0\0\0"
    text = ""
    for number, (name, way) in enumerate(ways.items()):
        falsely_named = ("false-", ".txt" if number % 2 else "")
        for also, (falsely, ending) in enumerate((("", suffix), falsely_named, ("bin-", ".bin"))):
            text += way.format(f"{falsely}{name}{ending}") + "\n\n"
            files[f"content/articles/{falsely}{name}{ending}"] = planted(kind, number * 3 + also)
    files["content/articles/walk.md"] = (
        f"---\ntitle: A walk\ndate: 2026-05-01\nimage: {{src: front{suffix}, alt: A door, credit: Ann}}\n---\n\n{text}"
    )
    files[f"content/articles/front{suffix}"] = planted(kind, 60)
    files["content/episodes/one.md"] = (
        f"---\ntitle: One\ndate: 2026-05-01\naudio: {{src: one.mp3}}\nimage: {{src: e{suffix}, alt: A door, credit: Ann}}\n---\n\nHello.\n"
    )
    files["content/episodes/one.mp3"] = mp3(2)
    files[f"content/episodes/e{suffix}"] = planted(kind, 61)
    for number, name in enumerate(
        (
            f"images/own{suffix}",
            f"images/loud{suffix.upper()}",
            "none",
            "false.txt",
            "false.pdf",
            "data.bin",
            "x.jfif.bak",
        )
    ):
        files[f"content/static/{name}"] = planted(kind, 70 + number)
    for number, name in enumerate(("me", "logo", "cover")):
        files[f"content/static/{name}{suffix}"] = planted(
            kind, 80 + number, (1400, 1400) if name == "cover" else (300, 300)
        )
    files["content/static/favicon.ico"] = planted("ico", 90)
    files[f"templates/assets/own{suffix}"] = planted(kind, 91)
    files["templates/assets/pictures/other.bin"] = planted(kind, 92)
    files["content/site.yaml"] = (
        "title: A test site\nurl: https://site.example\nauthor: ann\n"
        f"authors:\n  ann: {{name: Ann Example, image: /me{suffix}}}\n"
        f"theme: {{logo: /logo{suffix}}}\n"
        f"podcast: {{title: T, description: D, image: /cover{suffix}, owner_email: a@site.example, category: Business}}\n"
    )
    return files


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_that_is_in_a_picture_beside_its_pixels_gets_out(project: Project, build: Build, kind: str) -> None:
    files = everywhere(kind)
    originals = {data for data in files.values() if isinstance(data, bytes) and told(data)}
    assert len(originals) > 50
    output = build(project(files))
    assert leaks(output) == []
    written = every_file(output)
    assert not originals & set(written.values())
    assert len([path for path in written if re.match(r"assets/(?:own|pictures-other)\.", path)]) == 2
    assert run_here("build", "--now", NOW, root=output.parent).code == 0
    assert every_file(output) == written, "the same again"
    # And they are all there: what a page links to can be opened, and what is static has its name.
    page = written["articles/walk/index.html"].decode()
    for name in ("linked", "both", "other", "fragment", "href", "bin-linked", "false-linked"):
        found = re.search(rf'href="/(images/{name}\.[^"#]+)(?:#top)?"', page)
        assert found, name
        with Image.open(BytesIO(written[found[1]])) as image:
            assert image.size == (640, 420), name
    for name in ("none", "false.txt", "false.pdf", "data.bin"):
        with Image.open(BytesIO(written[name])) as image:
            assert image.size == (640, 420), name
    with Image.open(BytesIO(written["favicon.ico"])) as icon:
        icon.load()
        assert icon.size == (64, 64)


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_planted_is_found(kind: str) -> None:
    """Where the search finds nothing, it must be because there is nothing."""
    assert told(planted(kind))


def test_a_link_leads_to_the_largest_file_made_of_a_picture(project: Project, build: Build) -> None:
    text = "---\ntitle: A desk\ndate: 2026-05-01\n---\n\n[![My desk](desk.jpg)](desk.jpg) and [a wall](wall.jpg)\n"
    output = build(
        project(
            {
                "content/articles/desk.md": text,
                "content/articles/desk.jpg": photograph(1800),
                "content/articles/wall.jpg": photograph(1200, (1, 2, 3)),
            }
        )
    )
    page = (output / "articles/desk/index.html").read_text(encoding="utf-8")
    desk = re.search(r'<a href="/(images/desk\.[0-9a-f]{8}\.1600\.jpg)"><picture>', page)
    wall = re.search(r'<a href="/(images/wall\.[0-9a-f]{8}\.1200\.jpg)">', page)
    assert desk
    assert wall
    assert len(list((output / "images").glob("desk.*"))) == 6
    assert [path.name for path in (output / "images").glob("wall.*")] == [wall[1].removeprefix("images/")]
    assert not (output / "files").exists()


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("static/photo.jpg", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "HEIC"),
        ("static/photo", b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic", "HEIC"),
        ("articles/photo.bin", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "HEIC"),
        ("static/art.psd", b"8BPS\0\1" + bytes(30), "Photoshop"),
        ("static/raw.cr3", b"\0\0\0\x18ftypcrx \0\0\0\0crx isom", "CR3"),
    ],
)
def test_what_cannot_be_written_anew_is_not_published(
    project: Project, run: Run, name: str, data: bytes, what: str
) -> None:
    text = "---\ntitle: A desk\ndate: 2026-05-01\n---\n\n[photo](photo.bin)\n"
    root = project({"content/articles/desk.md": text, f"content/{name}": data})
    result = run("build", "--now", NOW, root=root)
    assert result.code == 1
    file = name.rpartition("/")[2]
    says = f'content/{name}: error: the image "{file}" cannot be used: it is a {what} file, which browsers do not show; save it as JPEG or PNG'
    assert says in result.output
    assert not (root / "site").exists() or not any((root / "site").rglob("*.html"))


def test_a_picture_of_a_theme_that_cannot_be_written_anew_is_an_error(project: Project, run: Run) -> None:
    root = project({"templates/assets/hero.jpg": b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"})
    result = run("build", "--now", NOW, root=root)
    assert result.code == 1
    assert (
        "templates/assets/hero.jpg: error: the image cannot be used: it is a HEIC file, which browsers do not show; save it as JPEG or PNG"
        in result.output
    )
