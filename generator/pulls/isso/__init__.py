"""Isso: from its server's interface, or from its database."""

from collections.abc import Iterator

from generator.comments.isso import PROVIDER
from generator.pulls.base import Errand, Pull, Thread


def pull(errand: Errand) -> Iterator[Thread]:
    """Yield what its database has, or what its server shows to everybody."""
    if errand.file is not None:
        from generator.pulls.isso.database import threads  # noqa: PLC0415 (SQLite, only where there is a file)

        yield from threads(errand, errand.file)
        return
    from generator.pulls.isso.api import threads as asked  # noqa: PLC0415 (the other way)

    yield from asked(errand, errand.settings.host)


PULL = Pull(
    name=PROVIDER.name,
    label=PROVIDER.label,
    pull=pull,
    file="its database, such as comments.db",
    server=lambda settings: str(settings.host),
)
