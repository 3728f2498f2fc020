"""Nothing that a stranger writes as HTML does anything: the result is taken apart, not searched."""

import re
import subprocess
import sys
from itertools import product
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from generator.base.problems import Report
from generator.content.said import CommentFields
from generator.markup.markdown import convert
from generator.markup.sanitize import clean
from generator.schema.fields import FileContext, Invalid, read
from generator.schema.nodes import Mapping, Node, Scalar
from tests.support import ROOT

TAGS = {"p", "br", "em", "strong", "code", "pre", "blockquote", "ul", "ol", "li", "a", "del", "sup", "sub"} | {
    *("table", "thead", "tbody", "tr", "th", "td"),
}


def faults(text: str) -> list[str]:
    """What is wrong with HTML that should be clean, as a browser's parser sees it."""
    found = []
    if "\0" in text:
        found.append("a null character")
    nodes: Any = html.document_fromstring(f"<section>{text}</section>").xpath("//section//node()[not(self::text())]")
    for element in nodes:
        if not isinstance(element.tag, str):
            found.append(f"a node that is no element: {element!r}")
        elif element.tag not in TAGS:
            found.append(f"<{element.tag}>")
        elif element.tag != "a" and element.attrib:
            found.append(f"attributes of <{element.tag}>: {dict(element.attrib)}")
        elif element.tag == "a":
            href = element.get("href", "")
            if set(element.attrib) != {"href", "rel"} or element.get("rel") != "ugc nofollow":
                found.append(f"attributes of a link: {dict(element.attrib)}")
            if not re.match(r"https?:|mailto:|/(?![/\\])[^\x00-\x1f\\]*$", href, re.IGNORECASE) or re.search(
                r"[\x00-\x20]", href[:12]
            ):
                found.append(f"a link to {href!r}")
            if not "".join(element.itertext()).strip() and not len(element):
                found.append("a link with nothing to click on")
    return found


# --- attacks, put together from their parts ---

RUN = "alert(1)"
EVENTS = (
    "onerror",
    "onload",
    "onclick",
    "onmouseover",
    "onfocus",
    "onanimationstart",
    "onbegin",
    "ontoggle",
    "onpointerenter",
    "onwheel",
    "oncut",
    "onscrollend",
    "ONERROR",
    "onError",
    "xonerror",
    "formaction",
)
HOLDERS = (
    "img",
    "svg",
    "body",
    "p",
    "a",
    "details open",
    "video",
    "audio",
    "input autofocus",
    "marquee",
    "math",
    "select autofocus",
    "textarea autofocus",
    "iframe",
    "object",
    "x",
    "form",
    "em",
    "code",
    "li",
)
SCHEMES = (
    "javascript:{}", "JaVaScRiPt:{}", " javascript:{}", "java\tscript:{}", "java\nscript:{}", "java\rscript:{}", "\x01javascript:{}", "javascript\x00:{}", "&#106;avascript:{}",
    "&#x6A;avascript:{}", "&#0000106avascript:{}", "javascript&colon;{}", "java&Tab;script:{}", "java&NewLine;script:{}", "&Tab;javascript:{}", "javascript:/*--></title></style>*/{}",
    "vbscript:{}", "data:text/html,<script>{}</script>", "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==", "data:image/svg+xml,<svg onload={}>", "blob:{}", "file:///etc/passwd", "ftp://x/", "view-source:javascript:{}",
    "feed:javascript:{}", "jar:javascript:{}", "mocha:{}", "livescript:{}", "tel:1", "sms:1", "//evil.example/{}", "/\\evil.example", "\\\\evil.example", "/path", "path", "#comment-1", "?q", "", "http", "https", ":", "://", "javascript://%0a{}", "javascript:\u2028{}", "\u3000javascript:{}", "\ufeffjavascript:{}",
)  # fmt: skip
CARRIERS = (
    '<a href="{}">x</a>', "<a href='{}'>x</a>", "<a href={}>x</a>", "<a href=`{}`>x</a>", '<a xlink:href="{}">x</a>', '<img src="{}">', '<iframe src="{}"></iframe>', '<form action="{}"><button>x</button></form>', '<button formaction="{}">x</button>',
    '<object data="{}"></object>', '<embed src="{}">', '<base href="{}">', '<link rel="stylesheet" href="{}">', '<meta http-equiv="refresh" content="0;url={}">', '<svg><a xlink:href="{}"><text y="20">x</text></a></svg>', '<math href="{}">x</math>', '<blockquote cite="{}">x</blockquote>', '<p style="background:url({})">x</p>', '<video poster="{}"></video>', '<area href="{}">', '<body background="{}">', '<table background="{}"><tr><td>x</table>',
)  # fmt: skip
WHOLE = (
    f"<script>{RUN}</script>", "<script src=https://evil.example/x.js></script>", f"<ScRiPt>{RUN}</sCrIpT >", f"<script\n>{RUN}</script\t>", f"<script/x>{RUN}</script>", f"<scr<script>ipt>{RUN}</scr</script>ipt>", f"<<script>{RUN}//<</script>", f"<script>{RUN}", f"<script >{RUN}<!--", f"<svg><script>{RUN}</script></svg>", f"<svg><script href=data:,{RUN} /></svg>", f"<math><script>{RUN}</script>",
    "<style>@import'https://evil.example/x.css';</style>", "<style>p{background:url(https://evil.example/)}</style>", f"<style><img src=x onerror={RUN}></style>", "<link rel=import href=https://evil.example/>", f"<!--><img src=x onerror={RUN}>-->", f"<!--[if IE]><script>{RUN}</script><![endif]-->", f"<!-- --!><img src=x onerror={RUN}>", f"<![CDATA[<img src=x onerror={RUN}>]]>", f"<?xml version='1'?><img src=x onerror={RUN}>", f"<!DOCTYPE x [<!ENTITY y '{RUN}'>]><p>&y;</p>",
    f"<noscript><p title='</noscript><img src=x onerror={RUN}>'></noscript>", f"<textarea><p title='</textarea><img src=x onerror={RUN}>'>", f"<title><p title='</title><img src=x onerror={RUN}>'>", f"<xmp><p title='</xmp><img src=x onerror={RUN}>'>", f"<noembed><p title='</noembed><img src=x onerror={RUN}>'>", f"<noframes><p title='</noframes><img src=x onerror={RUN}>'>", f"<iframe srcdoc='<script>{RUN}</script>'></iframe>", f"<template><script>{RUN}</script></template>", f"<plaintext><script>{RUN}</script>", f"<listing>&lt;img onerror={RUN} src=x&gt;</listing>",
    f"<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror={RUN}&gt;'>", f"<math><mtext><mglyph><svg><mtext><style><path id='</style><img onerror={RUN} src>'>", f"<svg></p><style><a id='</style><img src=1 onerror={RUN}>'>", f"<form><math><mtext></form><form><mglyph><style></math><img src onerror={RUN}>", f"<svg><p><style><!--</style><img src=x onerror={RUN}>--></style>", f"<math><annotation-xml encoding='text/html'><img src=x onerror={RUN}></annotation-xml></math>", f"<svg><foreignObject><img src=x onerror={RUN}></foreignObject></svg>", f"<svg><animate onbegin={RUN} attributeName=x dur=1s>", f"<svg><set attributeName=href to=javascript:{RUN}><a><text>x", f"<svg><use href='data:image/svg+xml,<svg id=x><script>{RUN}</script></svg>#x'/></svg>", f"<select><template><img src=x onerror={RUN}></template></select>", "<p id='x'></p><p name='attributes'>x", f"<form id=x></form><button form=x formaction=javascript:{RUN}>x", "<img name=getElementById><a id=document><a id=document name=cookie>", f"<a href='https://x.example' target=_blank onclick={RUN} style='position:fixed;inset:0' class=button id=answer>x</a>", f"<p onclick={RUN} class=comment id=comment-1 style=color:red data-embed=x data-module=//evil.example/x.js>x</p>", "<button data-embed=x data-into=y data-script=https://evil.example/x.js>Click</button>", "<h1>Big</h1><h2 id=conversation>x</h2>", "<marquee>x</marquee><blink>x</blink><font size=7>x</font>", "<div hidden></div><section></section><article></article></main></body></html>", f"</p></div></article></li></ol><script>{RUN}</script>", f"<table><a href=javascript:{RUN}>x</a></table>", "<ul><ul><ul><li><p></ul></p></li></ul></ul>", "<a href=https://a.example/><a href=https://b.example/>x</a></a>", f"<input type=image src=x onerror={RUN}>", f"<keygen autofocus onfocus={RUN}>", f"<isindex action=javascript:{RUN} type=image>", f"<bgsound src=javascript:{RUN}>", "<layer src=https://evil.example/>", "<applet code=x></applet>", f"<frameset onload={RUN}>", "<portal src=https://evil.example/>", f"<dialog open onclose={RUN}>x</dialog>", f"<slot onslotchange={RUN}>x", f"<p>\x00<scr\x00ipt>{RUN}</script>", f"\ufeff<script>{RUN}</script>", "<p>" * 600 + f"<img src=x onerror={RUN}>", "<b>" * 3000, "<" * 500, "&lt;script&gt;" + RUN, "&amp;lt;script>", f"&#60;img src=x onerror={RUN}&#62;", f"＜script＞{RUN}＜/script＞", f"%3Cscript%3E{RUN}%3C/script%3E", f"+ADw-script+AD4-{RUN}+ADw-/script+AD4-", f"{{{{constructor.constructor('{RUN}')()}}}}", "${7*7}", f"<img src=x:x onerror\x0b={RUN}>", f"<img/src=x/onerror={RUN}>", f"<img\x0csrc=x\x0conerror={RUN}>", f"<img src='x'onerror={RUN}>", f'<img """><script>{RUN}</script>">', f"<img src=x onerror={RUN}//", f"<img src=x onerror={RUN}", f'<a href="https://x.example\nonclick={RUN}">x</a>', f"<a href='https://x.example/\"><script>{RUN}</script>'>x</a>", f"<a title='\"><img src=x onerror={RUN}>' href=https://x.example>x</a>", f"<em/{'/' * 99}onclick={RUN}>x</em>", f"<p><a href=mailto:a@b.example?body={RUN}>x</a>", f"<custom-element onclick={RUN}>x</custom-element>", f"<del datetime=x cite=javascript:{RUN}>x</del>", "<img src=https://evil.example/pixel.gif>", "<picture><source srcset=https://evil.example/x.png></picture>", "<audio src=https://evil.example/x.mp3 autoplay>", "<p lang=x dir=rtl title=x tabindex=1 contenteditable accesskey=a>x</p>",
)  # fmt: skip
ATTACKS = sorted(
    {
        *WHOLE,
        *(f"<{holder} {event}={RUN}>x" for holder, event in product(HOLDERS, EVENTS)),
        *(carrier.format(scheme.format(RUN)) for carrier, scheme in product(CARRIERS, SCHEMES)),
    }
)


def test_there_are_many_attacks_and_the_test_sees_what_they_do() -> None:
    assert len(ATTACKS) > 1_200
    seen = sum(bool(faults(attack)) for attack in ATTACKS)
    assert seen > len(ATTACKS) * 0.9, seen


def test_no_attack_comes_through() -> None:
    through = {attack: found for attack in ATTACKS if (found := faults(clean(attack)))}
    assert through == {}


def test_no_attack_comes_through_markdown() -> None:
    through = {}
    for attack in [
        *ATTACKS,
        *(f"[x]({scheme.format(RUN)})" for scheme in SCHEMES),
        *(f"[x]\n\n[x]: {scheme.format(RUN)}" for scheme in SCHEMES),
        *(f"![x]({scheme.format(RUN)})" for scheme in SCHEMES),
        *(f"<{scheme.format(RUN)}>" for scheme in SCHEMES),
    ]:
        if len(attack) < 1_000 and (found := faults(clean(convert(attack).html))):
            through[attack] = found
    assert through == {}


def test_attacks_within_one_another_do_not_come_through() -> None:
    through = {}
    for number, attack in enumerate(ATTACKS):
        other = ATTACKS[(number * 7 + 3) % len(ATTACKS)]
        for text in (attack + other, attack.replace("x", other, 1), f"<p title='{attack}'>{other}</p>"):
            if found := faults(clean(text)):
                through[text] = found
    assert through == {}


@given(st.text(alphabet=st.sampled_from(list("<>/='\"&;:#! \n\t\0-ajscriptonhefmgvk[]()")), max_size=80))
def test_no_text_comes_through(text: str) -> None:
    once = clean(text)
    assert faults(once) == []
    assert clean(once) == once


@given(
    st.lists(
        st.sampled_from(
            [part for attack in WHOLE[:60] for part in re.split(r"(?<=>)|(?=<)", attack) if part and len(part) < 200]
        ),
        max_size=12,
    )
)
def test_no_mixture_of_parts_comes_through(parts: list[str]) -> None:
    once = clean("".join(parts))
    assert faults(once) == []
    assert faults(clean(once)) == []


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("<p>a &lt; b &amp; c</p>", "<p>a &lt; b &amp; c</p>"),
        (
            "<p>a<br>b <em>c</em> <strong>d</strong> <del>e</del> <code>f</code></p>",
            "<p>a<br>b <em>c</em> <strong>d</strong> <del>e</del> <code>f</code></p>",
        ),
        ('<pre><code class="language-python">x\n</code></pre>', "<pre><code>x\n</code></pre>"),
        (
            "<blockquote><p>x</p></blockquote><ul><li>a</li></ul><ol start=3><li>b</li></ol>",
            "<blockquote><p>x</p></blockquote><ul><li>a</li></ul><ol><li>b</li></ol>",
        ),
        (
            '<a href="https://x.example/?a=1&amp;b=2" title="t">x</a>',
            '<a href="https://x.example/?a=1&amp;b=2" rel="ugc nofollow">x</a>',
        ),
        ('<a href="HTTPS://X.example">x</a>', '<a href="HTTPS://X.example" rel="ugc nofollow">x</a>'),
        ('<a href="mailto:a@b.example">x</a>', '<a href="mailto:a@b.example" rel="ugc nofollow">x</a>'),
        (
            '<p>see <a href="/about/">the <em>page</em></a></p>',
            '<p>see <a href="/about/" rel="ugc nofollow">the <em>page</em></a></p>',
        ),
        ('<a href="/a b/?q=1&amp;r=2">x</a>', '<a href="/a b/?q=1&amp;r=2" rel="ugc nofollow">x</a>'),
        (
            '<li class="task"><label><input type="checkbox" disabled checked> done</label></li>',
            "<li>☑ done</li>",
        ),
        ('<p>see <a href="about/">the <em>page</em></a></p>', "<p>see the <em>page</em></p>"),
        ('<a href="//x.example/">a</a> <a href="/\\x.example/">b</a> <a href="/\t/x.example/">c</a>', "a b c"),
        (
            "<p>one\ntwo <em>three\nfour</em>\n</p>\n<p>five</p>",
            "<p>one<br>\ntwo <em>three<br>\nfour</em>\n</p>\n<p>five</p>",
        ),
        ("<p>one<br />\ntwo</p>", "<p>one<br>\ntwo</p>"),
        ("<ul>\n<li>one\ntwo</li>\n</ul>", "<ul>\n<li>one<br>\ntwo</li>\n</ul>"),
        ("<pre><code>a\nb\n</code></pre>", "<pre><code>a\nb\n</code></pre>"),
        (
            '<table>\n<tbody><tr>\n<td style="text-align: left;">a\nb</td></tr></tbody></table>',
            "<table>\n<tbody><tr>\n<td>a<br>\nb</td></tr></tbody></table>",
        ),
        ('<p><a href="https://x.example"><img src="y"></a></p>', "<p></p>"),
        ('<p>See <img alt="my &lt;b&gt; &quot;desk&quot;" src="y" title="t">.</p>', '<p>See my &lt;b&gt; "desk".</p>'),
        ('<p><img alt="<script>x</script><b>y" src="z"></p>', "<p>y</p>"),
        (
            '<p><a href="https://x.example"><img alt="desk" src="y"></a></p>',
            '<p><a href="https://x.example" rel="ugc nofollow">desk</a></p>',
        ),
        ("<h2 id=x>Title <em>y</em></h2><p>x</p>", "<p><strong>Title <em>y</em></strong></p><p>x</p>"),
        ("<p>x</p><script>secret</script>", "<p>x</p>"),
        ("", ""),
        ("plain", "plain"),
    ],
)
def test_what_readers_mean_stays(written: str, shown: str) -> None:
    assert clean(written) == shown


def test_links_say_that_the_site_does_not_vouch_for_them() -> None:
    found = html.fragment_fromstring(clean(convert("<https://x.example/> [y](https://y.example)").html))
    assert [(urlsplit(a.get("href")).hostname, a.get("rel")) for a in found.iter("a")] == [
        ("x.example", "ugc nofollow"),
        ("y.example", "ugc nofollow"),
    ]


def test_cleaner_is_imported_only_when_something_is_cleaned() -> None:
    code = "import sys, generator.markup.sanitize as c; print('nh3' in sys.modules); c.clean('x'); print('nh3' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True"]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_website_of_a_commenter_is_a_web_address_or_an_error(scheme: str) -> None:
    address = scheme.format(RUN)
    report = Report()
    written = {"id": "c1", "author": "Ann", "date": "2026-01-02", "body": "Text.", "url": address}
    keys = {key: Scalar(key, line, 3) for line, key in enumerate(written, 1)}
    values: dict[str, Node] = {key: Scalar(text, keys[key].line, 9, plain=False) for key, text in written.items()}
    found = read(CommentFields, Mapping(keys, values, 1, 1), FileContext("x.yaml", report, ZoneInfo("UTC")))
    assert isinstance(found, Invalid)
    assert [problem.place.line for problem in report] == [5]
