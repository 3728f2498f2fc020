"""Pictures and files that come after their texts: a text that is here already shows them from here then."""

import re
from collections.abc import Callable
from pathlib import Path

from generator.base.paths import in_path, is_outside, on_disk
from generator.importers.pictures import Pictures
from generator.importers.urls import split
from generator.site.project import Project

#: Where a text names a picture or a file. Words and code that only mention an address stay as they are.
_NAMED = re.compile(
    r"""(?P<before>\]\(\s*<?|^[ ]{0,3}\[[^\]\n]+\]:[ \t]*<?|\b(?:src|href|poster)=["']|^[ ]*src:[ ]+["']?)"""
    r"""(?P<url>https?://[^\s<>"'()]+(?:\([^\s<>"'()]*\)[^\s<>"'()]*)*)""",
    re.MULTILINE,
)
_CODE = re.compile(
    r"^[ \t>]*(?P<fence>`{3,}|~{3,}).*?(?:^[ \t>]*(?P=fence)|\Z)|(?<!`)(`+)(?!`).+?(?<!`)\2(?!`)",
    re.DOTALL | re.MULTILINE,
)


def refreshed(project: Project, path: str, pictures: Pictures, is_own: Callable[[str], bool]) -> bytes:
    """Return a text's file with the new addresses, or nothing where it stays as it is. Raises OSError."""
    try:
        before = Path(on_disk(str(project.root), path)).read_bytes().decode()
    except (UnicodeDecodeError, FileNotFoundError):
        return b""
    after = with_files(before, pictures, is_own)
    return after.encode() if after != before else b""


def with_files(text: str, pictures: Pictures, is_own: Callable[[str], bool]) -> str:
    """Return a text with the new addresses of files that are here by now. All else in it stays to the letter."""

    def anew(part: str) -> str:
        return _NAMED.sub(lambda found: found["before"] + given(found["before"], found["url"]), part)

    def given(before: str, url: str) -> str:
        new = _answer(url, pictures, is_own)
        # Front matter has paths as they are.
        return new if new == url or before.lstrip().startswith("src:") else in_path(new)

    made: list[str] = []
    end = 0
    for code in _CODE.finditer(text):
        made += (anew(text[end : code.start()]), code[0])
        end = code.end()
    return "".join((*made, anew(text[end:])))


def _answer(url: str, pictures: Pictures, is_own: Callable[[str], bool]) -> str:
    if not is_own(url) and pictures.about(url) is None:
        return url
    if not re.search(r"\.\w{2,5}$", split(url).path) and pictures.about(url) is None:
        # A page of the old blog, which is nothing to get.
        return url
    new = pictures.file(url)
    return new if new and not is_outside(new) else url
