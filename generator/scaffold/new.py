"""A new site: what ``init`` writes."""

import datetime as dt
import json
from pathlib import Path

import msgspec

from generator.scaffold import FILES, GAP, author_id, identity, path_of, publishing, record, upgrade
from generator.scaffold.requirement import Vendored, Way
from generator.scaffold.wheel import FOLDER

_GIT = Path(__file__).parent / "git.md"
#: How long the example of a lead is open.
_OPEN = dt.timedelta(days=60)


class Answers(msgspec.Struct, frozen=True, kw_only=True):
    """The answers for a new site: ``today`` is the date in its time zone, ``way`` how the host installs Goodword.

    ``mark`` is a part of all its permanent ids, unique even among sites of the same name created on the same day.
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
        path_of(path): GAP.sub(lambda gap: gaps[gap[1]], path.read_text(encoding="utf-8"))
        for path in FILES.rglob("*")
        if path.is_file()
    }
    hosts = (answers.host,)
    made = {path: text.encode() for path, text in files.items()} | upgrade.managed(hosts, answers.way)
    made[record.FILE] = record.written(upgrade.record_of(hosts, answers.way))
    return dict(sorted(made.items()))


def _gaps(answers: Answers) -> dict[str, str]:
    """Return the replacement of each ``@@gap@@``. What users typed is quoted for YAML."""
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
