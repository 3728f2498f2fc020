"""GitHub Pages: supports no headers and no redirects; pages contain both as HTML."""

from generator.hosts.base import PYTHON, Deployment, FreePlan, Host, Setup

#: Where a project keeps the workflow.
WORKFLOW = ".github/workflows/pages.yml"

PLAN = FreePlan(
    source="https://docs.github.com/en/pages/getting-started-with-github-pages/github-pages-limits",
    read="2026-11",
    # The documentation also has a soft limit of 10 builds an hour, which does not apply to workflows such as ours.
    total_size=1_000_000_000,
)


def files(_: Deployment) -> dict[str, bytes]:
    """Return ``.nojekyll``, without which files that begin with an underscore would be left out."""
    return {".nojekyll": b""}


def workflow(requirement: str = "-r requirements.txt", python: str = PYTHON) -> str:
    """Return the workflow that builds the site and publishes it.

    ``requirement`` is what pip installs: the project's requirements, or ``.`` for a project that
    is Goodword itself. The address comes from the repository's settings, so that a project page, which
    is below a path, and a custom domain both get the right one.
    """
    from generator.hosts.setup.workflows import ASK  # noqa: PLC0415 (a build, which asks for all hosts, needs none)

    return _WORKFLOW.replace("REQUIREMENT", requirement).replace("PYTHON", python).replace("ASK\n", ASK)


_WORKFLOW = """\
# Builds the site and publishes it on GitHub Pages.
# Once: Settings > Pages > Build and deployment > Source: GitHub Actions.
name: Pages

on:
  push:
    branches: [main]
  # Every morning it asks whether something has come out or gone by itself, and builds only then.
  # In a public repository GitHub stops a schedule after 60 days without a commit; the button
  # "Enable workflow" starts it again.
  schedule:
    - cron: "17 5 * * *"
  workflow_dispatch:

permissions:
  actions: read
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
    outputs:
      due: ${{ steps.ask.outputs.due }}
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "PYTHON"
      - run: pip install REQUIREMENT
      # A push is always built, and so is a commit that the last good run had not.
      - name: Ask whether anything is due since the last run
        id: ask
        if: github.event_name == 'schedule'
        env:
          GH_TOKEN: ${{ github.token }}
        run: |
          last=$(gh run list --workflow pages.yml --branch "$GITHUB_REF_NAME" --status success --limit 1 \\
            --json headSha,createdAt --jq '.[] | .headSha + " " + .createdAt')
          since=""
          if [ "${last% *}" = "$GITHUB_SHA" ]; then since="${last#* }"; fi
ASK
      - id: pages
        if: steps.ask.outputs.due != 'false'
        uses: actions/configure-pages@v5
      - if: steps.ask.outputs.due != 'false'
        run: goodword build --strict --base-url "${{ steps.pages.outputs.base_url }}"
      - if: steps.ask.outputs.due != 'false'
        uses: actions/upload-pages-artifact@v3
        with:
          path: site

  publish:
    needs: build
    if: needs.build.outputs.due != 'false'
    runs-on: ubuntu-latest
    environment:
      name: github-pages
      url: ${{ steps.pages.outputs.page_url }}
    steps:
      - id: pages
        uses: actions/deploy-pages@v4
"""


def project_files() -> dict[str, str]:
    """Return the workflow."""
    return {WORKFLOW: workflow()}


_STEPS = (
    "On a free plan, the repository must be public.",
    "In the repository, choose *Settings*, *Pages*, and as *Source* *GitHub Actions*.",
    "Choose *Actions*, *Pages*, *Run workflow*, since the first run may have come too early. Later, a push does it.",
    "Open the address that *Settings*, *Pages* shows. The workflow tells the build that address, whatever `url` says.",
    "Each morning the workflow looks whether something shall come out by itself, such as a tip, and publishes it.",
)

HOST = Host(
    name="github-pages",
    label="GitHub Pages",
    files=files,
    signs=(WORKFLOW,),
    plan=PLAN,
    setup=Setup(name="github", files=project_files, steps=_STEPS, address="https://USER.github.io/REPOSITORY"),
)
