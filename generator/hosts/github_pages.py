"""GitHub Pages: no headers and no redirects of its own; pages carry both inside."""

from generator.hosts.base import Deployment, Host

#: Where a project keeps the workflow.
WORKFLOW = ".github/workflows/pages.yml"


def files(_: Deployment) -> dict[str, bytes]:
    """Return ``.nojekyll``, without which it would leave out what begins with an underscore."""
    return {".nojekyll": b""}


def workflow(requirement: str = "-r requirements.txt", python: str = "3.13") -> str:
    """Return the workflow that builds the site and publishes it.

    ``requirement`` is what pip installs: the project's requirements, or ``.`` for a project that
    is Goodword itself. The address comes from the repository's settings, so a project page, which
    lies under a path, and a domain of one's own both come out right.
    """
    return _WORKFLOW.replace("REQUIREMENT", requirement).replace("PYTHON", python)


_WORKFLOW = """\
# Builds the site and publishes it on GitHub Pages.
# Once: Settings > Pages > Build and deployment > Source: GitHub Actions.
name: Pages

on:
  push:
    branches: [main]
  # Every morning, so that what is dated in the future comes out on its day. GitHub stops a
  # schedule after 60 days without a commit; the button "Enable workflow" starts it again.
  schedule:
    - cron: "17 5 * * *"
  workflow_dispatch:

permissions:
  contents: read
  pages: write
  id-token: write

# A newer push waits for the older one to be published, and does not stop it half-way.
concurrency:
  group: pages
  cancel-in-progress: false

jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "PYTHON"
      - run: pip install REQUIREMENT
      - id: pages
        uses: actions/configure-pages@v5
      - run: goodword build --strict --base-url "${{ steps.pages.outputs.base_url }}"
      - uses: actions/upload-pages-artifact@v3
        with:
          path: site

  publish:
    needs: build
    runs-on: ubuntu-latest
    environment:
      name: github-pages
      url: ${{ steps.pages.outputs.page_url }}
    steps:
      - id: pages
        uses: actions/deploy-pages@v4
"""

HOST = Host(name="github-pages", label="GitHub Pages", files=files)
