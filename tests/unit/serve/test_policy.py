"""A page's policy lets the preview's own script in, and nothing else."""

import pytest

from generator.hosts.policy import content_security_policy
from generator.serve.http.injected import injected
from generator.serve.http.policy import widened, widened_in_page

OURS = "http://localhost:8000/.goodword/"


@pytest.mark.parametrize(
    ("policy", "wider"),
    [
        ("", ""),
        ("script-src 'self'", f"script-src 'self' {OURS}"),
        (
            "default-src 'none'; img-src 'self'",
            f"default-src 'none'; img-src 'self'; script-src {OURS}; style-src {OURS}; connect-src {OURS}",
        ),
        (
            "default-src 'self'; style-src 'none'",
            f"default-src 'self'; style-src {OURS}; script-src 'self' {OURS}; connect-src 'self' {OURS}",
        ),
        ("SCRIPT-SRC 'None'; script-src *", f"script-src {OURS}"),
        ("script-src *", "script-src *"),
        ("script-src-elem 'self'; base-uri 'none'", f"script-src-elem 'self' {OURS}; base-uri 'none'"),
        ("script-src 'self', style-src 'self'", f"script-src 'self' {OURS}, style-src 'self' {OURS}"),
        ("upgrade-insecure-requests;;", "upgrade-insecure-requests"),
    ],
)
def test_policies(policy: str, wider: str) -> None:
    assert widened(policy, OURS) == wider


def test_what_a_site_allows_stays_as_it_is() -> None:
    policy = content_security_policy()
    before = {part.split()[0]: part.split()[1:] for part in policy.split("; ")}
    after = {part.split()[0]: part.split()[1:] for part in widened(policy, OURS).split("; ")}
    assert {name: [one for one in sources if one != OURS] for name, sources in after.items()} == before
    assert {name for name, sources in after.items() if OURS in sources} == {"script-src", "style-src", "connect-src"}


@pytest.mark.parametrize(
    ("page", "wider"),
    [
        (b"<p>Content-Security-Policy</p>", b"<p>Content-Security-Policy</p>"),
        (
            b'<meta http-equiv="Content-Security-Policy" content="script-src &#39;self&#39;">',
            b'<meta http-equiv="Content-Security-Policy" content="script-src &#x27;self&#x27; ' + OURS.encode() + b'">',
        ),
        (
            b"<META content='script-src x' HTTP-EQUIV=content-security-policy>",
            b'<META content="script-src x ' + OURS.encode() + b'" HTTP-EQUIV=content-security-policy>',
        ),
        (b'<meta http-equiv="refresh" content="0">', b'<meta http-equiv="refresh" content="0">'),
    ],
)
def test_policies_in_a_page(page: bytes, wider: bytes) -> None:
    assert widened_in_page(page, OURS) == wider


@pytest.mark.parametrize(
    ("page", "before"),
    [
        (b'<!doctype html>\n<html lang="en">\n<head>\n<title>A</title>', b'<!doctype html>\n<html lang="en">\n<head>'),
        (b"<!doctype html>\n<html><header>", b"<!doctype html>\n<html>"),
        (b'<HTML><HEAD profile="x"><title>', b'<HTML><HEAD profile="x">'),
        (b"<!-- A --><p>Text", b"<!-- A -->"),
        (b"Text", b""),
        (b"", b""),
    ],
)
def test_where_the_script_goes(page: bytes, before: bytes) -> None:
    got = injected(page, {"state": '"</script>'}, "http://localhost:8000")
    script, rest = got[len(before) :].split(b"</script>", 1)
    assert got.startswith(before)
    assert before + rest == page
    assert script == (
        b'<script type="module" src="/.goodword/live.js" data-live="{&quot;state&quot;: &quot;\\&quot;&lt;/script&gt;&quot;}">'
    )
