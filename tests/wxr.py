"""Exports of WordPress, made for tests: our own words in the form of WXR."""

from html import escape

SPACES = """xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/\""""
HOME = "https://old.blog.net"


def cdata(text: str) -> str:
    """A text as WordPress writes it: its own end of CDATA is split."""
    return "<![CDATA[" + text.replace("]]>", "]]]]><![CDATA[>") + "]]>"


def comment(
    number: int,
    body: str = "Thank you.",
    *,
    author: str = "Gus",
    parent: int = 0,
    approved: str = "1",
    kind: str = "comment",
    url: str = "",
    email: str = "gus-secret@mail.net",
    user: int = 0,
) -> str:
    """A comment with all that it knows of its author."""
    return f"""<wp:comment><wp:comment_id>{number}</wp:comment_id><wp:comment_author>{cdata(author)}</wp:comment_author>
<wp:comment_author_email>{cdata(email)}</wp:comment_author_email><wp:comment_author_url>{escape(url)}</wp:comment_author_url>
<wp:comment_author_IP>{cdata("203.0.113.77")}</wp:comment_author_IP><wp:comment_agent>{cdata("Agent-secret/1")}</wp:comment_agent>
<wp:comment_date>{cdata("2014-03-06 09:10:11")}</wp:comment_date>
<wp:comment_date_gmt>{cdata("2014-03-06 08:10:11")}</wp:comment_date_gmt><wp:comment_content>{cdata(body)}</wp:comment_content>
<wp:comment_approved>{cdata(approved)}</wp:comment_approved><wp:comment_type>{cdata(kind)}</wp:comment_type>
<wp:comment_parent>{parent}</wp:comment_parent><wp:comment_user_id>{user}</wp:comment_user_id></wp:comment>"""


def item(
    number: int,
    title: str = "A title",
    body: str = "A text.",
    *,
    kind: str = "post",
    status: str = "publish",
    slug: str | None = None,
    link: str | None = None,
    guid: str | None = None,
    date: str = "2014-03-05 08:00:00",
    gmt: str | None = None,
    excerpt: str = "",
    locked_with: str = "",
    author: str = "ann",
    terms: str = "",
    meta: dict[str, str] | None = None,
    comments: str = "",
    parent: int = 0,
    more: str = "",
) -> str:
    """An item as WordPress 6 writes it."""
    name = slug if slug is not None else f"post-{number}"
    day = date[:10].replace("-", "/")
    address = link if link is not None else f"{HOME}/{day}/{name}/" if kind == "post" else f"{HOME}/{name}/"
    metas = "".join(
        f"<wp:postmeta><wp:meta_key>{cdata(key)}</wp:meta_key><wp:meta_value>{cdata(value)}</wp:meta_value></wp:postmeta>"
        for key, value in (meta or {}).items()
    )
    return f"""<item><title>{cdata(title)}</title><link>{escape(address)}</link>
<pubDate>Wed, 05 Mar 2014 07:00:00 +0000</pubDate><dc:creator>{cdata(author)}</dc:creator>
<guid isPermaLink="false">{escape(guid if guid is not None else f"{HOME}/?p={number}")}</guid><description></description>
<content:encoded>{cdata(body)}</content:encoded><excerpt:encoded>{cdata(excerpt)}</excerpt:encoded>
<wp:post_id>{number}</wp:post_id><wp:post_date>{cdata(date)}</wp:post_date>
<wp:post_date_gmt>{cdata(date if gmt is None else gmt)}</wp:post_date_gmt><wp:comment_status>{cdata("open")}</wp:comment_status>
<wp:post_name>{cdata(name)}</wp:post_name><wp:status>{cdata(status)}</wp:status><wp:post_parent>{parent}</wp:post_parent>
<wp:menu_order>0</wp:menu_order><wp:post_type>{cdata(kind)}</wp:post_type><wp:post_password>{cdata(locked_with)}</wp:post_password>
<wp:is_sticky>0</wp:is_sticky>{terms}{metas}{comments}{more}</item>"""


def term(name: str, slug: str = "", domain: str = "post_tag") -> str:
    """A tag or a category of an item."""
    return f'<category domain="{domain}" nicename="{escape(slug or name.lower())}">{cdata(name)}</category>'


def attachment(number: int, url: str, *, alt: str = "", caption: str = "", parent: int = 0, link: str = "") -> str:
    """A picture in the library."""
    return item(
        number,
        "A picture",
        "",
        kind="attachment",
        status="inherit",
        slug=f"picture-{number}",
        link=link or f"{HOME}/picture-{number}/",
        excerpt=caption,
        parent=parent,
        meta={"_wp_attachment_image_alt": alt} if alt else None,
        more=f"<wp:attachment_url>{cdata(url)}</wp:attachment_url>",
    )


def person(login: str = "ann", name: str = "Ann Example", number: int = 1) -> str:
    """An author, with an address that nobody is to see."""
    return f"""<wp:author><wp:author_id>{number}</wp:author_id><wp:author_login>{cdata(login)}</wp:author_login>
<wp:author_email>{cdata("ann-secret@mail.net")}</wp:author_email><wp:author_display_name>{cdata(name)}</wp:author_display_name>
<wp:author_first_name>{cdata("")}</wp:author_first_name><wp:author_last_name>{cdata("")}</wp:author_last_name></wp:author>"""


def export(*items: str, people: str | None = None, head: str = "", spaces: str = SPACES) -> str:
    """An export with these items."""
    return f"""<?xml version="1.0" encoding="UTF-8" ?>
<!-- This is a WordPress eXtended RSS file. -->
<rss version="2.0" {spaces}><channel><title>Old words</title><link>{HOME}</link><description>Words</description>
<language>en-GB</language><wp:wxr_version>1.2</wp:wxr_version><wp:base_site_url>{HOME}</wp:base_site_url>
<wp:base_blog_url>{HOME}</wp:base_blog_url>{person() if people is None else people}{head}
{"".join(items)}
</channel></rss>
"""


def rich() -> str:
    """An export with one of nearly everything."""
    body = (
        "First <b>bold</b> words :)\n\n<!--more-->\n\nMore [caption id='a' width='300']<a href='"
        f"{HOME}/wp-content/uploads/2014/03/jar.jpg'><img src='{HOME}/wp-content/uploads/2014/03/jar-300x200.jpg' alt='A jar'>"
        f"</a> The jar[/caption]\n\n[gallery ids='11'] [unknown id=\"3\"]x[/unknown] <a href='{HOME}/?p=2'>two</a>\n"
        "<ul>\n<li>one</li>\n<li>two\n\nthree</li>\n</ul>\n<pre>a\n\nb</pre>\n\nhttps://www.youtube.com/watch?v=dQw4w9WgXcQ"
    )
    blocks = (
        "<!-- wp:paragraph -->\n<p>A block &amp; a <strong>half</strong></p>\n<!-- /wp:paragraph -->\n\n"
        '<!-- wp:embed {"url":"https://vimeo.com/76979871"} -->\n<figure class="wp-block-embed"><div>\n'
        "https://vimeo.com/76979871\n</div></figure>\n<!-- /wp:embed -->\n\n<!-- wp:latest-posts /-->\n\n"
        "<!-- wp:table --><figure><table><thead><tr><th>a</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>"
        "</figure><!-- /wp:table -->"
    )
    return export(
        item(1, "One &amp; only", body, terms=term("Getting Started") + term("Uncategorized", domain="category"),
             meta={"_thumbnail_id": "11", "_edit_last": 'a:1:{i:0;s:3:"x";}'},
             comments=comment(5) + comment(6, "<p>Yes & no</p>", parent=5, user=1) + comment(7, approved="0", body="pending-secret")
             + comment(8, approved="spam", body="spam-secret") + comment(9, kind="pingback", url="https://other.net/x")
             + comment(10, approved="trash", body="trash-secret")),
        item(2, "Two", blocks, excerpt="Short & sweet", date="2014-04-01 10:00:00"),
        item(3, "A page", "Page text", kind="page", slug="about-us", parent=0, comments=comment(20)),
        item(4, "Below", "More", kind="page", slug="below", link=f"{HOME}/about-us/below/", parent=3),
        item(5, "Hidden", "private-secret", status="private"),
        item(6, "Locked", "locked-secret", locked_with="pass-secret"),
        item(7, "Draft", "draft-secret", status="draft", gmt="0000-00-00 00:00:00"),
        item(8, "Bin", "bin-secret", status="trash"),
        item(9, "", "Words without a title", slug=""),
        attachment(11, f"{HOME}/wp-content/uploads/2014/03/jar.jpg", alt="A jar", caption="Photo: Ann", parent=1),
    )  # fmt: skip
