"""Netlify. ``netlify.toml`` at the root of the project says how it builds."""

from generator.hosts.base import Deployment, FreePlan, Host
from generator.hosts.rules import headers, redirects

#: Credits of the free plan in a month, and what a deploy takes of them. Traffic takes some as well.
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


HOST = Host(name="netlify", label="Netlify", files=files, address="URL", signs=("netlify.toml",), plan=PLAN)
