"""Cloudflare Pages: reads the same two files as Netlify, with limits on their lengths."""

from collections.abc import Mapping

from generator.hosts.base import PYTHON, Deployment, FreePlan, Host, Setup, Use
from generator.hosts.rules import headers, redirects

#: Source: https://developers.cloudflare.com/pages/configuration/, 2026-11.
MAX_HEADER_RULES = 100
MAX_LINE = 2000
#: 2,000 lines are allowed; each redirect takes two, because lines that it rejects count as well.
MAX_REDIRECTS = 1000

PLAN = FreePlan(
    source="https://developers.cloudflare.com/pages/platform/limits/",
    read="2026-11",
    files=20_000,
    file_size=25 * 1024 * 1024,
    deploys=500,
    beyond="after the last one nothing new is published until the next month",
)


def files(deployment: Deployment) -> dict[str, bytes]:
    """Return ``_headers`` and ``_redirects``."""
    return {"_headers": headers(deployment), "_redirects": redirects(deployment)}


def limits(files: Mapping[str, bytes]) -> tuple[Use, ...]:
    """Return the use of its limited rules."""
    rules, moved = files.get("_headers", b""), files.get("_redirects", b"")
    lines, old = rules.split(b"\n"), moved.split(b"\n")
    plain = moved.count(b" 301\n")
    return (
        Use(
            "rules in _headers",
            sum(line.startswith(b"/") for line in lines),
            MAX_HEADER_RULES,
            "the others are ignored, and some feeds lose their media type",
            "lost",
        ),
        Use(
            "characters in a line of _headers",
            max(map(len, lines)),
            MAX_LINE,
            "without the security policy there, the pages still have their own",
            "covered",
        ),
        Use("aliases", plain, MAX_REDIRECTS, "pages lead on from the others", "covered"),
        Use(
            "aliases with a query",
            moved.count(b" 301!\n") - plain,
            0,
            "a script on the first page leads on from them",
            "covered",
        ),
        Use(
            "characters in a line of _redirects",
            max(map(len, old)),
            MAX_LINE,
            "pages lead on from longer aliases",
            "covered",
        ),
    )


def project_files() -> dict[str, str]:
    """Return the workflow that triggers a build when scheduled content is due."""
    from generator.hosts.setup.workflows import SCHEDULED, scheduled_workflow  # noqa: PLC0415 (no build needs it)

    return {SCHEDULED: scheduled_workflow("Cloudflare Pages", PYTHON)}


_STEPS = (
    "Sign in at <https://dash.cloudflare.com>, choose *Workers & Pages*, *Create*, *Pages*.",
    "Connect your account at GitHub, and choose the repository.",
    "As *Project name*, write the name that you chose. If it is taken, choose another, and first push the new `url`.",
    "As *Build command*, write `pip install -r requirements.txt && goodword build --strict`.",
    "As *Build output directory*, write `site`.",
    "Choose *Save and Deploy*. `.python-version` says which Python it takes.",
    "For what shall come out by itself, such as tips, see the top of `.github/workflows/scheduled.yml`.",
)

HOST = Host(
    name="cloudflare",
    label="Cloudflare Pages",
    files=files,
    address="CF_PAGES_URL",
    limits=limits,
    signs=("wrangler.toml", "wrangler.jsonc", "wrangler.json"),
    plan=PLAN,
    setup=Setup(files=project_files, steps=_STEPS, address="https://NAME.pages.dev"),
)
