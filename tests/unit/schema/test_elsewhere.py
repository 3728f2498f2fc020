"""Names on other networks: what the pattern of a type takes is what the type takes."""

import re
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from generator.schema.elsewhere import Account, Document, Publication
from generator.schema.rules import Rule, first, parted

UTC = ZoneInfo("UTC")


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (Account, "@ann@social.example", "@ann@social.example"),
        (Account, "Ann@Social.Example:8443", "@Ann@social.example:8443"),
        (Account, "HTTPS://Social.example/@ann/", "@ann@social.example"),
        (Account, "ann@social", None),
        (Account, "ann@-social.example", None),
        (Account, ".ann@social.example", None),
        (Account, "https://social.example/ann", None),
        (Document, "at://did:plc:abc/site.standard.document/3k", "at://did:plc:abc/site.standard.document/3k"),
        (Document, "at://did:plc:abc:/site.standard.document/3k", None),
        (Document, "at://did:plc:abc/site.standard.publication/3k", None),
        (Document, f"at://did:plc:abc/site.standard.document/{'k' * 513}", None),
        (Publication, "at://did:web:a.example/site.standard.publication/3k", "at://did:web:a.example/site.standard.publication/3k"),
        (Publication, "at://ann.example/site.standard.publication/3k", None),
    ],
)  # fmt: skip
def test_the_pattern_says_the_same_as_the_reader(kind: Any, text: str, value: str | None) -> None:
    rule: Rule = first(Rule, parted(kind)[1])
    assert (re.fullmatch(rule.pattern, text) is not None) == (value is not None)
    if value is None:
        with pytest.raises(ValueError, match="such as"):
            rule.convert(text, UTC)
    else:
        assert rule.convert(text, UTC) == value
