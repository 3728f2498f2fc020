"""A build that publishes nothing: what is wrong with a site, as ``goodword check`` names it."""

import tempfile
from collections.abc import Mapping
from pathlib import Path

import msgspec

from generator.base.pool import Progress
from generator.build.pipeline import build
from generator.build.terms import Options, Outcome
from generator.site.project import Project
from generator.site.visibility import Clock, Watch


def tried(
    project: Project, clock: Clock, environment: Mapping[str, str], progress: Progress, watch: Watch | None = None
) -> Outcome:
    """Return the outcome of a build that publishes nothing; its work folder is a temporary one."""
    with tempfile.TemporaryDirectory(prefix="goodword-", ignore_cleanup_errors=True) as folder:
        apart = msgspec.structs.replace(project, scratch=Path(folder))
        options = Options(clock=clock, output=project.output, publish=False, environment=environment, watch=watch)
        return build(apart, options, progress)
