"""The files of the content after some paths changed are those that a look at everything finds."""

from pathlib import Path
from random import Random

import pytest

from generator.serve.live.files import Files

NAMES = (
    "a.md",
    "b.md",
    "é.md",
    "e\u0301.md",
    ".hidden.md",
    "c",
    "c/d.md",
    "c/.e",
    "c/f/g.png",
    "c/f",
    "link.md",
    "static/.x",
)


def _change(root: Path, name: str, random: Random) -> None:
    """Makes a file, a folder or a link of that name, or takes it away."""
    path = root / "content" / name
    if path.is_symlink() or path.is_file():
        path.unlink()
        return
    if path.is_dir():
        if not any(path.iterdir()):
            path.rmdir()
        return
    if any(above.is_file() for above in path.parents):
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    if name == "link.md":
        path.symlink_to(random.choice([root / "content/a.md", Path("/etc/hostname"), root / "content/c"]))
    elif name in {"c", "c/f"} and random.random() < 0.5:
        path.mkdir()
    else:
        path.write_text(f"{random.random()}", encoding="utf-8")


@pytest.mark.parametrize("seed", range(12))
def test_some_paths_or_all(seed: int, tmp_path: Path) -> None:
    random = Random(seed)  # noqa: S311 (no secret)
    (tmp_path / "content").mkdir()
    files = Files(tmp_path)
    files.look(None)
    for _ in range(25):
        names = random.sample(NAMES, random.randint(1, 4))
        for name in names:
            _change(tmp_path, name, random)
        told = {f"content/{name}" for name in (*names, *random.sample(NAMES, 2))}
        before = list(files.sources)
        changed = files.look(frozenset(told))
        whole = Files(tmp_path)
        whole.look(None)
        assert [one.path for one in files.sources] == [one.path for one in whole.sources]
        assert [one.stamp[:3] for one in files.sources] == [one.stamp[:3] for one in whole.sources]
        assert files.problems == whole.problems
        if changed is not None:
            assert [one.path for one in before] == [one.path for one in files.sources]
            assert {one.path for one in changed} <= {one.path for one in before}


def test_only_what_has_changed_is_told(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    for name in ("a.md", "b.md"):
        (tmp_path / "content" / name).write_text(name, encoding="utf-8")
    files = Files(tmp_path)
    assert files.look(None) is None
    assert files.look(frozenset(["content/.a.md.swp", "elsewhere.md"])) == []
    (tmp_path / "content/a.md").write_text("another", encoding="utf-8")
    assert [one.path for one in files.look(frozenset(["content/a.md"])) or ()] == ["content/a.md"]
    assert [one.stamp[1] for one in files.sources] == [7, 4]
    (tmp_path / "content/b.md").unlink()
    assert files.look(frozenset(["content/b.md"])) is None
    assert [one.path for one in files.sources] == ["content/a.md"]
