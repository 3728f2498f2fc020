"""Comentario, self-hosted (https://comentario.app)."""

import msgspec

from generator.comments.base import Origins, Provider, Thread, origin
from generator.comments.settings import Server
from generator.views import Embed


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """The address of the Comentario server."""

    host: Server


def embed(settings: Settings, thread: Thread) -> Embed:
    """Return the widget, an element that the server's script defines.

    Its ``page-id`` is a path, which its e-mails link to: after a rename, the thread is empty.
    """
    return Embed(
        provider="comentario",
        label="Show the comments, and answer",
        notice=f"This asks the comment server of this site, {origin(settings.host).partition('//')[2]}.",
        element="comentario-comments",
        container="comentario-thread",
        container_attributes={"page-id": thread.path, "lang": thread.language, "no-fonts": "true"},
        script=f"{settings.host}/comentario.js",
    )


def origins(settings: Settings) -> Origins:
    """Return the server, for all of the widget's parts and its live updates."""
    server = origin(settings.host)
    return Origins(
        script=(server,),
        style=(server,),
        img=(server, "data:"),
        connect=(server, server.replace("http", "ws", 1)),
    )


PROVIDER = Provider(
    name="comentario",
    label="Comentario",
    settings=Settings,
    embed=embed,
    origins=origins,
    about="A server of your own with moderation and several ways to sign in, or none.",
    example={"host": "https://talk.example"},
)
