"""Disqus, a hosted service (https://disqus.com)."""

import msgspec

from generator.comments.base import Origins, Provider, Thread
from generator.comments.settings import Name
from generator.views import Embed

ASSETS = "https://c.disquscdn.com"


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """The site's short name there."""

    shortname: Name


def embed(settings: Settings, thread: Thread) -> Embed:
    """Return the widget. ``disqus.js`` sets the page's identity before the script runs."""
    return Embed(
        provider="disqus",
        label="Show the comments on Disqus",
        notice="This asks Disqus, which follows its readers from site to site and may show advertisements.",
        container="disqus_thread",
        container_attributes={"data-id": thread.id, "data-url": thread.url, "data-title": thread.title},
        script=f"https://{settings.shortname.lower()}.disqus.com/embed.js",
        module="disqus.js",
    )


def origins(settings: Settings) -> Origins:
    """Return the service's hosts: its scripts and styles, the frame, the pixels and the counters."""
    return Origins(
        script=(f"https://{settings.shortname.lower()}.disqus.com", ASSETS),
        style=(ASSETS,),
        img=(ASSETS, "https://referrer.disqus.com"),
        connect=("https://links.services.disqus.com",),
        frame=("https://disqus.com",),
    )


PROVIDER = Provider(
    name="disqus",
    label="Disqus",
    settings=Settings,
    embed=embed,
    origins=origins,
    about="A hosted service with accounts; its free plan shows advertisements and tracks readers.",
    example={"shortname": "Good-Word"},
)
