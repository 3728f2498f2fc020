"""E-mail: what readers answered, from a mailbox or from single letters as files."""

from collections.abc import Iterator

from generator.comments.email import PROVIDER
from generator.pulls.base import CONTENT, Errand, Pull, PullError, Thread


def pull(errand: Errand) -> Iterator[Thread]:
    """Yield the letters about articles."""
    if errand.file is None:
        raise PullError("letters come from a file only", CONTENT)
    from generator.pulls.email.mailbox import threads  # noqa: PLC0415 (the library for mail is slow to import)

    yield from threads(errand, errand.file)


PULL = Pull(
    name=PROVIDER.name,
    label=PROVIDER.label,
    pull=pull,
    file="a mailbox (mbox), or one letter (.eml)",
    online=False,
)
