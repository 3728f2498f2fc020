"""Files that go along: large ones are never in memory."""

from pathlib import Path

from generator.base.problems import Report
from generator.content.find import find_files
from generator.leaving.files import Files
from generator.leaving.folder import Target
from tests.small import photo


def test_what_has_nothing_to_take_out_is_copied_from_where_it_is(tmp_path: Path) -> None:
    static = tmp_path / "site/content/static"
    static.mkdir(parents=True)
    (static / "big.zip").write_bytes(b"PK\x03\x04" + bytes(100))
    (static / "shown.jpg").write_bytes(photo(text="camera-secret"))
    root = tmp_path / "site"
    files = Files(root, {one.path: one for one in find_files(root, Report())})
    assert files.data("big.zip") == static / "big.zip"
    shown = files.data("shown.jpg")
    assert isinstance(shown, bytes)
    assert b"camera-secret" not in shown
    with Target(tmp_path / "out", root) as target:
        target.copy("static/a/big.zip", static / "big.zip")
        target.write("b.txt", b"b")
        target.put()
    assert (tmp_path / "out/static/a/big.zip").read_bytes() == (static / "big.zip").read_bytes()
    # It is known again by the digests of what was copied, too.
    Target(tmp_path / "out", root)
