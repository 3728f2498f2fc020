"""What somebody said of a text, as Markdown without anybody's e-mail address or password."""

from collections.abc import Callable
from typing import Any

from generator.edit.kept_out import E_MAIL, LEFT_OUT, without_addresses, without_logins
from generator.importers.body.convert import converted
from generator.importers.body.parse import unwrap
from generator.importers.body.tidy import tidy


def words_of(html: str, link: Callable[[str], str], picture: Callable[[str], str]) -> str:
    """Return a comment's HTML as Markdown; the functions give addresses as they are to be."""
    root = tidy(html, link, picture)
    _no_addresses(root)
    return without_addresses(converted(root).text)


def _no_addresses(root: Any) -> None:
    """Take e-mail addresses out of what is shown, and out of links: Markdown would link them."""
    for one in list(root.iter()):
        one.text = one.text and _bare(one.text)
        one.tail = one.tail and _bare(one.tail)
        for key, value in one.attrib.items():
            bare = without_logins(value)
            if bare.lower().startswith("mailto:") or E_MAIL.search(bare):
                del one.attrib[key]
            elif bare != value:
                one.set(key, bare)
        if one.tag == "a" and not one.get("href"):
            unwrap(one)


def _bare(text: str) -> str:
    return E_MAIL.sub(LEFT_OUT, without_logins(text))
