"""Which sources a site has, and what each is given."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from generator.comments.choose import ConfiguredProvider
from generator.pulls.articles import Articles
from generator.pulls.base import Errand, Pull
from generator.site.settings import Site
from generator.web.fetch import Fetcher, origin_of

#: What other servers see of us, and the seconds between two questions to one of them.
_AGENT, _PAUSE = "Goodword (brings comments home for a site's owner)", 0.2


def asked(known: Mapping[str, Pull], chosen: ConfiguredProvider | None, articles: Articles) -> list[Pull]:
    """Return the sources that can be asked without being named: the live system, and copies of articles."""
    name = chosen.provider.name if chosen else ""
    copies = {url for article in articles.all for url in article.syndicated}
    return [
        one
        for one in known.values()
        if one.online and (one.name == name or (one.finds is not None and any(map(one.finds, copies))))
    ]


def errand(
    source: Pull, site: Site, articles: Articles, chosen: ConfiguredProvider | None, file: Path | None, web: Fetcher
) -> Errand:
    """Return what a source is given."""
    settings = chosen.settings if chosen and chosen.provider.name == source.name else None
    return Errand(source.name, site, articles, settings, file, web)


def lacks(source: Pull, chosen: ConfiguredProvider | None, file: Path | None) -> str:
    """Return what a source needs and does not have, or an empty string."""
    if file is not None:
        return "" if source.file else f"{source.label} takes no file"
    if not source.online:
        return f"{source.label} needs {source.file}"
    if source.needs_settings and (chosen is None or chosen.provider.name != source.name):
        also = f"; or name {source.file}" if source.file else ""
        return f'{source.label} is not the live system of this site ("provider" of "comments" in site.yaml){also}'
    return ""


def fetcher(known: Sequence[Pull], chosen: ConfiguredProvider | None, *, private: bool) -> Fetcher:
    """Return the client: a server that the settings name may be on this computer, all others only if told so."""
    servers = [
        origin_of(one.server(chosen.settings))
        for one in known
        if chosen and one.server is not None and one.name == chosen.provider.name
    ]
    return Fetcher(_AGENT, servers, private=private, pause=_PAUSE)
