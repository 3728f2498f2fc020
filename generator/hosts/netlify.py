"""Netlify: reads ``_headers`` and ``_redirects``; ``netlify.toml`` at the root of the project says how it builds."""

from generator.hosts.base import PYTHON, Deployment, FreePlan, Host, Setup
from generator.hosts.rules import headers, redirects

#: Credits of the free plan per month, and the cost of a deploy. Traffic costs some as well.
CREDITS, DEPLOY = 300, 15

PLAN = FreePlan(
    source="https://docs.netlify.com/manage/accounts-and-billing/billing/billing-for-credit-based-plans/how-credits-work/",
    read="2026-11",
    # https://docs.netlify.com/deploy/deploy-overview/
    files_together=54_000,
    deploys=CREDITS // DEPLOY,
    beyond="after the last one all your sites there are paused until the next month",
)


def files(deployment: Deployment) -> dict[str, bytes]:
    """Return ``_headers`` and ``_redirects``."""
    return {"_headers": headers(deployment), "_redirects": redirects(deployment)}


_SETTINGS = f"""\
# How Netlify builds this site. The build itself writes the headers and redirects.

[build]
  command = "pip install -r requirements.txt && goodword build --strict"
  publish = "site"

# Without a version, Netlify may take a Python that is too old.
[build.environment]
  PYTHON_VERSION = "{PYTHON}"
"""


#: The weekdays of scheduled builds, as in cron: half of the deploys are left for the owner's own changes.
_DAYS = "1,4"
_WHY = """\
  # Mondays and Thursdays: at most 9 deploys a month. The free plan has 20, and each push takes one
  # as well. Then all your sites there stop until the next month, so think before you add days.
  # What was to come out on the days between comes out together.
"""


def project_files() -> dict[str, str]:
    """Return ``netlify.toml``, and the workflow that triggers a build when scheduled content is due."""
    from generator.hosts.setup.workflows import SCHEDULED, scheduled_workflow  # noqa: PLC0415 (no build needs it)

    return {"netlify.toml": _SETTINGS, SCHEDULED: scheduled_workflow("Netlify", PYTHON, _DAYS, _WHY)}


_STEPS = (
    "Sign in at <https://app.netlify.com> with your account at GitHub.",
    "Choose *Add new project*, *Import an existing project*, and the repository.",
    "As *Project name*, write the name that you chose. If it is taken, choose another, and first push the new `url`.",
    "Leave the other fields as they are, `netlify.toml` says how to build, and choose *Deploy*.",
    (
        "For what shall come out by itself, such as tips, see the top of `.github/workflows/scheduled.yml`. "
        "It looks on Mondays and Thursdays: something new each day is more than the free plan publishes. "
        "A tip on each day needs another host."
    ),
)

HOST = Host(
    name="netlify",
    label="Netlify",
    files=files,
    signs=("netlify.toml",),
    plan=PLAN,
    address="URL",
    setup=Setup(files=project_files, steps=_STEPS, address="https://NAME.netlify.app"),
)
