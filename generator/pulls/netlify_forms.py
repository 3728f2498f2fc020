"""Netlify Forms: from Netlify's interface, or from the table that it lets one download."""

import csv
import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from generator.comments.netlify_forms import PROVIDER, Settings
from generator.pulls.articles import Article
from generator.pulls.base import CONTENT, Errand, Heard, Pull, PullError, Thread
from generator.pulls.values import at, items, moment, text
from generator.web.fetch import FetchError

API = "https://api.netlify.com"
#: The variables of the environment that Netlify's own programs take.
TOKEN, SITE, SERVER = "NETLIFY_AUTH_TOKEN", "NETLIFY_SITE_ID", "NETLIFY_API_URL"
_PAGE, _PAGES = 100, 1000
_LARGEST_FIELD = 1_000_000


def pull(errand: Errand) -> Iterator[Thread]:
    """Yield what the form was sent, without what Netlify takes for spam."""
    found: dict[str, list[Heard]] = {}
    unknown: dict[str, int] = {}
    rows = _table(errand, errand.file) if errand.file is not None else _asked(errand)
    for row in rows:
        article = _article(errand, row)
        if article is None:
            where = row.get("article") or row.get("page") or "no article"
            unknown[where] = unknown.get(where, 0) + 1
        elif row.get("body", "").strip():
            found.setdefault(article.guid, []).append(_heard(row))
    for where, count in unknown.items():
        errand.unknown(where, count)
    for article in errand.articles.all:
        if article.guid in found:
            yield Thread(article=article, heard=found[article.guid])


def _asked(errand: Errand) -> Iterator[Mapping[str, str]]:
    """Yield what Netlify's interface tells, as rows of the table."""
    token = errand.secret(TOKEN)
    if not token:
        raise PullError(
            f"Netlify asks who you are: put a token (Netlify, User settings, Applications) into {TOKEN}, or name the"
            " table that Netlify lets you download",
            CONTENT + 1,
        )
    headers = {"Authorization": f"Bearer {token}"}
    settings = errand.settings or Settings()
    api = f"{errand.secret(SERVER).rstrip('/') or API}/api/v1"
    site = errand.secret(SITE) or urlsplit(errand.site.url).hostname or ""
    try:
        forms = errand.web.get(f"{api}/sites/{quote(site, safe='')}/forms", headers).json()
        form = next((one for one in _list(forms) if text(one, "name") == settings.form), None)
        if form is None:
            raise PullError(f'Netlify knows no form "{settings.form}" of {site}; has the site been published?', CONTENT)
        base = f"{api}/forms/{quote(text(form, 'id'), safe='')}/submissions?per_page={_PAGE}"
        errand.leave("that Netlify takes for spam", len(_list(errand.web.get(f"{base}&state=spam", headers).json())))
        for page in range(1, _PAGES + 1):
            told = _list(errand.web.get(f"{base}&page={page}", headers).json())
            for one in told:
                said = at(one, "data")
                data = {key: text(said, key) for key in (said if isinstance(said, dict) else ())}
                yield {**data, "id": text(one, "id"), "created_at": text(one, "created_at")}
            if len(told) < _PAGE:
                return
    except FetchError as fault:
        if fault.status in {401, 403}:
            raise PullError(f"Netlify does not take the token in {TOKEN}") from None
        if fault.is_gone:
            raise PullError(f"Netlify knows no site {site}; its id can stand in {SITE}", CONTENT) from None
        raise PullError(f"Netlify: {fault}") from None


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise FetchError("what it sends is no list")
    return list(items({"": value}, ""))


def _table(errand: Errand, file: Path) -> Iterator[Mapping[str, str]]:
    """Yield the rows of a table, by the names of its columns in small letters."""
    before = csv.field_size_limit(_LARGEST_FIELD)
    try:
        with file.open(encoding="utf-8-sig", errors="replace", newline="") as lines:
            # A character of no text would end the reading.
            rows = csv.DictReader(line.replace("\0", "") for line in lines)
            names = {one.strip().lower() for one in rows.fieldnames or ()}
            if "body" not in names or not names & {"article", "page"}:
                raise PullError(f"{file} is no table of the form: it has no columns body and article", CONTENT)
            for row in rows:
                made = {key.strip().lower(): value for key, value in row.items() if key and isinstance(value, str)}
                if made.get("spam", "").strip().lower() in {"true", "1", "yes"} or made.get("state") == "spam":
                    errand.leave("that Netlify takes for spam")
                    continue
                yield made
    except csv.Error as fault:
        raise PullError(f"{file} is no table: {fault}", CONTENT) from None
    except OSError as fault:
        raise PullError(f"{file} cannot be read: {fault.strerror or fault}", CONTENT) from None
    finally:
        csv.field_size_limit(before)


def _article(errand: Errand, row: Mapping[str, str]) -> Article | None:
    return errand.articles.by_slug(row.get("article", "")) or errand.articles.find(row.get("page", ""))


def _heard(row: Mapping[str, str]) -> Heard:
    created = moment(row.get("created_at") or row.get("created at") or row.get("date") or "")
    # The table has no ids, so the same comment gets the same name by what it says and when.
    when = created.isoformat() if created else ""
    said = "\0".join((when, row.get("article", ""), row.get("author", ""), " ".join(row.get("body", "").split())))
    return Heard(
        id=hashlib.blake2b(said.encode(errors="replace"), digest_size=8).hexdigest(),
        author=row.get("author") or row.get("name") or "",
        date=created,
        body=row.get("body", ""),
        form="text",
        url=row.get("url", ""),
    )


PULL = Pull(
    name=PROVIDER.name,
    label=PROVIDER.label,
    pull=pull,
    file="the table of the form, as CSV",
    needs_settings=False,
)
