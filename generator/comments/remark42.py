"""Remark42, self-hosted (https://remark42.com)."""

import msgspec

from generator.comments.base import Origins, Provider, Thread, origin
from generator.comments.settings import Server, Token
from generator.views import Embed


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """The address of the Remark42 server, and the id of the site there."""

    host: Server
    site_id: Token = "remark"


def embed(settings: Settings, thread: Thread) -> Embed:
    """Return the widget; ``remark42.js`` sets its settings before the script runs.

    It knows threads by their address only: after a rename, ``remark42 remap`` moves one.
    """
    return Embed(
        provider="remark42",
        label="Show the comments, and answer",
        notice=f"This asks the comment server of this site, {origin(settings.host).partition('//')[2]}.",
        container="remark42",
        container_attributes={
            "data-host": settings.host,
            "data-site": settings.site_id,
            "data-url": thread.url,
            "data-title": thread.title,
            "data-language": thread.language.partition("-")[0],
        },
        script=f"{settings.host}/web/embed.mjs",
        attributes={"type": "module"},
        module="remark42.js",
    )


def origins(settings: Settings) -> Origins:
    """Return the server, for the script and the frame with everything else."""
    server = (origin(settings.host),)
    return Origins(script=server, frame=server)


PROVIDER = Provider(
    name="remark42",
    label="Remark42",
    settings=Settings,
    embed=embed,
    origins=origins,
    about="A server of your own with sign-in by several services, by e-mail or without a name.",
    example={"host": "https://talk.example", "site_id": "goodword"},
)
