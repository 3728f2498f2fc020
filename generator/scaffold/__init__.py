"""A new site: what ``init`` writes, from the files beside this module."""

import datetime as dt
import json
import re
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from generator.config import SOURCE
from generator.kinds.lead import EXAMPLE
from generator.patterns import lazily
from generator.scaffold import publishing, record, upgrade
from generator.scaffold.requirement import Vendored, Way
from generator.scaffold.wheel import FOLDER
from generator.words import slugify

_FILES = Path(__file__).parent / "files"
_GIT = Path(__file__).parent / "git.md"
#: How long the example of a lead is open.
_OPEN = dt.timedelta(days=60)
#: Who writes a site whose writer has not said so yet.
NOBODY = "Your Name"
#: The example of a lead.
LEAD = "content/leads/example-helper.md"
_GAP = lazily(r"@@(\w+)@@")
#: A text's end of the keys.
_BODY = lazily(r"\n---[ \t]*\n")


class Answers(msgspec.Struct, frozen=True, kw_only=True):
    """What a new site is told: ``today`` is the day in its time zone, ``way`` from where the host installs Goodword.

    ``mark`` is in all of its permanent names: no other site has it, not even one of the same name made on the same day.
    """

    title: str
    url: str
    name: str
    timezone: str
    language: str
    today: dt.date
    host: str
    way: Way
    mark: str


def new_site(answers: Answers) -> dict[str, bytes]:
    """Return the files of a new site by their paths in it, sorted."""
    gaps = _gaps(answers)
    files = {
        _name(path): _filled(path.read_text(encoding="utf-8"), gaps) for path in _FILES.rglob("*") if path.is_file()
    }
    hosts = (answers.host,)
    made = {path: text.encode() for path, text in files.items()} | upgrade.managed(hosts, answers.way)
    made[record.FILE] = record.written(upgrade.record_of(hosts, answers.way))
    return dict(sorted(made.items()))


def _gaps(answers: Answers) -> dict[str, str]:
    """Return what stands for each ``@@gap@@``. What people typed is quoted for YAML."""
    host = publishing.choices()[answers.host]
    return {
        "title": json.dumps(answers.title, ensure_ascii=False),
        "heading": answers.title,
        "url": json.dumps(answers.url, ensure_ascii=False),
        "id": f"{identity(answers.url, answers.today.year)}:{answers.mark}",
        "language": answers.language,
        "timezone": answers.timezone,
        "name": json.dumps(answers.name, ensure_ascii=False),
        "author": author_id(answers.name),
        "today": answers.today.isoformat(),
        "later": (answers.today + _OPEN).isoformat(),
        "host": host.label,
        "hostfiles": publishing.rows(host),
        "vendor": f", `{FOLDER}/`" if isinstance(answers.way, Vendored) else "",
        "steps": publishing.numbered(host),
        "git": _GIT.read_text(encoding="utf-8") if host.setup.builds else "",
    }


def identity(url: str, year: int) -> str:
    """Return what permanent names begin with: ``tag:example.org,2026``, with the address's path if it has one."""
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


def _name(path: Path) -> str:
    """Return a file's path in the site. A name that begins with a dot would have its effect in here already."""
    return path.relative_to(_FILES).as_posix().replace("dot.", ".")


def _filled(text: str, gaps: dict[str, str]) -> str:
    """Return a text with its gaps filled."""
    return _GAP.sub(lambda gap: gaps[gap[1]], text)


def unchanged(root: Path) -> list[str]:
    """Return which texts of a site are still the examples: their words are those that this version writes.

    A lead is also one while its title says so.
    """
    found = []
    for path in sorted((_FILES / "content").rglob("*.*")):
        name = _name(path)
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
    """Return whether a text is as it was written: a Markdown file's words, and all of another but for its gaps."""
    ours, theirs = (_BODY.split(one, maxsplit=1) for one in (written, text))
    if len(ours) > 1:
        return len(theirs) > 1 and ours[1].strip() == theirs[1].strip()
    pattern = "(?:.+)".join(re.escape(part) for part in _GAP.split(written)[::2])
    return re.fullmatch(pattern, text) is not None


def _titled(text: str) -> bool:
    """Return whether a lead's title says that it is an example."""
    return re.search(rf"^title:[ \t]*[\"']?{EXAMPLE}", text, re.MULTILINE) is not None


def sample(key: str) -> str:
    """Return what the settings of a new site have at a key."""
    found = re.search(rf"^ *{key}: (.+)$", (_FILES / SOURCE).read_text(encoding="utf-8"), re.MULTILINE)
    return found[1] if found else ""
