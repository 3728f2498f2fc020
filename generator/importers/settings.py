"""What an import writes into the settings: authors, the form of addresses, the menu, what leads on."""

from collections.abc import Mapping, Sequence

import msgspec

from generator.base.layout import settings_of
from generator.base.problems import Report
from generator.edit import settings as edit
from generator.site.project import Project
from generator.site.settings import Site


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What the settings are to say. ``form`` is that of articles' addresses, if it is to change."""

    authors: Mapping[str, Mapping[str, str]] = {}
    form: str = ""
    menu: Sequence[Mapping[str, str]] = ()
    redirects: Mapping[str, str] = {}


def settle(project: Project, site: Site, wanted: Wanted, report: Report, *, dry: bool) -> list[str]:
    """Write what is not there yet, and return what was done in sentences. Raises OSError."""
    told = []
    path = settings_of(str(project.root))
    authors = {name: values for name, values in wanted.authors.items() if name not in site.authors}
    if authors and (dry or edit.add(project.root, path, "authors", authors, report)):
        told.append(f"`authors` has {', '.join(authors)}: write a sentence about each")
    if wanted.form and (dry or edit.add(project.root, path, "permalinks", {"article": wanted.form}, report)):
        told.append(f"articles have the addresses they had: `permalinks: {{article: {wanted.form}}}`")
    redirects = {old: new for old, new in wanted.redirects.items() if old not in site.redirects}
    if redirects and (dry or edit.add(project.root, path, "redirects", redirects, report)):
        told.append(f"`redirects` leads {len(redirects):,} old addresses on: feeds, tags, authors, pages of pictures")
    if wanted.menu:
        if site.menu:
            labels = ", ".join(one["label"] for one in wanted.menu)
            told.append(f"the menu stays as it is; that of the old blog was: {labels}")
        elif dry or edit.put(project.root, path, "menu", wanted.menu, report):
            told.append("`menu` is that of the old blog")
    return told
