"""Netlify. ``netlify.toml`` at the root of the project says how it builds."""

from generator.hosts.base import Deployment, Host
from generator.hosts.rules import headers, redirects


def files(deployment: Deployment) -> dict[str, bytes]:
    """Return ``_headers`` and ``_redirects``."""
    return {"_headers": headers(deployment), "_redirects": redirects(deployment)}


HOST = Host(name="netlify", label="Netlify", files=files, address="URL")
