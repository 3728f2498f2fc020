"""Cusdis, self-hosted (https://github.com/djyde/cusdis)."""

import msgspec

from generator.comments.base import Origins, Provider, Thread, origin
from generator.comments.settings import Server, Token
from generator.views import Embed


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """The address of the Cusdis server, and the id of the site there."""

    host: Server
    app_id: Token


def embed(settings: Settings, thread: Thread) -> Embed:
    """Return a thread that ``cusdis.js`` reads and posts to through the server's public API.

    Its own widget is a frame of inline scripts, which the policy deliberately blocks.
    """
    return Embed(
        provider="cusdis",
        label="Show the comments, and answer",
        notice=f"This asks the comment server of this site, {origin(settings.host).partition('//')[2]}.",
        container="cusdis_thread",
        container_attributes={
            "data-host": settings.host,
            "data-app-id": settings.app_id,
            "data-page-id": thread.id,
            "data-page-url": thread.url,
            "data-page-title": thread.title,
        },
        module="cusdis.js",
    )


def origins(settings: Settings) -> Origins:
    """Return the server, which is asked for comments and sent them."""
    return Origins(connect=(origin(settings.host),))


PROVIDER = Provider(
    name="cusdis",
    label="Cusdis",
    settings=Settings,
    embed=embed,
    origins=origins,
    about="A small server of your own; each comment waits for your approval. Its makers have ended the hosted service.",
    example={"host": "https://talk.example", "app_id": "6a1f-77"},
)
