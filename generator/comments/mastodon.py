"""A thread on Mastodon: the replies to the post about the article."""

import re
from urllib.parse import urlsplit

import msgspec

from generator.comments.base import Origins, Provider, Thread, origin
from generator.comments.settings import Server
from generator.views import Embed

_POST = re.compile(r"/(?:@[\w.@-]+|users/[\w.-]+/statuses)/(\d+)")


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """The server on which the posts are."""

    host: Server


def embed(settings: Settings, thread: Thread) -> Embed | None:
    """Return the thread of the first copy in ``syndicated`` that is a post on the server, if there is one.

    ``mastodon.js`` requests the replies from the server's public API; no script is loaded from there.
    """
    for url in thread.syndicated:
        match = _POST.fullmatch(urlsplit(url).path.rstrip("/"))
        if match and origin(url) == origin(settings.host):
            server = origin(settings.host)
            name = server.partition("//")[2]
            return Embed(
                provider="mastodon",
                label=f"Show the replies on {name}",
                notice=f"This asks {name}. To answer, use any account on Mastodon.",
                container="mastodon-thread",
                container_attributes={"data-post": url, "data-api": f"{server}/api/v1/statuses/{match[1]}/context"},
                module="mastodon.js",
                link=url,
                link_label=f"Read and answer on {name}",
            )
    return None


def origins(settings: Settings) -> Origins:
    """Return the server, from which replies are requested."""
    return Origins(connect=(origin(settings.host),))


PROVIDER = Provider(
    name="mastodon",
    label="Mastodon",
    settings=Settings,
    embed=embed,
    origins=origins,
    about="Replies to your post on Mastodon, shown under the article that names the post in `syndicated`.",
    example={"host": "https://social.example"},
)
