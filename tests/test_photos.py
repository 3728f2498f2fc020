"""Photographs in a whole site: what a camera wrote into them is nowhere, and the originals are nowhere."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin

from tests.conftest import Build, Project
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
