"""Exports of Substack and Medium, made for tests: our own words in their forms."""

import csv
import io
import json
import zipfile
from html import escape
from pathlib import Path

HOME = "https://ann.substack.com"
COLUMNS = (
    "post_id",
    "post_date",
    "is_published",
    "email_sent_at",
    "inbox_sent_at",
    "type",
    "audience",
    "title",
    "subtitle",
    "podcast_url",
)


def packed(path: Path, files: dict[str, str]) -> Path:
    """A zip file of texts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, text in files.items():
            made.writestr(name, text.encode("utf-8", "surrogatepass"))
    return path


def unpacked(path: Path, files: dict[str, str]) -> Path:
    """The same as a folder."""
    for name, text in files.items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_text(text, "utf-8")
    return path


# --- Substack -----------------------------------------------------------------------------


def row(
    number: int,
    slug: str | None = None,
    title: str = "A title",
    *,
    published: bool = True,
    kind: str = "newsletter",
    audience: str = "everyone",
    subtitle: str = "",
    date: str = "2021-03-05T08:00:00.123Z",
    sound: str = "",
) -> list[str]:
    """A line of posts.csv."""
    name = f"{number}.{f'post-{number}' if slug is None else slug}"
    sent = date if published else ""
    return [name, date, str(published).lower(), sent, sent, kind, audience, title, subtitle, sound]


def substack(
    *posts: tuple[list[str], str | None], name: str = "ann", more: dict[str, str] | None = None
) -> dict[str, str]:
    """The files of an export, with all that it has of readers."""
    lines = io.StringIO(newline="")
    written = csv.writer(lines)
    written.writerow(COLUMNS)
    files = {}
    for said, html in posts:
        written.writerow(said)
        if html is not None:
            files[f"posts/{said[0]}.html"] = html
        files[f"posts/{said[0]}.delivers.csv"] = "email\nreader-secret@mail.net\n"
        files[f"posts/{said[0]}.opens.csv"] = "email,country\nreader-secret@mail.net,203.0.113.77\n"
    lists = {f"email_list.{name}.csv": "email,plan\nreader-secret@mail.net,other\n"} if name else {}
    return {"posts.csv": lines.getvalue(), **lists, **files, **(more or {})}


def attrs(**said: object) -> str:
    """What an element says of itself."""
    return f'data-attrs="{escape(json.dumps(said))}"'


def changed(url: str, width: int = 1456) -> str:
    """The address at which Substack shows a picture."""
    coded = url.replace(":", "%3A").replace("/", "%2F")
    return f"https://substackcdn.com/image/fetch/$s_!aB1c!,w_{width},c_limit,f_auto,q_auto:good,fl_progressive:steep/{coded}"


JAR = "https://substack-post-media.s3.amazonaws.com/public/images/0a1b2c3d-aaaa-bbbb-cccc-1234567890ab_800x600.jpeg"


def picture(url: str = JAR, alt: str = "A jar", caption: str = "The jar, full") -> str:
    """A picture as the editor leaves it."""
    said = attrs(src=url, fullscreen=None, height=600, width=800, alt=alt, title=None, href=None, belowTheFold=True)
    shown = f'<figcaption class="image-caption">{caption}</figcaption>' if caption else ""
    return (
        f'<div class="captioned-image-container"><figure><a class="image-link image2 is-viewable-img" target="_blank" href="{changed(url)}"'
        f' data-component-name="Image2ToDOM"><div class="image2-inset"><picture><source type="image/webp" srcset="{changed(url, 424)} 424w">'
        f'<img src="{changed(url)}" width="800" height="600" {said} class="sizing-normal" alt="" srcset="{changed(url, 424)} 424w"></picture>'
        '<div class="image-link-expand"><div class="pencraft"><button>Expand</button></div></div></div></a>'
        f"{shown}</figure></div>"
    )


def mark(number: int) -> str:
    """A footnote's number in the text."""
    return (
        f'<a class="footnote-anchor" data-component-name="FootnoteAnchorToDOM" id="footnote-anchor-{number}"'
        f' href="#footnote-{number}" target="_self">{number}</a>'
    )


def note(number: int, html: str) -> str:
    """A footnote below the text."""
    return (
        f'<div class="footnote" data-component-name="FootnoteToDOM"><a id="footnote-{number}" href="#footnote-anchor-{number}"'
        f' class="footnote-number" contenteditable="false" target="_self">{number}</a><div class="footnote-content">{html}</div></div>'
    )


SUBSCRIBE = (
    f'<div class="subscription-widget-wrap" {attrs(url=f"{HOME}/subscribe?", text="Subscribe")} data-component-name="SubscribeWidgetToDOM">'
    '<div class="subscription-widget show-subscribe"><div class="preamble"><p class="cta-caption">Thanks for reading! Subscribe for free.</p></div>'
    '<form class="subscription-widget-subscribe"><input type="email" class="email-input" name="email"><input type="submit" value="Subscribe">'
    "</form></div></div>"
)
SHARE = (
    f'<p class="button-wrapper" {attrs(url="%%share_url%%", text="Share", action=None)} data-component-name="ButtonCreateButton">'
    '<a class="button primary" href="%%share_url%%"><span>Share</span></a></p>'
)


def letter() -> str:
    """A text with all that Substack puts between paragraphs."""
    return "".join(
        (
            f"<p>First <strong>words</strong>{mark(1)}, and more{mark(2)}.</p>",
            SUBSCRIBE,
            "<h2>A heading</h2>",
            picture(),
            f'<p>See <a href="{HOME}/p/post-2?utm_source=x">two</a> and <a href="https://open.substack.com/pub/ann/p/post-2?r=1">again</a>.</p>',
            SHARE,
            '<p class="button-wrapper"><a class="button primary" href="https://calendar.example.com/ann"><span>Book a call</span></a></p>',
            (
                f'<div id="youtube2-dQw4w9WgXcQ" class="youtube-wrap" {attrs(videoId="dQw4w9WgXcQ", startTime=None, endTime=None)}><div class="youtube-inner">'
                '<iframe src="https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?rel=0&amp;autoplay=0"></iframe></div></div>'
            ),
            f'<div class="tweet" {attrs(url="https://twitter.com/gus/status/1", full_text="Short & good", username="gus", name="Gus")}></div>',
            f'<iframe class="spotify-wrap podcast" {attrs(title="The talk", url="https://open.spotify.com/episode/1")} src="https://open.spotify.com/embed/episode/1"></iframe>',
            '<div class="pullquote"><p>Give before you ask.</p></div>',
            (
                '<div class="preformatted-block"><label class="hide-text">Text within this block will keep its spacing</label>'
                '<pre class="text">Roses are\nred\n\nviolets blue</pre></div>'
            ),
            f'<div class="poll-embed" {attrs(id=77)} data-component-name="PollToDOM"></div>',
            f'<div class="digest-post-embed" {attrs(title="Two", canonical_url=f"{HOME}/p/post-2", caption="The second")}></div>',
            f'<div class="latex-rendered" {attrs(persistentExpression="a^2 < b", id="X")}></div>',
            (
                '<div class="file-embed-wrapper"><div class="file-embed-container-reader"><div class="file-embed-container-top"><div class="file-embed-details">'
                '<div class="file-embed-details-h1">The sheet</div><div class="file-embed-details-h2">1MB ∙ PDF file</div></div>'
                f'<a class="file-embed-button wide" href="{HOME}/api/v1/file/0a1b.pdf"><span>Download</span></a></div></div></div>'
            ),
            f'<p>With <span class="mention-wrap" {attrs(name="Bea Beispiel", id=1)}></span>.</p>',
            f'<div class="new-thing" {attrs(id=5)}></div>',
            note(1, "<p>The <em>first</em> note.</p>"),
            note(2, "<p>The second.</p><p>In two parts.</p>"),
        )
    )


def letters() -> dict[str, str]:
    """An export with everything."""
    return substack(
        (row(1, title="One & only", subtitle="What it is"), letter()),
        (
            row(2, title="Two", date="2021-04-01T09:30:00.000Z"),
            f'<p>Words, and <a href="{HOME}/p/post-1#x">one</a>.</p>',
        ),
        (row(3, title="Paid", audience="only_paid"), "<p>paid-secret</p>"),
        (row(4, title="Founders", audience="founding"), "<p>founding-secret</p>"),
        (row(5, "", "Not yet", published=False, date=""), "<p>draft-secret</p>"),
        (row(6, "about-me", "About me", kind="page"), "<p>Who I am</p>"),
        (
            row(7, title="Episode", kind="podcast", sound="https://api.substack.com/feed/podcast/7/0a1b2c.mp3"),
            "<p>We talk.</p>",
        ),
        (
            row(8, title="Half"),
            '<p>Free.</p><div class="paywall-jump" data-component-name="PaywallToDOM"></div><p>wall-secret</p>',
        ),
        (row(9, title="Talk with me", kind="thread"), "<p>What do you do?</p>"),
    )


# --- Medium -------------------------------------------------------------------------------

ANN = "https://medium.com/@ann"


def title(text: str) -> str:
    """The title where it is repeated in the text."""
    return f'<h3 name="7f48" id="7f48" class="graf graf--h3 graf--leading graf--title">{text}</h3>'


def section(html: str, name: str = "5c3c", kind: str = "section--first") -> str:
    """A section of a story."""
    return (
        f'<section name="{name}" class="section section--body {kind}"><div class="section-divider"><hr class="section-divider"></div>'
        f'<div class="section-content"><div class="section-inner sectionLayout--insetColumn">{html}</div></div></section>'
    )


def story(
    number: str,
    body: str,
    *,
    name: str = "A title",
    summary: str = "",
    link: str | None = None,
    date: str | None = "2017-03-05T12:34:56.789Z",
    author: str = "Ann Example",
) -> str:
    """A file of a story."""
    address = link if link is not None else f"{ANN}/a-title-{number}"
    when = (
        f'<p>By <a href="{ANN}" class="p-author h-card">{author}</a> on <a href="https://medium.com/p/{number}">'
        f'<time class="dt-published" datetime="{date}">March 5, 2017</time></a>.</p><p><a href="{address}" class="p-canonical">Canonical link</a></p>'
        if date
        else f'<p><a href="https://medium.com/p/{number}">View original.</a></p>'
    )
    told = f'<section data-field="subtitle" class="p-summary">{summary}</section>' if summary else ""
    return (
        f'<!DOCTYPE html><html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>{name}</title>'
        '<style>* { font-family: Georgia } .graf { padding: 0 }</style></head><body><article class="h-entry">'
        f'<header><h1 class="p-name">{name}</h1></header>{told}<section data-field="body" class="e-content">{body}</section>'
        f'<footer>{when}<p>Exported from <a href="https://medium.com">Medium</a> on April 1, 2024.</p></footer></article></body></html>'
    )


def told() -> str:
    """A text with all that Medium has between paragraphs."""
    return section(
        '<h4 name="1" id="1" class="graf graf--h4 graf--leading graf--kicker">Part one</h4>'
        + title("One &amp; only")
        + '<h4 name="2" id="2" class="graf graf--h4 graf-after--h3 graf--subtitle">What it is, and why</h4>'
        '<figure name="3" id="3" class="graf graf--figure graf-after--h4"><img class="graf-image" data-image-id="1*aB.jpeg" data-width="2000" data-height="900"'
        ' alt="A jar" src="https://cdn-images-1.medium.com/max/800/1*aB.jpeg"><figcaption class="imageCaption">The <em class="markup--em">jar</em></figcaption></figure>'
        '<p name="4" id="4" class="graf graf--p graf--hasDropCapModel graf--hasDropCap"><span class="graf-dropCap">F</span>irst words, see '
        '<a href="https://medium.com/@ann/two-bbbbbbbbbbb2?source=x" data-href="https://medium.com/@ann/two-bbbbbbbbbbb2" class="markup--anchor markup--p-anchor">two</a>'
        ' and <a href="https://medium.com/p/bbbbbbbbbbb2">again</a>.</p>'
        '<h3 name="5" id="5" class="graf graf--h3">A heading</h3><h4 name="6" id="6" class="graf graf--h4">Below it</h4>'
        '<pre name="7" id="7" class="graf graf--pre">if x:<br>    y()</pre><pre name="8" id="8" class="graf graf--pre graf-after--pre">z()</pre>'
        '<pre data-code-block-mode="1" spellcheck="false" data-code-block-lang="python" name="9" id="9" class="graf graf--pre graf--preV2">'
        '<span class="pre--content"><span class="hljs-keyword">def</span> f():<br />    ...</span></pre>'
        '<div name="10" id="10" class="graf graf--mixtapeEmbed"><a href="https://else.net/x" data-href="https://else.net/x" class="markup--anchor markup--mixtapeEmbed-anchor"'
        ' title="https://else.net/x"><strong class="markup--strong markup--mixtapeEmbed-strong">Elsewhere</strong><br><em class="markup--em markup--mixtapeEmbed-em">What is there</em>else.net</a>'
        '<a href="https://else.net/x" class="js-mixtapeImage mixtapeImage u-ignoreBlock" style="background-image: url(https://cdn-images-1.medium.com/fit/c/160/160/0*x);"></a></div>'
        '<figure name="11" id="11" class="graf graf--figure graf--iframe"><iframe src="https://www.youtube.com/embed/dQw4w9WgXcQ?feature=oembed" width="700" height="393"></iframe></figure>'
        '<figure name="12" id="12" class="graf graf--figure graf--iframe"><iframe src="https://cdn.embedly.com/widgets/media.html?src=https%3A%2F%2Fx.net%2Fplayer&amp;url=https%3A%2F%2Fx.net%2Ftalk&amp;type=text%2Fhtml"></iframe></figure>'
        '<figure name="13" id="13" class="graf graf--figure graf--iframe"><blockquote class="twitter-tweet"><a href="https://twitter.com/gus/status/1"></a></blockquote><script async src="//platform.twitter.com/widgets.js"></script></figure>'
        '<figure name="14" id="14" class="graf graf--figure graf--iframe"><script src="https://gist.github.com/ann/0a1b2c.js"></script></figure>'
        '<blockquote name="15" id="15" class="graf graf--pullquote graf-after--p">Give before you ask.</blockquote>'
        '<ul class="postList"><li name="16" id="16" class="graf graf--li">one</li><li name="17" id="17" class="graf graf--li">two</li></ul>',
    ) + section('<p name="18" id="18" class="graf graf--p graf--leading">The end.</p>', "9d1e", "section--last")


def stories() -> dict[str, str]:
    """An export with everything, and all that it has of the person."""
    featured = (
        '<figure name="1" id="1" class="graf graf--figure graf--leading"><img class="graf-image" data-image-id="1*cD.png" data-width="700" data-is-featured="true"'
        ' src="https://cdn-images-1.medium.com/max/800/1*cD.png"><figcaption class="imageCaption">Photo: <a href="https://photos.net/bea">Bea</a></figcaption></figure>'
    )
    answer = '<p name="1" id="1" class="graf graf--p graf--leading">Thank you, Gus, answer-words that say more.</p>'
    draft = title("Not yet") + '<p class="graf graf--p">draft-secret</p>'
    private = "<html><body>Email address: ann-secret@mail.net, 203.0.113.77, Agent-secret</body></html>"
    folders = ("profile/profile", "profile/about", "ips/ips-0001", "sessions/sessions-0001", "claps/claps-0001", "bookmarks/bookmarks-0001", "lists/Later-0a1b2c3d", "highlights/highlights-0001")  # fmt: skip
    return {
        "README.html": private,
        "posts/2017-03-05_One---only-aaaaaaaaaaa1.html": story(
            "aaaaaaaaaaa1",
            told(),
            name="One &amp; only",
            summary="What it is, and…",
            link=f"{ANN}/one-only-aaaaaaaaaaa1",
        ),
        "posts/2018-01-02_Two-bbbbbbbbbbb2.html": story(
            "bbbbbbbbbbb2",
            section(featured + title("Two") + '<p class="graf graf--p">Words.</p>'),
            name="Two",
            link="https://medium.com/a-publication/two-bbbbbbbbbbb2",
            date="2018-01-02T08:00:00.000Z",
        ),
        "posts/draft_Not-yet-ccccccccccc3.html": story("ccccccccccc3", section(draft), name="Not yet", date=None),
        "posts/2019-01-02_Thank-you--Gus-ddddddddddd4.html": story(
            "ddddddddddd4", section(answer), name="Thank you, Gus, answer-words…", date="2019-01-02T08:00:00.000Z"
        ),
        **{f"{name}.html": private for name in folders},
    }
