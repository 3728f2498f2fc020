"""What a new file needs to know of its site: the settings and the kinds, without a look at the rest of the content."""

from generator.base.file_stamps import stamp_of
from generator.base.layout import settings_of
from generator.base.problems import Report
from generator.build.settings import LoadedSettings, read_settings
from generator.content.find import Source
from generator.kinds.declared import known
from generator.pages.kind import Kind
from generator.site.project import Project


def settings_here(project: Project, report: Report) -> LoadedSettings:
    """Return a project's settings; what is wrong with them is reported."""
    path = settings_of(str(project.root))
    try:
        info = (project.root / path).stat()
    except OSError:
        return read_settings(project.root, (), report)
    source = Source(path, stamp_of(info, str(project.root / path)))
    return read_settings(project.root, (source,), report)


def kinds_here(project: Project | None, report: Report) -> dict[str, Kind]:
    """Return the kinds of a project, or those that every site has where there is none."""
    return settings_here(project, report).kinds() if project else known()
