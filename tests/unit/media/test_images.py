"""Pictures: what they are, which files they become, and that nothing but pixels goes along."""

import io
import struct
import subprocess
import sys
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms, ImageDraw, PngImagePlugin

from generator.media.images import Probe, Rendition, encode, probe, renditions
from generator.media.images.header import PILLOW
from generator.media.images.probe import SUFFIXES
from generator.media.images.svg import clean_svg

#: What is hidden in the fixtures, and must be in no output.
TRACES = (
    b"Exif",
    b"Secretcam",
    b"GPS",
    b"Ada Lovelace",
    b"Vera's kitchen",
    b"xmpmeta",
    b"ICC_PROFILE",
    b"ICCP",
    b"iCCP",
)
XMP = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>by Ada Lovelace in Vera's kitchen</x:xmpmeta>"
#: The four corners of the test picture, from the upper left, clockwise.
RED, GREEN, BLUE, YELLOW = (220, 30, 30), (30, 180, 30), (30, 30, 220), (230, 220, 30)


def picture(size: tuple[int, int] = (1200, 800), mode: str = "RGB") -> Image.Image:
    """Return a picture with a colour in each quarter, and a shade over all so that it has many."""
    wide, high = size
    image = Image.new("RGB", size)
    draw = ImageDraw.Draw(image)
    for x, y, colour in ((0, 0, RED), (1, 0, GREEN), (1, 1, BLUE), (0, 1, YELLOW)):
        draw.rectangle([x * wide // 2, y * high // 2, (x + 1) * wide // 2, (y + 1) * high // 2], fill=colour)
    round_shade, down = Image.radial_gradient("L").resize(size), Image.linear_gradient("L").resize(size)
    return Image.blend(image, Image.merge("RGB", (round_shade, down, round_shade)), 0.1).convert(mode)


def exif(orientation: int = 1) -> Image.Exif:
    found = Image.Exif()
    found[0x0112] = orientation
    found[0x010F] = "Secretcam"
    found[0x013B] = "Ada Lovelace"
    found.get_ifd(0x8825).update({1: "N", 2: (52.0, 31.0, 12.5), 3: "E", 4: (13.0, 24.0, 17.8)})
    return found


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def with_all(kind: str, orientation: int = 1, size: tuple[int, int] = (1200, 800)) -> bytes:
    """Return a picture that carries all that its format can."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    options: dict[str, object] = {"exif": exif(orientation), "icc_profile": profile, "xmp": XMP}
    if kind == "JPEG":
        thumbnail = saved(picture((160, 100)), "JPEG", comment=b"Vera's kitchen")
        segment = b"\xff\xe5" + struct.pack(">H", len(thumbnail) + 2) + thumbnail
        options |= {"comment": b"Vera's kitchen", "quality": 92, "extra": segment}
    if kind == "PNG":
        texts = PngImagePlugin.PngInfo()
        texts.add_text("Author", "Ada Lovelace")
        texts.add_text("Comment", "Vera's kitchen", zip=True)
        texts.add_itxt("XML:com.adobe.xmp", XMP.decode())
        options |= {"pnginfo": texts, "dpi": (300, 300)}
        del options["xmp"]
    return saved(picture(size), kind, **options)


def known(data: bytes, suffix: str = "") -> Probe:
    found = probe(data, suffix)
    assert isinstance(found, Probe), found
    return found


def files(data: bytes) -> dict[Rendition, bytes]:
    made = renditions("pic", "0123456789abcdef", known(data))
    out = encode(data, made)
    assert isinstance(out, tuple), out
    return dict(zip(made, out, strict=True))


def near(colour: object, wanted: tuple[int, int, int]) -> bool:
    assert isinstance(colour, tuple)
    return all(abs(a - b) < 40 for a, b in zip(colour, wanted, strict=False))


# --- what a picture is ------------------------------------------------------


@pytest.mark.parametrize("mode", ["RGB", "L", "RGBA", "P"])
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
def test_size_and_format(kind: str, mode: str) -> None:
    if kind == "JPEG" and mode in {"RGBA", "P"}:
        mode = "CMYK"  # a JPEG has neither transparency nor a palette
    data = saved(picture((321, 123), mode), kind)
    assert (known(data).format, known(data).width, known(data).height) == (kind.lower(), 321, 123)


def test_webp_of_all_three_kinds() -> None:
    for options in ({"lossless": True}, {"quality": 50}, {"exif": exif()}):
        assert known(saved(picture((33, 17)), "WEBP", **options)) == Probe("webp", 33, 17)
    assert known(saved(picture((33, 17), "RGBA"), "WEBP", lossless=True, exact=True)).format == "webp"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_turned_picture_is_measured_and_written_upright(kind: str, orientation: int) -> None:
    stored = {1: None, 2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}[orientation]  # the opposite of what is asked for
    image = picture((600, 400))
    turned = image if stored is None else image.transpose(Image.Transpose(stored))
    data = saved(turned, kind, exif=exif(orientation))
    assert (known(data).width, known(data).height) == (600, 400)
    for made, content in files(data).items():
        with Image.open(io.BytesIO(content)) as seen:
            assert seen.size == (made.width, made.height)
            assert made.width / made.height == pytest.approx(1.5, abs=0.01)
            wide, high = seen.size
            places = ((0, 0, RED), (wide - 1, 0, GREEN), (wide - 1, high - 1, BLUE), (0, high - 1, YELLOW))
            for x, y, colour in places:
                assert near(seen.convert("RGB").getpixel((x, y)), colour)


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png_of(width: int, height: int) -> bytes:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes(10_000))) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("data", "suffix", "message"),
    [
        (b"Not a picture.\n", ".jpg", "it says .jpg and is not an image that can be read"),
        (b"", "", "it is not an image that can be read"),
        (b"\xff\xd8\xff", "", "it is not an image that can be read"),
        (b"\x89PNG\r\n\x1a\n", ".png", "it says .png and is not an image that can be read"),
        (png_of(8, 8), ".JPG", "it says .jpg and is a PNG"),
        (png_of(0, 8), "", "it is not an image that can be read"),
        (
            png_of(9_000, 9_000),
            ".png",
            "it has 9000 × 9000 pixels, and 64 million in all is the limit; save it smaller",
        ),
        (
            png_of(50_000, 50_000),
            ".png",
            "it has more than 178 million pixels, and 64 million in all is the limit; save it smaller",
        ),
        (
            b"\0\0\0\x18ftypheic" + bytes(20),
            ".jpg",
            "it is a HEIC file, which browsers do not show; save it as JPEG or PNG",
        ),
        (b"II*\0" + bytes(20), ".tif", "it says .tif and is not an image that can be read"),
        (b"8BPS\0\1" + bytes(20), "", "it is a Photoshop file, which browsers do not show; save it as JPEG or PNG"),
        (b"\0\0\0\x18ftypcrx " + bytes(20), "", "it is a CR3 file, which browsers do not show; save it as JPEG or PNG"),
        (b"\0\0\0\x18ftypavif" + bytes(20), ".avif", "it says .avif and is not an image that can be read"),
    ],
)
def test_what_is_wrong_is_said(data: bytes, suffix: str, message: str) -> None:
    assert probe(data, suffix) == message


def test_all_frames_count_towards_the_limit() -> None:
    whole = png_of(4000, 4000)
    moving = whole[:33] + chunk(b"acTL", struct.pack(">II", 90, 0)) + whole[33:]
    assert "4000 × 4000 pixels in 90 frames" in str(probe(moving))


@pytest.mark.parametrize("disposal", [0, 2, 3])
def test_a_small_file_that_says_it_is_huge_is_not_even_opened(disposal: int) -> None:
    """Where a frame is to be taken away again, Pillow makes room for it as it opens the file."""
    control = b"\x21\xf9\x04" + bytes([disposal << 2 | 1, 0, 0, 0]) + b"\0"
    frame = b"," + struct.pack("<HHHHB", 0, 0, 65535, 65535, 0) + b"\x02\x01\0\0"
    data = b"GIF89a" + struct.pack("<HHBBB", 65535, 65535, 0x80, 0, 0) + bytes(6) + control + frame + b";"
    assert probe(data) == "it has more than 178 million pixels, and 64 million in all is the limit; save it smaller"


def test_a_later_frame_that_is_huge_is_refused_as_well() -> None:
    small, huge = (b"," + struct.pack("<HHHHB", 0, 0, n, n, 0) + b"\x02\x02\x44\x01\0" for n in (1, 65535))
    data = b"GIF89a" + struct.pack("<HHBBB", 1, 1, 0x80, 0, 0) + bytes(6) + small + huge + b";"
    found = known(data)
    assert found == Probe("gif", 1, 1, animated=True, alpha=True)
    assert str(encode(data, renditions("x", "0" * 8, found))).startswith("it is an image that is damaged")


def test_a_picture_for_programs_that_move_nothing_is_no_frame() -> None:
    still, *moving = (picture((60, 40)).rotate(30 * turn) for turn in range(4))
    data = saved(still, "PNG", save_all=True, append_images=moving, default_image=True, duration=80)
    assert known(data).animated
    (webp,) = files(data).values()
    with Image.open(io.BytesIO(webp)) as seen:
        assert getattr(seen, "n_frames", 0) == 3


def test_a_picture_is_turned_by_exif_wherever_it_stands_and_by_nothing_else() -> None:
    asked = exif(6).tobytes().removeprefix(b"Exif\0\0")
    png = saved(picture((60, 40)), "PNG")
    after = png[:-12] + chunk(b"eXIf", asked) + png[-12:]
    assert (known(after).width, known(after).height) == (40, 60)
    xmp = XMP.replace(b">by", b' xmlns:tiff="http://ns.adobe.com/tiff/1.0/" tiff:Orientation="6">by')
    for kind in ("JPEG", "WEBP"):
        assert known(saved(picture((60, 40)), kind, xmp=xmp)).width == 60


def test_a_drawing_far_down_in_its_file_is_no_picture_that_can_be_read() -> None:
    assert probe(b" " * 300 + svg()) == "it is not an image that can be read"


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_each_suffix_is_that_of_its_format(suffix: str) -> None:
    kind = SUFFIXES[suffix]
    data = svg() if suffix == ".svg" else saved(picture((9, 9)), PILLOW.get(kind, kind.upper()))
    assert known(data, suffix).format == SUFFIXES[suffix]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
def test_a_picture_that_breaks_off_is_found(kind: str) -> None:
    data = with_all(kind) if kind != "GIF" else saved(picture(mode="P"), kind)
    broken = data[: len(data) // 2]
    found = probe(broken)
    out = found if isinstance(found, str) else encode(broken, renditions("x", "0" * 8, found))
    assert isinstance(out, str)
    assert out.startswith("it is "), out


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(
        [b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"GIF89a", b"RIFF\0\0\0\0WEBPVP8X", b"<svg"]
    ),
    st.binary(max_size=300),
)
def test_any_bytes_never_raise(begin: bytes, data: bytes) -> None:
    found = probe(begin + data)
    if isinstance(found, Probe) and found.width * found.height < 1_000_000:
        assert isinstance(encode(begin + data, renditions("x", "0" * 8, found)), (str, tuple))


SMALL = {kind: with_all(kind, 6, (40, 30)) for kind in ("JPEG", "PNG", "WEBP", "AVIF")}


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(sorted(SMALL)), st.data())
def test_altered_pictures_never_raise(kind: str, data: st.DataObject) -> None:
    content = bytearray(SMALL[kind])
    for at, byte in data.draw(st.lists(st.tuples(st.integers(0, len(content) - 1), st.integers(0, 255)), max_size=6)):
        content[at] = byte
    found = probe(bytes(content))
    if isinstance(found, Probe) and found.width * found.height < 1_000_000:
        assert isinstance(encode(bytes(content), renditions("x", "0" * 8, found)), (str, tuple))


# --- which files it becomes -------------------------------------------------


@pytest.mark.parametrize(
    ("size", "widths"),
    [
        ((4000, 3000), [480, 960, 1600]),
        ((1600, 10), [480, 960, 1600]),
        ((1000, 500), [480, 1000]),
        ((960, 500), [480, 960]),
        ((500, 500), [500]),
        ((1, 1), [1]),
        ((1000, 40_000), [409]),  # WebP has sides of 16,383 pixels at most
        ((10, 60_000), [2]),
    ],
)
def test_widths(size: tuple[int, int], widths: list[int]) -> None:
    made = renditions("pic", "0123456789", Probe("jpeg", *size))
    assert [item.width for item in made if item.format == "jpeg"] == widths
    assert [item.width for item in made if item.format == "webp"] == widths
    assert all(1 <= item.height <= 16383 for item in made)


@pytest.mark.parametrize(
    ("found", "formats"),
    [
        (Probe("jpeg", 99, 99), ["jpeg", "webp"]),
        (Probe("png", 99, 99), ["png", "webp"]),
        (Probe("gif", 99, 99), ["png", "webp"]),
        (Probe("webp", 99, 99), ["webp"]),
        (Probe("avif", 99, 99), ["jpeg", "webp"]),
        (Probe("avif", 99, 99, alpha=True), ["png", "webp"]),
        (Probe("gif", 99, 99, animated=True), ["webp"]),
        (Probe("svg", 99, 99), ["svg"]),
    ],
)
def test_formats(found: Probe, formats: list[str]) -> None:
    assert [item.format for item in renditions("pic", "0123456789", found)] == formats


def test_paths() -> None:
    assert [item.path for item in renditions("my-pic", "0123456789abcdef", Probe("jpeg", 700, 350))] == [
        "images/my-pic.01234567.480.jpg",
        "images/my-pic.01234567.700.jpg",
        "images/my-pic.01234567.480.webp",
        "images/my-pic.01234567.700.webp",
    ]
    assert renditions("a", "0123456789", Probe("svg", 7, 9))[0].path == "images/a.01234567.svg"


# --- what is in the files ---------------------------------------------------


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_no_trace_of_metadata(kind: str) -> None:
    data = with_all(kind)
    assert any(trace in data for trace in TRACES), "the fixture itself holds none"
    out = files(data)
    assert len(out) == (3 if kind == "WEBP" else 6)
    for made, content in out.items():
        assert not [trace for trace in TRACES if trace in content], made.path
        with Image.open(io.BytesIO(content)) as seen:
            seen.load()
            assert seen.format == made.format.upper()
            assert seen.size == (made.width, made.height)
            assert not dict(seen.getexif())
            assert not {"exif", "xmp", "icc_profile", "comment", "dpi", "photoshop", "parsed_exif"} & set(seen.info)


def test_only_the_segments_and_chunks_that_pixels_need() -> None:
    for made, content in files(with_all("PNG")).items():
        if made.format == "png":
            names, at = [], 8
            while at < len(content):
                length, name = struct.unpack_from(">I4s", content, at)
                names.append(name)
                at += 12 + length
            assert set(names) == {b"IHDR", b"IDAT", b"IEND"}
        else:
            assert content[12:16] == b"VP8 "
    for made, content in files(with_all("JPEG")).items():
        if made.format == "jpeg":
            assert content.startswith(b"\xff\xd8\xff\xe0\x00\x10JFIF")
            assert content[20:22] == b"\xff\xdb", "a segment that is no table follows the first"
            assert b"\xff\xc2" in content, "it is not progressive"


def test_no_thumbnail_is_left() -> None:
    data = with_all("JPEG")
    assert data.count(b"\xff\xd8\xff") == 2
    assert all(content.count(b"\xff\xd8\xff") == (made.format == "jpeg") for made, content in files(data).items())


def swapped_profile() -> bytes:
    """Return sRGB's profile with red and green exchanged: with it applied, red is shown as green."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    count = int.from_bytes(profile[128:132], "big")
    at = {bytes(profile[132 + 12 * i : 136 + 12 * i]): 132 + 12 * i for i in range(count)}
    red, green = at[b"rXYZ"], at[b"gXYZ"]
    profile[red + 4 : red + 12], profile[green + 4 : green + 12] = (
        profile[green + 4 : green + 12],
        profile[red + 4 : red + 12],
    )
    return bytes(profile.replace("sRGB".encode("utf-16-be"), "swap".encode("utf-16-be")))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_colours_are_converted_by_the_profile(kind: str) -> None:
    data = saved(picture((400, 300)), kind, icc_profile=swapped_profile())
    for content in files(data).values():
        with Image.open(io.BytesIO(content)) as seen:
            colour = seen.convert("RGB").getpixel((10, 10))
            assert isinstance(colour, tuple)
            assert colour[1] > colour[0] + 100, "red was not turned into green"


def test_a_broken_profile_does_no_harm() -> None:
    for content in files(saved(picture((400, 300)), "JPEG", icc_profile=b"nonsense" * 20)).values():
        with Image.open(io.BytesIO(content)) as seen:
            assert near(seen.getpixel((10, 10)), RED)


@pytest.mark.parametrize("mode", ["CMYK", "L", "RGB"])
def test_jpegs_of_other_colour_models(mode: str) -> None:
    for content in files(saved(picture((500, 300), mode), "JPEG")).values():
        with Image.open(io.BytesIO(content)) as seen:
            assert seen.mode in {"RGB", "L"}
            assert mode == "L" or near(seen.getpixel((10, 10)), RED)


def test_transparency_is_kept() -> None:
    image = picture((300, 200), "RGBA")
    image.putalpha(Image.linear_gradient("L").resize((300, 200)))
    for kind in ("PNG", "WEBP", "AVIF"):
        for content in files(saved(image, kind)).values():
            with Image.open(io.BytesIO(content)) as seen:
                alpha = seen.convert("RGBA").getchannel("A")
                top, bottom = alpha.getpixel((150, 2)), alpha.getpixel((150, 197))
                assert isinstance(top, (int, float))
                assert isinstance(bottom, (int, float))
                assert top < 20
                assert bottom > 230


def test_grey_of_16_bits_is_not_washed_out() -> None:
    grey = Image.new("I;16", (100, 100), 0x4000)
    for content in files(saved(grey, "PNG")).values():
        with Image.open(io.BytesIO(content)) as seen:
            colour = seen.convert("L").getpixel((50, 50))
            assert isinstance(colour, (int, float))
            assert abs(colour - 0x40) < 3


def test_drawings_of_few_colours_lose_nothing_as_webp() -> None:
    image = Image.new("RGB", (200, 100), "#fbf6ea")
    ImageDraw.Draw(image).line([0, 0, 199, 99], fill="#22593f", width=3)
    for content in files(saved(image, "PNG")).values():
        with Image.open(io.BytesIO(content)) as seen:
            assert seen.convert("RGB").tobytes() == image.tobytes()


@pytest.mark.parametrize("kind", ["GIF", "PNG", "WEBP"])
def test_an_animation_keeps_moving(kind: str) -> None:
    frames = [Image.new("RGB", (120, 80), colour) for colour in (RED, GREEN, BLUE)]
    data = saved(frames[0], kind, save_all=True, append_images=frames[1:], duration=[100, 250, 400], loop=0)
    assert known(data).animated
    ((made, content),) = files(data).items()
    assert made.path.endswith(".120.webp")
    with Image.open(io.BytesIO(content)) as seen:
        assert getattr(seen, "n_frames", 1) == 3
        times = []
        for at, colour in enumerate((RED, GREEN, BLUE)):
            seen.seek(at)
            seen.load()
            times.append(seen.info["duration"])
            assert near(seen.convert("RGB").getpixel((60, 40)), colour)
        assert times == [100, 250, 400]
        assert seen.info["loop"] == 0


def test_an_animation_that_plays_once_plays_once() -> None:
    frames = [Image.new("RGB", (20, 20), colour) for colour in (RED, GREEN)]
    ((_, content),) = files(
        saved(frames[0], "GIF", save_all=True, append_images=frames[1:], comment=b"Ada Lovelace")
    ).items()
    assert b"Ada" not in content
    with Image.open(io.BytesIO(content)) as seen:
        assert seen.info["loop"] == 1


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "GIF"])
def test_one_file_in_its_own_format_and_size(kind: str) -> None:
    data = saved(picture((90, 60), "P"), kind, comment=b"Ada Lovelace") if kind == "GIF" else with_all(kind, 6)
    found = known(data)
    out = encode(data, [Rendition("a", found.format, found.width, found.height)])
    assert isinstance(out, tuple), out
    assert not [trace for trace in TRACES if trace in out[0]]
    assert known(out[0]) == found


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "AVIF", "GIF"])
@pytest.mark.parametrize("plays", [0, 1, 3])
def test_an_animation_in_its_own_format(kind: str, plays: int) -> None:
    frames = [Image.new("RGB", (60, 40), colour) for colour in (RED, GREEN, BLUE)]
    given = {"loop": plays - (kind == "GIF" and plays > 0)} if (kind, plays) != ("GIF", 1) else {}
    data = saved(frames[0], kind, save_all=True, append_images=frames[1:], duration=[100, 250, 400], **given)
    found = known(data)
    out = encode(data, [Rendition("a", found.format, found.width, found.height)])
    assert isinstance(out, tuple), out
    with Image.open(io.BytesIO(data)) as before, Image.open(io.BytesIO(out[0])) as seen:
        assert (seen.format, getattr(seen, "n_frames", 1)) == (kind, 3)
        assert seen.info.get("loop") == before.info.get("loop")
        seen.seek(2)
        assert near(seen.convert("RGB").getpixel((30, 20)), BLUE)


def test_the_second_picture_in_a_jpeg_is_left_behind() -> None:
    data = saved(picture((90, 60)), "MPO", save_all=True, append_images=[Image.new("RGB", (90, 60), BLUE)])
    assert known(data) == Probe("jpeg", 90, 60)
    for made, content in files(data).items():
        assert content.count(b"\xff\xd8\xff") == (made.format == "jpeg")
        assert near(Image.open(io.BytesIO(content)).convert("RGB").getpixel((5, 5)), RED)
    alone = encode(data, [Rendition("a", "jpeg", 90, 60)])
    assert isinstance(alone, tuple)
    assert known(alone[0]) == Probe("jpeg", 90, 60)


def test_the_same_picture_gives_the_same_bytes() -> None:
    data = with_all("JPEG", 6)
    assert files(data) == files(data)


def test_pillow_is_not_imported_where_no_picture_is_new() -> None:
    code = (
        "import sys, generator.media.images as images\n"
        "images.renditions('x', '0' * 8, images.Probe('jpeg', 40, 30))\n"
        "images.probe(b'<svg xmlns=\"http://www.w3.org/2000/svg\"/>')\n"
        "assert not any(name.startswith('PIL') for name in sys.modules)\n"
        "images.probe(sys.stdin.buffer.read())\n"
        "assert 'PIL.Image' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, input=with_all("JPEG"))


# --- drawings ---------------------------------------------------------------


def svg(inside: str = '<path d="M0 0h9v9z"/>', attributes: str = 'viewBox="0 0 24 12"') -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}>{inside}</svg>'.encode()


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('viewBox="0 0 24 12"', (24, 12)),
        ('viewBox="0,0,24,12" width="240"', (240, 120)),
        ('viewBox="0 0 24 12" height="240px"', (480, 240)),
        ('width="2in" height="72pt"', (192, 96)),
        ('width="100%" height="100%" viewBox="-5 -5 10.4 20"', (10, 20)),
        ('width="10mm" height="1e9"', (38, 150)),
        ("", (300, 150)),
    ],
)
def test_size_of_a_drawing(attributes: str, size: tuple[int, int]) -> None:
    assert known(svg(attributes=attributes)) == Probe("svg", *size, alpha=True)


def test_a_drawing_is_kept_without_what_programs_leave_in_it() -> None:
    data = b"""<?xml version="1.0" encoding="ISO-8859-1"?>
<?xml-stylesheet href="https://example.org/x.css"?>
<!-- drawn by Ada Lovelace -->
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<s:svg xmlns:s="http://www.w3.org/2000/svg" xmlns:i="http://www.inkscape.org/namespaces/inkscape"
 xmlns:xlink="http://www.w3.org/1999/xlink" i:export-filename="/home/ada/kitchen.png" viewBox="0 0 9 9" xml:base="/x">
<s:metadata><x xmlns="urn:x">Ada Lovelace</x></s:metadata><i:grid snap="1">Ada</i:grid>
<s:title>Caf\xe9 &amp; &lt;tea&gt; &#8220;here&#8221;</s:title><!-- Ada -->
<s:use xlink:href="#a" style="fill: url('#b')"/><s:style>.a > .b { fill: red /* // Ada? */ }</s:style>
</s:svg>"""
    assert probe(data) == Probe("svg", 9, 9, alpha=True)
    out = files(data)
    text = next(iter(out.values())).decode()
    assert "Lovelace" not in text
    assert "kitchen" not in text
    assert "inkscape" not in text
    assert "<title>Café &amp; &lt;tea&gt; “here”</title>" in text
    assert """<use xlink:href="#a" style="fill: url('#b')"></use>""" in text
    assert text.startswith('<svg xmlns="http://www.w3.org/2000/svg"')
    again = clean_svg(text.encode())
    assert not isinstance(again, str)
    assert again.data.decode() == text


XHTML = "http://www.w3.org/1999/xhtml"


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        "<SCRIPT>alert(1)</SCRIPT>",
        f'<h:script xmlns:h="{XHTML}">alert(1)</h:script>',
        f'<metadata><h:script xmlns:h="{XHTML}">alert(1)</h:script></metadata>',
        f'<foreignObject><p xmlns="{XHTML}">x</p></foreignObject>',
        '<path onload="alert(1)"/>',
        '<path OnClick="alert(1)"/>',
        '<a href="javascript:alert(1)"><path/></a>',
        '<a href="java&#10;script:alert(1)"><path/></a>',
        '<a xmlns:x="http://www.w3.org/1999/xlink" x:href=" &#x1;JaVaScRiPt:alert(1)"><path/></a>',
        '<a href="https://example.org/"><path/></a>',
        '<use href="other.svg#a"/>',
        '<image href="data:image/png;base64,iVBORw0KGgo="/>',
        '<image href="//example.org/x.png"/>',
        '<feImage href="https://example.org/x.png"/>',
        '<animate attributeName="href" values="#a;javascript:alert(1)"/>',
        '<set attributeName="xlink:href" to="#b"/>',
        '<set attributeName="onclick" to="alert(1)"/>',
        '<a><animate attributeName="x" to="javascript:alert(1)"/></a>',
        "<style>@import 'https://example.org/x.css';</style>",
        "<style>path { fill: url(https://example.org/x.svg#a) }</style>",
        "<style>path { fill: u/**/rl(x) } a{b: url( 'http:x' )}</style>",
        "<style>path { fill: \\75rl(x) }</style>",
        "<style>@imp<!-- -->ort 'x';</style>",
        '<path style="fill: url( &quot;x.svg#a&quot; )"/>',
        '<path fill="url(x.svg#a)"/>',
        '<path mask="ur\\6c(x.svg#a)"/>',
        "<handler>alert(1)</handler>",
        '<iframe src="#"/>',
        "&nbsp;",
        "<path>",
    ],
)
def test_drawings_that_act_or_fetch_are_refused(inside: str) -> None:
    found = probe(svg(inside), ".svg")
    assert isinstance(found, str), found
    assert found.startswith("it is "), found


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b'<!DOCTYPE svg [<!ENTITY a "aaaa">]>' + svg("&a;"), "declares entities of its own"),
        (b'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + svg("&a;"), "declares entities of its own"),
        (b'<!DOCTYPE svg SYSTEM "http://example.org/x.dtd">' + svg("&a;"), "which XML does not know"),
        (b'<svg viewBox="0 0 9 9"/>', "it does not begin with <svg xmlns="),
        (b'<html xmlns="http://www.w3.org/1999/xhtml"><svg/></html>', "it does not begin with <svg xmlns="),
        (b'<?xml version="1.0" encoding="utf-7"?>' + svg(), "it is not an SVG that can be read"),
        (svg()[:-9], "it is not an SVG that can be read"),
        (svg("<g>" * 100_000 + "</g>" * 100_000), "deep"),
    ],
)
def test_documents_that_are_no_drawings_are_refused(data: bytes, message: str) -> None:
    found = probe(data, ".svg")
    assert isinstance(found, str), found
    assert message in found


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.sampled_from(["<", ">", "svg", "<g>", "</g>", "&#1;", "&amp;", '"', "é", "]]>", "<![CDATA[", "x='", " "])
    )
)
def test_any_drawing_never_raises_and_is_stable(parts: list[str]) -> None:
    found = clean_svg(svg("".join(parts)))
    if not isinstance(found, str):
        assert clean_svg(found.data) == found
