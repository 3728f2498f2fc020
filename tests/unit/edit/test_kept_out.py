"""Names, addresses of the web, and texts: none holds an e-mail address, or who logs in where."""

import pytest

from generator.edit.kept_out import bare_name, name_of, website_of, without_addresses, without_logins


def test_names_and_sites() -> None:
    assert name_of("  Ann\n Example ") == "Ann Example"
    assert name_of("Ann <ann@x.example>") == "Ann"
    assert name_of("ann@x.example") == "Anonymous"
    assert bare_name("ann@x.example") == ""
    assert name_of("Ann (of the jars), Dr.") == "Ann (of the jars), Dr."
    assert name_of("\u202eevil") == "evil"
    assert website_of("x.example/me") == "https://x.example/me"
    assert website_of("javascript:alert(1)") == ""
    assert website_of("https://ann:pass@x.example/") == ""
    assert website_of("https://x.example/?mail=ann@x.example") == ""


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("https://ann:pass@x.example/a", "https://x.example/a"),
        ("[a](HTTP://ann:p@ss@localhost:80) ftp://ann@x.example", "[a](HTTP://localhost:80) ftp://x.example"),
        ('<a href="https://ann:pass&#64;x.example/">', '<a href="https://x.example/">'),
        ("https://social.example/@ann and https://x.example/?a@b", None),
        ("git@x.example, ssh://git@x.example", None),
    ],
)
def test_addresses_do_not_say_who_logs_in(text: str, made: str | None) -> None:
    assert without_logins(text) == (made or text)


def test_texts() -> None:
    assert without_addresses("https://ann:pass@x.example/, ann@x.example") == (
        "https://x.example/, (e-mail address left out)"
    )
    assert without_addresses("[Ann](mailto:ann@x.example), @ann@social.example") == "Ann, @ann@social.example"
