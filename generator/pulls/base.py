"""The contract of a source of comments: what was said elsewhere, as values that are the same for all of them."""

import datetime as dt
import os
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

import msgspec

from generator.base.shelf import shelf
from generator.edit.kept_out import without_addresses
from generator.pulls.articles import Article, Articles
from generator.site.settings import Site
from generator.web.fetch import Fetcher

#: What a body is written in. Plain text keeps its lines.
Form = Literal["html", "markdown", "text"]
#: How a command ends: the content or a file is wrong, or a server or the network.
CONTENT, NETWORK = 1, 3


class Heard(msgspec.Struct, frozen=True, kw_only=True):
    """A comment as its source has it. ``id`` and ``reply_to`` are the source's own, without its name.

    ``own`` says that the source proves it to be by the article's author. One that is ``gone`` was deleted there.
    ``server`` is where it was told, for a source that has many of them.
    """

    id: str
    author: str = ""
    date: dt.datetime | None = None
    body: str = ""
    form: Form = "html"
    url: str = ""
    reply_to: str = ""
    own: bool = False
    gone: bool = False
    #: Whether everybody could read it there.
    approved: bool = True
    server: str = ""


def nothing(_ids: Sequence[str]) -> Collection[str]:
    """Return no ids: nothing is known of comments that were not told."""
    return ()


def not_in(every: Collection[str]) -> Callable[[Sequence[str]], Collection[str]]:
    """Return what says which comments are gone: those that are not among all that their source has, of any article."""
    return lambda ids: [one for one in ids if one not in every]


class Thread(msgspec.Struct, frozen=True, kw_only=True):
    """What was said about an article.

    ``gone(ids)`` is asked for comments that are in files and were not told: which of them are certainly deleted. With
    ``servers``, it is asked for none of which is known that another one told it.
    """

    article: Article
    heard: Sequence[Heard]
    gone: Callable[[Sequence[str]], Collection[str]] = nothing
    servers: Collection[str] = ()


class PullError(Exception):
    """A source of which nothing can be read, in a sentence for the person who asked. ``code`` is the exit code."""

    def __init__(self, said: str, code: int = NETWORK) -> None:
        super().__init__(said)
        self.code = code


class Errand:
    """What a source is given: where to look, what for, and where to say what was odd."""

    def __init__(
        self,
        name: str,
        site: Site,
        articles: Articles,
        settings: msgspec.Struct | None,
        file: Path | None,
        web: Fetcher,
    ) -> None:
        self._begin = f"{name}-"
        self.site, self.articles, self.file, self.web = site, articles, file, web
        self._settings = settings
        #: What is left out, by what it is, with how often.
        self.left: dict[str, int] = {}
        #: What a person should know, and what failed, in sentences.
        self.notes: list[str] = []
        self.faults: list[str] = []
        self.code = 0

    @property
    def settings(self) -> Any:
        """Return the system's settings in site.yaml, of the type that it says; None without any."""
        return self._settings

    def known(self, article: Article) -> list[str]:
        """Return the source's own ids of comments that an article's file has."""
        return [one.id.removeprefix(self._begin) for one in article.said if one.id.startswith(self._begin)]

    def leave(self, what: str, count: int = 1) -> None:
        """Count something that is left out."""
        if count:
            self.left[what] = self.left.get(what, 0) + count

    def fail(self, said: str, code: int = NETWORK) -> None:
        """Say what failed; the rest goes on."""
        if said not in self.faults:
            self.faults.append(said)
        self.code = max(self.code, code)

    def unknown(self, where: str, count: int) -> None:
        """Say of comments that they are about an article that is not there."""
        self.leave("about articles that are not here", count)
        # What a form sends may be anything.
        where = without_addresses(where[:200])
        self.notes.append(f"{count} about {where}: no article is there, and none has it among its aliases")

    @staticmethod
    def secret(variable: str) -> str:
        """Return what the environment says, such as a token, or an empty string."""
        return os.environ.get(variable, "").strip()


class Pull(msgspec.Struct, frozen=True, kw_only=True):
    """A source. ``pull(errand)`` yields what was said, article by article. It raises :class:`PullError`.

    Of the same name as a live comment system, it gets that one's settings.
    """

    name: str
    label: str
    pull: Callable[[Errand], Iterator[Thread]]
    #: What FILE is: ``its database, comments.db``. Empty where it takes none.
    file: str = ""
    #: Whether ``import`` knows it too: its export is a whole archive, with what was approved there.
    imports: bool = False
    #: Whether it can be asked without a file; and whether that needs settings in site.yaml.
    online: bool = True
    needs_settings: bool = True
    #: Whether an address in an article's ``syndicated`` is a thread of it, so that it is asked without being named.
    finds: Callable[[str], bool] | None = None
    #: The server in its settings, which may be on this computer.
    server: Callable[[Any], str] | None = None
    #: Whether it proves who the article's author is, so that others of that name are told apart.
    proves: bool = False


def pulls() -> Mapping[str, Pull]:
    """Return the sources by name."""
    found: Mapping[str, Pull] = shelf("generator.pulls", "PULL")
    return found
