"""A line about examples of ``init`` that are unchanged: a reminder before publishing, never an error."""

from pathlib import Path

from generator.scaffold import LEAD, NOBODY, sample, unchanged
from generator.site.settings import SOURCE, Site, is_placeholder


def example_line(root: Path, site: Site | None, *, told: bool) -> str:
    """Return a line about what is still the example of ``init``, or an empty string.

    ``told`` says that the host gave the site's address, in place of the settings.
    """
    if site is None:
        return ""
    parts = []
    if is_placeholder(site.url):
        parts.append(f"the address {site.url}")
    elif told:
        parts.append(f"the address in {SOURCE} (the host's own, {site.url}, stands in for it)")
    if any(author.name == NOBODY for author in site.authors.values()):
        parts.append(f'the name "{NOBODY}"')
    if site.description and site.description == sample("description"):
        parts.append("the description")
    if any(author.bio and author.bio == sample("bio") for author in site.authors.values()):
        parts.append("the words about you")
    texts = unchanged(root)
    if LEAD in texts:
        parts.append("the lead")
        texts.remove(LEAD)
    if texts:
        more = f" and {len(texts) - 1} more" if len(texts) > 1 else ""
        parts.append(f"{len(texts)} text{'' if len(texts) == 1 else 's'} ({texts[0]}{more})")
    return f"Before the world sees it, change what is still the example: {', '.join(parts)}." if parts else ""
