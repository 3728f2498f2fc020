"""Isso, self-hosted (https://isso-comments.de)."""

import msgspec

from generator.comments.base import Origins, Provider, Thread, origin
from generator.comments.settings import Server
from generator.views import Embed


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """The address of the Isso server."""

    host: Server


def embed(settings: Settings, thread: Thread) -> Embed:
    """Return the widget. Avatars are off, since they need inline styles, which the policy blocks."""
    return Embed(
        provider="isso",
        label="Show the comments, and answer",
        notice=f"This asks the comment server of this site, {origin(settings.host).partition('//')[2]}.",
        container="isso-thread",
        container_attributes={"data-isso-id": thread.id, "data-title": thread.title},
        script=f"{settings.host}/js/embed.min.js",
        attributes={
            "data-isso": settings.host,
            "data-isso-id": thread.id,
            "data-isso-lang": thread.language,
            "data-isso-avatar": "false",
            "data-isso-gravatar": "false",
        },
        module="isso.js",
    )


def origins(settings: Settings) -> Origins:
    """Return the server, for the script, its style sheet and the comments."""
    server = (origin(settings.host),)
    return Origins(script=server, style=server, connect=server)


PROVIDER = Provider(
    name="isso",
    label="Isso",
    settings=Settings,
    embed=embed,
    origins=origins,
    about="A small server in Python of your own; readers need no account.",
    example={"host": "https://talk.example/isso/"},
)
