"""The Content-Security-Policy: strict by itself, and opened only where something is really asked."""

import pytest

from generator.comments.base import KEYWORDS, Origins, join
from generator.hosts.policy import content_security_policy


def parse(policy: str) -> dict[str, list[str]]:
    directives = [part.split(" ") for part in policy.split("; ")]
    names = [name for name, *_ in directives]
    assert len(names) == len(set(names)), "a browser ignores a directive's second time"
    return {name: sources for name, *sources in directives}


def test_site_alone_may_load_its_own_files_and_nothing_else() -> None:
    assert parse(content_security_policy()) == {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "media-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "manifest-src": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }


def test_element_says_all_but_what_browsers_ignore_there() -> None:
    header, element = parse(content_security_policy()), parse(content_security_policy(meta=True))
    assert header.pop("frame-ancestors") == ["'none'"]
    assert element == header


@pytest.mark.parametrize(
    ("use", "directive"),
    [
        ("script", "script-src"),
        ("style", "style-src"),
        ("img", "img-src"),
        ("font", "font-src"),
        ("media", "media-src"),
        ("connect", "connect-src"),
        ("frame", "frame-src"),
        ("form", "form-action"),
    ],
)
def test_origin_opens_its_own_directive_only(use: str, directive: str) -> None:
    before = parse(content_security_policy())
    after = parse(content_security_policy(Origins(**{use: ("https://x.example:8443",)})))
    assert after.pop(directive) == [*before.pop(directive, []), "https://x.example:8443"]
    assert after == before


def test_every_use_has_a_directive() -> None:
    uses = Origins.__struct_fields__
    whole = Origins(**{use: (f"https://{use}.example",) for use in uses})
    assert all(f"https://{use}.example" in content_security_policy(whole) for use in uses)


def test_same_origins_in_any_order_give_the_same_text() -> None:
    one = Origins(img=("https://b.example", "data:", "https://a.example", "https://b.example"))
    two = Origins(img=("https://a.example", "https://b.example", "data:"))
    assert content_security_policy(one) == content_security_policy(two)
    assert "img-src 'self' data: https://a.example https://b.example;" in content_security_policy(one)


@pytest.mark.parametrize(
    "source",
    [
        "'unsafe-inline'",
        "'unsafe-eval'",
        "'strict-dynamic'",
        "'unsafe-hashes'",
        "*",
        "https:",
        "https://*",
        "https://a.example/path",
        "https://a.example; script-src *",
        "https://a.example,",
        "a.example",
        "javascript:",
        "",
        "https://a.example\n",
        "https://ä.example",
        "'self' *",
    ],
)
def test_source_that_would_open_too_much_is_refused(source: str) -> None:
    with pytest.raises(ValueError, match="no policy of ours allows"):
        content_security_policy(Origins(script=(source,)))


def test_keywords_let_no_text_run() -> None:
    assert not [word for word in KEYWORDS if "inline" in word or "unsafe-eval" in word.replace("wasm-unsafe-eval", "")]
    assert "'wasm-unsafe-eval'" in content_security_policy(Origins(script=("'wasm-unsafe-eval'",)))


def test_origins_are_joined_without_repeating() -> None:
    one, two = (
        Origins(script=("https://a.example",)),
        Origins(script=("https://b.example", "https://a.example"), img=("data:",)),
    )
    assert join([one, two]) == Origins(script=("https://a.example", "https://b.example"), img=("data:",))
    assert join([]) == Origins()
