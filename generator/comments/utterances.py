"""utterances: comments in a repository's issues (https://utteranc.es)."""

import msgspec

from generator.comments.base import Origins, Provider, Thread
from generator.comments.settings import Repository
from generator.schema.scalars import Filled
from generator.views import Embed

SERVICE = "https://utteranc.es"


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """The repository, and how its issues look."""

    repo: Repository
    theme: Filled = "preferred-color-scheme"
    #: Put on each issue, if the repository has such a label.
    issue_label: str = ""


def embed(settings: Settings, thread: Thread) -> Embed:
    """Return the widget. The issue is the one that has the article's id in its title."""
    attributes = {
        "repo": settings.repo,
        "issue-term": thread.id,
        "theme": settings.theme,
        "crossorigin": "anonymous",
    }
    if settings.issue_label:
        attributes["label"] = settings.issue_label
    return Embed(
        provider="utterances",
        label="Show the comments on GitHub",
        notice="This asks GitHub, by way of utteranc.es. To answer you need an account there.",
        container="utterances-thread",
        script=f"{SERVICE}/client.js",
        attributes=attributes,
        link=f"https://github.com/{settings.repo}/issues",
        link_label="Read the comments on GitHub",
    )


def origins(_: Settings) -> Origins:
    """Return the service, for its script and its frame.

    Its script also inserts a style element into the page, which the policy blocks; the theme has
    those few rules itself.
    """
    return Origins(script=(SERVICE,), frame=(SERVICE,))


PROVIDER = Provider(
    name="utterances",
    label="utterances",
    settings=Settings,
    embed=embed,
    origins=origins,
    about="Comments are issues in a public GitHub repository; readers need a GitHub account.",
    example={"repo": "ann/site", "issue_label": "comment"},
)
