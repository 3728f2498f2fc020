"""Pictures are taken from the last build's output if they were made from the same, and nobody changed them since."""

from pathlib import Path

from generator.base.digest import Parts
from generator.serve.base import ServeOptions
from generator.serve.live.output import Output
from generator.serve.live.site import LiveSite
from generator.site.project import Project as Folder
from tests.conftest import Build, Project
from tests.small import small_site


def _picture(root: Path) -> tuple[str, Parts]:
    """A picture's first file in the output, and what it is made from."""
    site = LiveSite(Folder(root), ServeOptions(), lambda *_: None)
    site.refresh(None)
    taken = site._taken
    assert taken is not None
    assert taken.shown is not None
    planned = next(one for path, one in taken.shown.plan.files.items() if path.startswith("images/photo."))
    assert len(planned.paths) > 1
    return planned.first, taken.shown.parts(planned)


def test_files_of_a_build(project: Project, build: Build) -> None:
    root = project(small_site())
    built = build(root)
    first, parts = _picture(root)
    found = Output(root / ".goodword", built).files(first, parts)
    assert found is not None
    assert found[0][0] == first
    assert all(data == (built / path).read_bytes() for path, data in found)
    assert len(found) > 1


def test_files_made_from_something_else_or_changed_or_gone(project: Project, build: Build) -> None:
    root = project(small_site())
    built = build(root)
    first, parts = _picture(root)
    assert Output(root / ".goodword", built).files(first, parts.plus(("more", bytes(12)))) is None
    assert Output(root / ".goodword", built).files("images/nothing.jpg", parts) is None
    data = (built / first).read_bytes()
    (built / first).write_bytes(data[:-1] + b"#")
    assert Output(root / ".goodword", built).files(first, parts) is None
    (built / first).unlink()
    assert Output(root / ".goodword", built).files(first, parts) is None
    assert Output(root / "nowhere", built).files(first, parts) is None
