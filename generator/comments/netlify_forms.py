"""Netlify Forms: a plain HTML form, received by the host (https://docs.netlify.com/manage/forms/)."""

import msgspec

from generator.comments.base import Origins, Provider, Thread
from generator.comments.settings import Name
from generator.schema.scalars import Target
from generator.views import Embed, Field

TRAP = "bot-field"


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """The form's name there, and a page of the site that says thanks."""

    form: Name = "comments"
    thanks: Target = ""


def embed(settings: Settings, thread: Thread) -> Embed:
    """Return the form. Its fields have the names of the keys in a file of comments."""
    here = settings.thanks or thread.path
    action = thread.base + here if settings.thanks.startswith("/") else here
    return Embed(
        provider="netlify-forms",
        label="Send the comment",
        notice="Your comment goes to the site's owner, who reads it before it is published.",
        form_action=action,
        form_attributes={"name": settings.form, "data-netlify": "true", "data-netlify-honeypot": TRAP},
        fields=(
            Field(name="form-name", label="", type="hidden", value=settings.form),
            Field(name="article", label="", type="hidden", value=thread.slug),
            Field(name="page", label="", type="hidden", value=thread.url),
            Field(name="author", label="Your name", required=True, autocomplete="name"),
            Field(name="url", label="Your website", type="url", autocomplete="url"),
            Field(name="body", label="Your comment", type="textarea", required=True),
        ),
        honeypot=TRAP,
    )


def origins(_: Settings) -> Origins:
    """Return no origins: the form is sent to the site itself."""
    return Origins()


PROVIDER = Provider(
    name="netlify-forms",
    label="Netlify Forms",
    settings=Settings,
    embed=embed,
    origins=origins,
    about="A form without scripts for sites on Netlify; what it brings goes into your comment files.",
    example={"form": "answers"},
)
