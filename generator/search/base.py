"""What is searched: documents, as plain values."""

import msgspec

#: The folder of the index in the output.
FOLDER = "pagefind"
#: The script that pages import. It is the first file of the index, and the same for all sites.
SCRIPT = f"{FOLDER}/pagefind.js"
#: Folders of files that never change, since their names contain a digest.
IMMUTABLE = tuple(f"/{FOLDER}/{part}/" for part in ("fragment", "index", "filter"))


class Document(msgspec.Struct, frozen=True, array_like=True):
    """What search finds at an address from the site's root; ``group`` is what results are grouped by.

    ``words`` are paragraphs of plain text, ``text`` is the digest of a text in Markdown, or empty.
    """

    url: str
    title: str
    group: str
    words: tuple[str, ...] = ()
    text: str = ""
