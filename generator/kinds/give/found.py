"""What search finds in the give-log: its page, with what of each give is public."""

from collections.abc import Iterator

from generator.base.model import Entry, holds
from generator.kinds.give.log import LABELS, URL, log_title, receiver
from generator.kinds.give.schema import GiveLogFields, PublicGiveLog
from generator.pages.context import Context
from generator.search.base import Document


def found(context: Context, entry: Entry[GiveLogFields]) -> Iterator[Document]:
    """Return the give-log as a document, the newest give first."""
    if not holds(entry, PublicGiveLog):
        return
    gives = sorted(entry.fields.gives, key=lambda give: (give.date, give.id), reverse=True)
    words = tuple(
        ". ".join(filter(None, (LABELS[give.kind][0], give.what, receiver(context, give), give.outcome)))
        for give in gives
    )
    yield Document(URL, log_title(entry), context.index.kinds[entry.kind].plural, words)
