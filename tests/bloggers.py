"""Exports of Blogger, made for tests: our own words in its form of Atom, the older and the newer one."""

from html import escape

HOME = "https://ann.blogspot.com"
#: What nobody is to see, in any file; and what is not to be published.
SECRETS = ("ann-secret@x.example", "setting-secret", "template-secret")
NOT_OUT = ("draft-secret", "waiting-secret")
_KIND = "http://schemas.google.com/blogger/2008/kind#"
_HEAD = (
    "<?xml version='1.0' encoding='UTF-8'?><feed xmlns='http://www.w3.org/2005/Atom' "
    "xmlns:app='http://purl.org/atom/app#' xmlns:thr='http://purl.org/syndication/thread/1.0' "
    "xmlns:blogger='http://schemas.google.com/blogger/2018'>"
    "<id>tag:blogger.com,1999:blog-7.archive</id><title type='text'>Ann's old blog</title>"
    f"<link rel='alternate' type='text/html' href='{HOME}/'/>"
)


def post(number: int, title: str = "A title", body: str = "Words.", **more: str) -> str:
    """An entry of the older form; ``kind``, ``draft``, ``labels`` (with commas), ``path``, ``parent``, ``thread``."""
    kind = more.get("kind", "post")
    path = more.get("path", f"/2012/03/post-{number}.html")
    labels = "".join(
        f"<category scheme='http://www.blogger.com/atom/ns#' term='{one}'/>"
        for one in more.get("labels", "").split(",")
        if one
    )
    link = (
        ""
        if "draft" in more
        else f"<link rel='alternate' type='text/html' href='{more.get('home', HOME)}{path}' title='x'/>"
    )
    answers = "".join(
        [
            f"<thr:in-reply-to href='x' ref='tag:blogger.com,1999:blog-7.post-{more['parent']}' type='text/html'/>"
            if "parent" in more
            else "",
            f"<link rel='related' href='https://www.blogger.com/feeds/7/{more['parent']}/comments/default/{more['answers']}'/>"
            if "answers" in more
            else "",
        ]
    )
    return (
        f"<entry><id>tag:blogger.com,1999:blog-7.{'page' if kind == 'page' else 'post'}-{number}</id>"
        f"<published>2012-03-{number:02}T09:30:00.001+01:00</published><updated>2012-03-{number:02}T10:00:00.000Z</updated>"
        f"<category scheme='http://schemas.google.com/g/2005#kind' term='{_KIND}{kind}'/>{labels}"
        f"<title type='text'>{escape(title)}</title><content type='html'>{escape(body)}</content>{link}"
        f"<author><name>{more.get('author', 'Ann Old')}</name><uri>{more.get('uri', '')}</uri>"
        f"<email>ann-secret@x.example</email></author>{answers}"
        f"{'<app:control><app:draft>yes</app:draft></app:control>' if 'draft' in more else ''}</entry>"
    )


def setting(name: str, value: str) -> str:
    """A setting of the older form."""
    return (
        f"<entry><id>tag:blogger.com,1999:blog-7.settings.{name}</id>"
        f"<category scheme='http://schemas.google.com/g/2005#kind' term='{_KIND}settings'/>"
        f"<title type='text'>x</title><content type='text'>{value}</content></entry>"
    )


PICTURE = (
    '<div class="separator" style="clear: both;"><a href="https://blogger.googleusercontent.com/img/b/R/AV/s1600/jar.jpg">'
    '<img border="0" src="https://blogger.googleusercontent.com/img/b/R/AV/s320/jar.jpg" alt="A jar" /></a></div>'
)


def blogger() -> str:
    """An export with something of everything."""
    return (
        _HEAD
        + setting("BLOG_DESCRIPTION", "What it is about")
        + setting("BLOG_COMMENT_EMAIL", "setting-secret")
        + f"<entry><id>x</id><category term='{_KIND}template'/><content>template-secret</content></entry>"
        + post(
            1,
            "One & only",
            f"First.<br /><br />Second, <b>bold</b>.{PICTURE}<a name='more'></a>The rest.",
            labels="Giving,Tea time",
        )
        + post(2, "Two", f'See <a href="{HOME}/2012/03/post-1.html?m=1">one</a>.')
        + post(3, "A draft", "draft-secret", draft="yes")
        + post(4, "About", "Me.", kind="page", path="/p/about.html")
        + post(11, "c", "Thanks.<br />Really.", kind="comment", parent="1", author="Gus", uri="https://gus.example/")
        + post(12, "c", "And you.", kind="comment", parent="1", answers="11", author="anonymous@x.example")
        + "</feed>"
    )


def newer() -> str:
    """The same, as Google Takeout writes it today."""

    def entry(number: int, kind: str, title: str, body: str, more: str, status: str = "LIVE") -> str:
        return (
            f"<entry><id>tag:blogger.com,1999:blog-7.post-{number}</id><blogger:type>{kind}</blogger:type>"
            f"<blogger:status>{status}</blogger:status><author><name>Ann Old</name><blogger:type>BLOGGER</blogger:type></author>"
            f"<title>{escape(title)}</title><content type='html'>{escape(body)}</content>"
            f"<blogger:created>2012-03-{number:02}T08:30:00Z</blogger:created><published>2012-03-{number:02}T08:30:00Z</published>"
            f"<updated>2012-03-{number:02}T10:00:00Z</updated>{more}</entry>"
        )

    return (
        _HEAD
        + entry(
            1,
            "POST",
            "One",
            "First.",
            "<category scheme='tag:blogger.com,1999:blog-7' term='Giving'/><blogger:filename>/2012/03/post-1.html</blogger:filename>",
        )
        + entry(3, "POST", "Draft", "draft-secret", "<blogger:filename/>", "DRAFT")
        + entry(4, "PAGE", "About", "Me.", "<blogger:filename>/p/about.html</blogger:filename>")
        + entry(11, "COMMENT", "", "Thanks.", "<blogger:parent>tag:blogger.com,1999:blog-7.post-1</blogger:parent>")
        + entry(
            12,
            "COMMENT",
            "",
            "waiting-secret",
            "<blogger:parent>tag:blogger.com,1999:blog-7.post-1</blogger:parent>",
            "PENDING",
        )
        + entry(
            13,
            "COMMENT",
            "",
            "And you.",
            "<blogger:parent>tag:blogger.com,1999:blog-7.post-1</blogger:parent><blogger:inReplyTo>tag:blogger.com,1999:blog-7.post-11</blogger:inReplyTo>",
        )
        + "</feed>"
    )
