"""Pictures and videos of a text from the file to the page and the feed: what is published, and what is said."""

import base64
import re
import shutil
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from tests.conftest import Build, Project, Run
from tests.test_photos import photograph

HEAD = "---\ntitle: Shown\ndate: 2026-01-02\nid: tag:x\n---\n\n"
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
VIDEO = "https://youtu.be/dQw4w9WgXcQ"
PLAYER = "https://www.youtube-nocookie.com"


def page(site: Path, slug: str = "shown") -> str:
    text = (site / "articles" / slug / "index.html").read_text()
    return text[text.index('<div class="prose e-content">') : text.index("</article>")]


def feed(site: Path) -> str:
    return (site / "feed.xml").read_text()


def tree(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


@pytest.fixture
def pictures() -> dict[str, str | bytes]:
    return {
        "content/articles/my desk.jpg": photograph(1800),
        "content/articles/small.jpg": photograph(600, (10, 60, 90)),
        "content/static/images/dark.jpg": photograph(900, (10, 10, 10)),
    }


def test_the_writers_own_size_and_sources_stand(
    project: Project, build: Build, pictures: dict[str, str | bytes]
) -> None:
    text = """
<picture>
  <source media="(prefers-color-scheme: dark)" type="image/jpeg" srcset="/images/dark.jpg 1x, my%20desk.jpg 2x">
  <img src="small.jpg" alt="Scheme">
</picture>

<img src="my desk.jpg" srcset="small.jpg 600w, my desk.jpg 1800w" sizes="50vw" height="100" loading="eager" data-x="1" alt="Own">

![Wide](small.jpg){: width=300 }
"""
    site = build(project({"content/articles/shown.md": HEAD + text, **pictures}))
    shown = page(site)
    source = re.search(
        r"<source media=\"\(prefers-color-scheme: dark\)\" type=\"image/jpeg\" srcset=\"([^\"]*)\">", shown
    )
    assert source
    assert re.fullmatch(r"/images/dark\.\w{8}\.900\.jpg 1x, /images/my-desk\.\w{8}\.1600\.jpg 2x", source[1])
    # The writer's <picture> holds no other one.
    inner = shown[shown.index("<picture>") : shown.index("</picture>")]
    assert inner.count("<picture") == 1
    assert 'alt="Scheme">' in inner
    own = next(tag for tag in re.findall(r"<img[^>]*>", shown) if 'alt="Own"' in tag)
    assert re.search(
        r'srcset="/images/small\.\w{8}\.600\.jpg 600w, /images/my-desk\.\w{8}\.1600\.jpg 1800w" sizes="50vw"', own
    )
    assert ' width="150" height="100" loading="eager" decoding="async" data-x="1" alt="Own"' in own
    wide = next(tag for tag in re.findall(r"<img[^>]*>", shown) if 'alt="Wide"' in tag)
    assert ' sizes="min(300px, 100vw)" width="300" height="200" ' in wide
    for address in re.findall(r"/images/[^\s\",]+", shown):
        assert (site / address.lstrip("/")).is_file()
    there = feed(site)
    assert not re.search(r"(?:src|srcset)=\"(?!https://site\.example/images/)", there)
    assert re.search(
        r"https://site\.example/images/dark\.\w{8}\.900\.jpg 1x, https://site\.example/images/my-desk", there
    )


def test_a_candidate_that_is_not_there_is_said_and_left_out(
    project: Project, run: Run, pictures: dict[str, str | bytes]
) -> None:
    text = '<picture><source srcset="gone.jpg 2x"><img src="small.jpg" srcset="lost.jpg 2x, small.jpg" alt="A"></picture>\n'
    root = project({"content/articles/shown.md": HEAD + text, **pictures})
    result = run("build", root=root)
    assert 'shown.md:7:26: warning: there is no image "gone.jpg"' in result.output
    assert 'shown.md:7:68: warning: there is no image "lost.jpg"' in result.output
    assert result.output.count("warning:") == 2
    assert "<picture><img src=" in page(root / "site")
    assert "lost" not in page(root / "site")


def test_pictures_in_a_text_become_files_once(project: Project, build: Build) -> None:
    noisy = Image.effect_noise((700, 500), 90)
    exif = Image.Exif()
    exif[0x010F] = "Secret camera"
    out = BytesIO()
    noisy.save(out, "JPEG", exif=exif)
    long = f"data:image/jpeg;base64,{base64.b64encode(out.getvalue()).decode()}"
    text = f"""
Words ![A dot][image1] and ![A dot](data:image/png;base64,{PIXEL}).

<img alt="Raw" src='data:image/png;base64,{PIXEL}' width="40">

![Noise]({long})

<a href="{long}">All of it</a>

    data:image/png;base64,{PIXEL}

[image1]: <data:image/png;base64,{PIXEL}>
"""
    root = project(
        {
            "content/articles/shown.md": HEAD + text,
            "content/articles/other.md": HEAD.replace("tag:x", "tag:y")
            + f"![A dot][i]\n\n[i]: <data:image/png;base64,{PIXEL}>\n",
        }
    )
    site = build(root)
    shown = page(site)
    # Code shows what was written.
    assert re.findall(r"data:image[^<]*", shown) == [f"data:image/png;base64,{PIXEL}\n"]
    assert "data:" not in feed(site).replace(f"code&gt;data:image/png;base64,{PIXEL}\n", "")
    names = sorted(path.name for path in (site / "images").iterdir() if path.is_file())
    assert sorted(re.sub(r"\.\w{8}\.", ".", name) for name in names) == (
        [
            "picture.1.png",
            "picture.1.webp",
            "picture.480.jpg",
            "picture.480.webp",
            "picture.700.jpg",
            "picture.700.webp",
        ]
    )
    assert shown.count(".1.png") == 3
    assert ' width="40" height="40" ' in shown
    assert re.search(r'<a href="/images/picture\.\w{8}\.700\.jpg">All of it</a>', shown)
    assert ".1.png" in page(site, "other")
    for name in names:
        data = (site / "images" / name).read_bytes()
        assert b"Secret" not in data
        with Image.open(BytesIO(data)) as image:
            assert not image.getexif()
    # From what is kept, and from nothing: the same.
    before = tree(site)
    (root / "content/articles/shown.md").write_text(HEAD + text + "\nMore.\n")
    build(root)
    edited = tree(site)
    shutil.rmtree(root / ".goodword")
    shutil.rmtree(site)
    build(root)
    assert tree(site) == edited
    assert {path for path in edited if path.startswith("images/")} == {
        path for path in before if path.startswith("images/")
    }


@pytest.mark.parametrize(
    ("address", "wrong"),
    [
        ("data:image/png;base64,iVBORw0KGgo!", "its base64 cannot be read"),
        ("data:image/png;base64,SGVsbG8sIHdvcmxk", "it is not an image that can be read"),
        (f"data:image/png;base64,{PIXEL[:60]}", "it is an image that is damaged or breaks off"),
        ("data:application/x;base64,SGVsbG8sIHdvcmxk", "it is not an image that can be read"),
        ("data:image/heic;base64,AAAAGGZ0eXBoZWljAAAAAG1pZjFoZWlj", "it is a HEIC file, which browsers do not show; save it as JPEG or PNG"),
        (
            "data:image/svg+xml;base64," + base64.b64encode(b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>').decode(),
            "it is an SVG with a <script> element, which is not allowed",
        ),
    ],
)  # fmt: skip
def test_a_picture_in_a_text_that_cannot_be_used_is_said(project: Project, run: Run, address: str, wrong: str) -> None:
    root = project({"content/articles/shown.md": f"{HEAD}Words ![A dot]({address}) after.\n"})
    result = run("build", root=root)
    assert result.code == 0
    shown = address if len(address) <= 40 else f"{address[:40]}…"
    said = f'shown.md:7:16: warning: the picture "{shown}" in the text cannot be used: '
    assert said in result.output
    assert wrong in result.output
    assert "<p>Words A dot after.</p>" in page(root / "site")
    assert "data:" not in page(root / "site")


def test_pictures_without_words_are_counted_however_they_are_written(project: Project, run: Run) -> None:
    text = """![](a.jpg) and ![][b] and ![ ](<a b.jpg> "T"), but `![](a.jpg)` and ![A][b].

<img src="a.jpg" alt=""> <img alt="" src="a.jpg"> <img alt src="a.jpg"> <img src="a.jpg">

![](a.jpg)

[b]: /b.jpg
"""
    files: dict[str, str | bytes] = {
        "content/articles/a.jpg": photograph(30),
        "content/articles/a b.jpg": photograph(30),
        "content/static/b.jpg": photograph(30),
    }
    result = run("build", root=project({"content/articles/shown.md": HEAD + text, **files}))
    assert re.findall(
        r"shown\.md:(\d+:\d+): warning: the image \"([^\"]*)\" has no alternative text", result.output
    ) == [
        ("7:1", "a.jpg"),
        ("7:16", "/b.jpg"),
        ("7:27", "a b.jpg"),
        ("9:73", "a.jpg"),
        ("11:1", "a.jpg"),
    ]
    assert result.output.count("warning:") == 5


def test_addresses_without_a_scheme_get_one_in_feeds(project: Project, build: Build) -> None:
    text = """![old](//pics.example/a.jpg) [old](//elsewhere.example/x/)

<img src="//pics.example/b.jpg" srcset="//pics.example/b2.jpg 2x, //pics.example/b3.jpg 3x" alt="b">
<iframe src="//player.example/v/1"></iframe>
<video src="//pics.example/v.mp4" poster="//pics.example/p.jpg"></video>

`src="//not.example/"` and src="//not.example/" in words.
"""
    head = HEAD.replace("id:", "image: {src: //pics.example/i.jpg, alt: I, credit: C}\nid:")
    site = build(project({"content/articles/shown.md": head + text}))
    for name in ("feed.xml", "atom.xml", "feed.json"):
        found = (site / name).read_text()
        assert set(re.findall(r"(?<!:)//[a-z]+\.example[^\s\"”\\&<,]*", found)) == {"//not.example/"}
        assert "https://pics.example/i.jpg" in found
        assert re.search(r"https://pics\.example/b2\.jpg 2x, https://pics\.example/b3\.jpg 3x", found)
    assert 'src="//pics.example/a.jpg"' in page(site)
    assert "img-src 'self' https://pics.example;" in (site / "_headers").read_text()


def test_a_video_opens_the_policy_of_its_own_page(project: Project, build: Build) -> None:
    files: dict[str, str | bytes] = {
        "content/articles/shown.md": f"{HEAD}Watch:\n\n<{VIDEO}>\n\nOr [elsewhere]({VIDEO}).\n",
        "content/articles/other.md": f"{HEAD.replace('tag:x', 'tag:y')}[A talk]({VIDEO})\n",
        "content/pages/talks.md": '---\ntitle: Talks\n---\n\n<https://tube.example/w/9c9de5e8d1f44f5a1B2C3D>{: title="A talk" }\n',
    }
    site = build(project(files))
    policies = {
        name: re.findall(r'Content-Security-Policy" content="([^"]*)', (site / name).read_text())[0]
        for name in ("articles/shown/index.html", "articles/other/index.html", "talks/index.html", "index.html")
    }
    assert {name: re.findall(r"frame-src ([^;]*)", policy) for name, policy in policies.items()} == {
        "articles/shown/index.html": [PLAYER],
        "articles/other/index.html": [],
        "talks/index.html": ["https://tube.example"],
        "index.html": [],
    }
    # A header is one for all pages, and a page is held to both.
    assert f"frame-src https://tube.example {PLAYER};" in (site / "_headers").read_text()
    shown = page(site)
    assert shown.count("<iframe") == 0
    assert f'data-player="{PLAYER}/embed/dQw4w9WgXcQ?autoplay=1"' in shown
    assert f'<p class="video-link"><a href="{VIDEO}">{VIDEO}</a></p>' in shown
    assert shown.count("data-player") == 1
    assert "video" not in page(site, "other")
    scripts = {name: re.findall(r"/assets/(video)\.", (site / name).read_text()) for name in policies}
    assert [bool(found) for found in scripts.values()] == [True, False, True, False]
    assert f'&lt;p&gt;&lt;a href="{VIDEO}"&gt;{VIDEO}&lt;/a&gt;&lt;/p&gt;' in feed(
        site
    ) or f'<p><a href="{VIDEO}">{VIDEO}</a></p>' in feed(site)
    assert "data-player" not in feed(site)


def test_a_video_in_a_comment_stays_a_link(project: Project, build: Build) -> None:
    files: dict[str, str | bytes] = {
        "content/articles/shown.md": f"{HEAD}Words.\n",
        "content/comments/shown.yaml": f"- {{id: a, author: A, date: 2026-01-03, status: approved, body: '<{VIDEO}>'}}\n",
    }
    site = build(project(files))
    text = (site / "articles/shown/index.html").read_text()
    assert VIDEO in text
    assert "data-player" not in text
    assert "frame-src" not in text
