"""Exports of Disqus, as small as a test needs them: threads, and what was said in them."""

from dataclasses import dataclass
from html import escape

_HEAD = """\
<?xml version="1.0" encoding="utf-8"?>
<disqus xmlns="http://disqus.com" xmlns:dsq="http://disqus.com/disqus-internals"\
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"\
 xsi:schemaLocation="http://disqus.com http://disqus.com/api/schemas/1.0/disqus.xsd\
 http://disqus.com/disqus-internals http://disqus.com/api/schemas/1.0/disqus-internals.xsd">
<category dsq:id="1"><forum>tuesday</forum><title>General</title><isDefault>true</isDefault></category>
"""


@dataclass(frozen=True)
class Post:
    """A comment."""

    id: str
    thread: str
    message: str
    parent: str = ""
    author: str = "Ben Example"
    date: str = "2019-03-05T08:00:00Z"
    deleted: bool = False
    spam: bool = False
    approved: bool | None = None


def thread(name: str, link: str, identifier: str = "", title: str = "A title") -> str:
    return f"""\
<thread dsq:id="{name}"><id>{escape(identifier)}</id><forum>tuesday</forum><category dsq:id="1"/>\
<link>{escape(link)}</link><title>{escape(title)}</title><message/><createdAt>2019-03-05T08:00:00Z</createdAt>\
<author><name>Ann Example</name><isAnonymous>false</isAnonymous><username>ann</username></author>\
<isClosed>false</isClosed><isDeleted>false</isDeleted></thread>
"""


def post(one: Post) -> str:
    approved = "" if one.approved is None else f"<isApproved>{str(one.approved).lower()}</isApproved>"
    parent = f'<parent dsq:id="{one.parent}"/>' if one.parent else ""
    return f"""\
<post dsq:id="{one.id}"><id/><message><![CDATA[{one.message}]]></message><createdAt>{one.date}</createdAt>\
<isDeleted>{str(one.deleted).lower()}</isDeleted><isSpam>{str(one.spam).lower()}</isSpam>{approved}\
<author><email>canary@secret.example</email><name>{escape(one.author)}</name><isAnonymous>false</isAnonymous>\
<username>canary-user</username></author><ipAddress>203.0.113.99</ipAddress>\
<thread dsq:id="{one.thread}"/>{parent}</post>
"""


def export(threads: list[str], posts: list[Post]) -> str:
    return _HEAD + "".join(threads) + "".join(map(post, posts)) + "</disqus>\n"
