"""What WordPress' own importer takes from a WXR file, and what it refuses: its published rules, for tests.

They are those of the plugin "WordPress Importer": the parser needs well-formed XML without a document type and a version
of two numbers; the importer takes each ``post_id`` once, skips types that it does not know, takes a post of the same
title and date for the same post, and finds the comment that one answers only if that has a smaller number.
"""

import re
from pathlib import Path
from typing import Any

from lxml import etree

WP = "{http://wordpress.org/export/1.2/}"
_TYPES = {"post", "page", "attachment", "nav_menu_item"}
_STATUSES = {"publish", "future", "draft", "pending", "private", "inherit"}
_DATE = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d")


def text(element: Any, name: str) -> str:
    found = element.find(name)
    return "" if found is None else (found.text or "")


def read(path: Path) -> dict[str, Any]:
    """An export as the importer reads it; fails where that would refuse it, or lose something of it."""
    root: Any = etree.fromstring(path.read_bytes(), etree.XMLParser(resolve_entities=False, huge_tree=True))
    assert root.tag == "rss"
    assert not root.getroottree().docinfo.doctype
    channel = root.find("channel")
    assert re.fullmatch(r"\d+\.\d+", text(channel, f"{WP}wxr_version"))
    assert text(channel, f"{WP}base_site_url").startswith("http")
    assert text(channel, f"{WP}base_blog_url").startswith("http")
    logins = {text(one, f"{WP}author_login") for one in channel.findall(f"{WP}author")}
    terms = {("category", text(one, f"{WP}category_nicename")) for one in channel.findall(f"{WP}category")}
    terms |= {("post_tag", text(one, f"{WP}tag_slug")) for one in channel.findall(f"{WP}tag")}
    terms |= {(text(one, f"{WP}term_taxonomy"), text(one, f"{WP}term_slug")) for one in channel.findall(f"{WP}term")}
    items = channel.findall("item")
    numbers = [int(text(one, f"{WP}post_id")) for one in items]
    assert len(set(numbers)) == len(numbers)
    assert min(numbers) > 0
    names: set[tuple[bool, str]] = set()
    comments: set[int] = set()
    seen: set[tuple[str, str, str]] = set()
    for one in items:
        kind = text(one, f"{WP}post_type")
        assert kind in _TYPES
        assert text(one, f"{WP}status") in _STATUSES
        assert one.find("guid").get("isPermaLink") == "false"
        for name in ("post_date", "post_date_gmt", "post_modified", "post_modified_gmt"):
            assert _DATE.fullmatch(text(one, f"{WP}{name}"))
        name = text(one, f"{WP}post_name")
        assert len(name.encode()) <= 200
        if kind != "nav_menu_item":
            assert (kind == "post", name) not in names
            names.add((kind == "post", name))
        if kind == "attachment":
            assert text(one, f"{WP}attachment_url").startswith("http")
        if kind in {"post", "page"} and not text(one, f"{WP}post_date").startswith("0000"):
            same = (kind, text(one, "title"), text(one, f"{WP}post_date"))
            assert same not in seen
            seen.add(same)
        creator = text(one, "{http://purl.org/dc/elements/1.1/}creator")
        assert not creator or creator in logins
        assert {(term.get("domain"), term.get("nicename")) for term in one.findall("category")} <= terms
        for said in one.findall(f"{WP}comment"):
            number, parent = int(text(said, f"{WP}comment_id")), int(text(said, f"{WP}comment_parent"))
            assert number not in comments
            assert parent == 0 or (parent in comments and parent < number)
            comments.add(number)
            assert text(said, f"{WP}comment_approved") in {"0", "1", "spam", "trash"}
            assert not text(said, f"{WP}comment_author_email")
            assert not text(said, f"{WP}comment_author_IP")
    for one in items:
        for meta in one.findall(f"{WP}postmeta"):
            if text(meta, f"{WP}meta_key") == "_thumbnail_id":
                assert int(text(meta, f"{WP}meta_value")) in numbers
    return {"channel": channel, "items": items}
