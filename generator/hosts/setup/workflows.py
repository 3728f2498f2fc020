"""GitHub workflows: the step that checks whether a build is due, and a workflow that triggers another host's build."""

#: The path of the latter in a project.
SCHEDULED = ".github/workflows/scheduled.yml"

#: How a step asks whether a build is due. GitHub keeps the time of a workflow's runs, so that nothing has
#: to be kept in the repository. A run that found nothing due counts as well as one that built: what came
#: out before it is published either way. Its start is earlier than what it published, so at worst a build
#: is made once more than needed, and none too few.
ASK = """\
          code=0
          goodword due --since "$since" || code=$?
          case $code in
            0) echo "due=true" >> "$GITHUB_OUTPUT" ;;
            1) echo "due=false" >> "$GITHUB_OUTPUT" ;;
            *) exit "$code" ;;
          esac
"""


#: Why it looks on all days.
EVERY_MORNING = """\
  # Every morning. The time is in UTC; what comes out later in the day waits for the next morning.
"""


def scheduled_workflow(label: str, python: str, days: str = "*", why: str = EVERY_MORNING) -> str:
    """Return the workflow for a host that builds when the address of a hook is called.

    ``label`` is the host's, ``python`` the version that it builds with. ``days`` are those on which it looks, as cron
    writes them, and ``why`` is a comment that says so: a host whose free plan has few deploys wants few days.
    """
    text = _WORKFLOW.replace("PYTHON", python).replace("ASK\n", ASK)
    return text.replace("HOST", label).replace("WHY\n", why).replace("DAYS", days)


_WORKFLOW = """\
# Lets HOST build the site when something has come out or gone by itself: an article with a
# date in the future, the next tip of a queue, a lead that closes.
#
# Once: make a build hook in the project's settings at HOST, and put its address into the
# settings of this repository: Secrets and variables > Actions > New repository secret, with the
# name BUILD_HOOK. Until then a run fails when something is due. If you never want any of this,
# delete this file.
name: Scheduled

on:
WHY
  schedule:
    - cron: "17 5 * * DAYS"
  # The button "Run workflow" builds in any case.
  workflow_dispatch:

permissions:
  contents: read
  actions: read

jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "PYTHON"
      - run: pip install -r requirements.txt
      - name: Ask whether anything is due since the last run
        id: ask
        env:
          GH_TOKEN: ${{ github.token }}
        run: |
          since=$(gh run list --workflow scheduled.yml --branch "$GITHUB_REF_NAME" --status success --limit 1 \\
            --json createdAt --jq '.[].createdAt')
          # Before the first run, the newest push was built.
          since=${since:-$(git log -1 --format=%cI)}
ASK
      - name: Let HOST build
        if: steps.ask.outputs.due == 'true' || github.event_name == 'workflow_dispatch'
        env:
          BUILD_HOOK: ${{ secrets.BUILD_HOOK }}
        run: |
          if [ -z "$BUILD_HOOK" ]; then
            echo "::error::HOST is to build, and there is no secret BUILD_HOOK: see the top of this file."
            exit 1
          fi
          curl --fail --silent --show-error --retry 3 --request POST --data '{}' "$BUILD_HOOK"
"""
