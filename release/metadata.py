"""What an index is told of a release: whether it would take it, and whether the description can be read there."""

import re
from collections.abc import Mapping

from packaging.metadata import Metadata

#: The labels of [project.urls] that an index shows with a sign of their own.
_URLS = ("Source", "Documentation", "Changelog", "Issues")

#: A link or a picture in Markdown, or an address in an HTML tag.
_LINK = re.compile(r"\]\(\s*<?([^)\s>]+)|^\[[^\]]+\]:\s*<?(\S+?)>?\s*$|\b(?:href|src)=[\"']?([^\"'\s>]+)", re.MULTILINE)


def metadata_faults(written: bytes, version: str) -> list[str]:
    """Return what is wrong with the metadata of an sdist or a wheel."""
    try:
        metadata = Metadata.from_email(written, validate=True)
    except ExceptionGroup as group:
        return [f"the metadata is wrong: {fault}" for fault in group.exceptions]
    faults = []
    if str(metadata.version) != version:
        faults.append(f"the metadata says version {metadata.version}, and pyproject.toml says {version}")
    if not metadata.description or not (metadata.description_content_type or "").startswith("text/markdown"):
        faults.append("the metadata has no description in Markdown")
    return faults + [
        f'the description links to "{link}", which leads nowhere on an index; write a whole address'
        for link in relative_links(metadata.description or "")
    ]


def relative_links(markdown: str) -> list[str]:
    """Return the addresses in a Markdown text that only lead somewhere in a checkout."""
    found = [next(filter(None, match.groups())) for match in _LINK.finditer(markdown)]
    return [link for link in found if not re.match(r"https?://|mailto:|#", link)]


def url_faults(urls: Mapping[str, str], repository: str = "") -> list[str]:
    """Return what is wrong with ``[project.urls]`` for a release, which ``repository``, an address, makes."""
    missing = [label for label in _URLS if label not in urls]
    faults = [f"pyproject.toml has no {', '.join(missing)} in [project.urls]"] if missing else []
    faults += [
        f'pyproject.toml: {label} is "{url}", which is no https:// address'
        for label, url in urls.items()
        if not re.match(r"https://[^/\s]+\.[^/\s]+", url)
    ]
    source = urls.get("Source", "")
    if source and repository and source.rstrip("/").lower() != repository.lower():
        faults.append(f"pyproject.toml: Source is {source}, and this release is made by {repository}")
    return faults
