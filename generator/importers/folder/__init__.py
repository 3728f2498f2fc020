"""A folder of Markdown, as Jekyll, Hugo, Pelican, Eleventy or plain writers have it.

tree.py       the files, and what is not looked at
matter.py     front matter in all its forms; values.py, dates.py and facts.py say what it means
jekyll.py …   one for each program: which files are texts, and where they were
liquid.py …   tags and shortcodes, translated as far as they can be, and never run
links.py      where links lead
export.py     all of it as the values of an export
own.py        the same of what ``goodword export`` wrote
"""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from generator.importers.base import Export, Importer


def _read(paths: Sequence[Path], program: str = "") -> Export:
    """Look through a folder. Raises UnreadableError."""
    # Only this source needs them.
    from generator.importers.folder.export import Folder  # noqa: PLC0415 (see above)
    from generator.importers.folder.own import Exported, looks_own  # noqa: PLC0415 (see above)

    if program == "goodword" or (not program and looks_own(paths)):
        return Exported(paths)
    return Folder(paths, program)


_PROGRAMS: tuple[str, ...] = ("jekyll", "hugo", "pelican", "eleventy", "goodword", "plain")
_READ: dict[str, Callable[[Sequence[Path]], Export]] = {name: partial(_read, program=name) for name in _PROGRAMS}

IMPORTER = Importer(
    name="folder",
    label="A folder of Markdown",
    asks_for="the folder of a Jekyll, Hugo, Pelican or Eleventy site, of texts alone, or what goodword export wrote",
    takes_folder=True,
    read=_read,
    programs=_READ,
    address_in="the blog's settings do: url, baseURL or SITEURL; write it there",
)
