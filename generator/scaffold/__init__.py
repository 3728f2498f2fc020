"""The scaffold of a new site: its example texts, from the files beside this module.

Each build checks whether they are still unchanged. What creates and upgrades a site is in the other modules
of this package, which take long to import.
"""

import re
from pathlib import Path
from urllib.parse import urlsplit

from generator.base.patterns import lazily
from generator.base.text import slugify
from generator.kinds.lead.schema import EXAMPLE
from generator.site.settings import SOURCE

FILES = Path(__file__).parent / "files"
#: The author's name until the user gives one.
NOBODY = "Your Name"
#: The example of a lead.
LEAD = "content/leads/example-helper.md"
GAP = lazily(r"@@(\w+)@@")
#: The note that tells editors the schema: sites of earlier versions have none.
_MODELINE = lazily(r"^# yaml-language-server:.*\n", re.MULTILINE)
#: The end of a text's front matter.
_BODY = lazily(r"\n---[ \t]*\n")


def identity(url: str, year: int) -> str:
    """Return the prefix of permanent ids: ``tag:example.org,2026``, with the address's path if it has one."""
    parts = urlsplit(url)
    try:
        host = (parts.hostname or "site").encode("idna").decode("ascii")
    except UnicodeError:
        host = parts.hostname or "site"
    host = re.sub(r"[^a-z0-9.-]+", "-", host.lower()).strip("-") or "site"
    path = slugify(parts.path)
    return f"tag:{host},{year}" + (f":{path}" if path else "")


def author_id(name: str) -> str:
    """Return a short id for an author: the first name."""
    return "me" if name == NOBODY else slugify(name.split(maxsplit=1)[0]) or "me"


def path_of(path: Path) -> str:
    """Return a file's path in the site. Dotfiles have another name here, so that they have no effect in this folder."""
    return path.relative_to(FILES).as_posix().replace("dot.", ".")


def unchanged(root: Path) -> list[str]:
    """Return the texts of a site that are still the examples, with the same words as this version writes.

    A lead counts as one as long as its title says so.
    """
    found = []
    for path in sorted((FILES / "content").rglob("*.*")):
        name = path_of(path)
        if path.stem == "README" or name == SOURCE:
            continue
        try:
            text = (root / name).read_text(encoding="utf-8")
        except (OSError, UnicodeError):
            continue
        if _same(path.read_text(encoding="utf-8"), text) or (name == LEAD and _titled(text)):
            found.append(name)
    return found


def _same(written: str, text: str) -> bool:
    """Return whether a text is unchanged: the body of a Markdown file, all of another one except its gaps."""
    written, text = (_MODELINE.sub("", one) for one in (written, text))
    ours, theirs = (_BODY.split(one, maxsplit=1) for one in (written, text))
    if len(ours) > 1:
        return len(theirs) > 1 and ours[1].strip() == theirs[1].strip()
    pattern = "(?:.+)".join(re.escape(part) for part in GAP.split(written)[::2])
    return re.fullmatch(pattern, text) is not None


def _titled(text: str) -> bool:
    """Return whether a lead's title says that it is an example."""
    return re.search(rf"^title:[ \t]*[\"']?{EXAMPLE}", text, re.MULTILINE) is not None


def sample(key: str) -> str:
    """Return the value of a key in the settings of a new site."""
    found = re.search(rf"^ *{key}: (.+)$", (FILES / SOURCE).read_text(encoding="utf-8"), re.MULTILINE)
    return found[1] if found else ""
