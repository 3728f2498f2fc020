"""The list of people after a change: one value is another or new, and every other byte is what it was."""

import difflib
import re
import tempfile
from pathlib import Path

from hypothesis import event, given, settings
from hypothesis import strategies as st

from generator.base.problems import Report
from generator.edit.people import add, change
from generator.privacy.people import SOURCE, people_of
from tests.support import write_files

VALUES = st.sampled_from(
    ["x", "'it''s: so'", '"a \\" b"', "|\n    two\n    # lines\n", ">-\n    folded\n", "plain # note", "a\n    b", ""]
)
NOTES = st.sampled_from(["", "", "# of the next\n", "  # of it\n", "\n", "\n# apart\n\n"])


@st.composite
def lists(draw: st.DrawFn) -> bytes:
    """People as they are written: in lines, in braces, or both."""
    text = draw(st.sampled_from(["", "# Mine\n\n", "---\n"]))
    for name in draw(st.lists(st.sampled_from(["ana", "'bob'", "carl.c", "日本"]), unique=True, min_size=1)):
        keys = draw(st.lists(st.sampled_from(["email", "role", "asked", "note", "consent"]), unique=True))
        pairs = {key: "none" if key == "consent" else "a@b.example" if key == "email" else draw(VALUES) for key in keys}
        if draw(st.booleans()):
            inside = "".join(
                f", {key}: {value}" for key, value in pairs.items() if "\n" not in value and "#" not in value
            )
            text += f"{name}: {{name: 'N, {len(text)}'{inside}}}{draw(st.sampled_from(['', '  # note']))}\n"
        else:
            lines = [f"name: N {len(text)}", *(f"{key}: {value}".rstrip("\n") for key, value in pairs.items())]
            text += f"{name}:\n" + "".join(f"  {line}\n" for line in draw(st.permutations(lines)))
        text += draw(NOTES)
    if draw(st.booleans()):
        text = text.rstrip("\n")
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    return draw(st.sampled_from([b"", b"\xef\xbb\xbf"])) + text.replace("\n", newline).encode()


def changed_parts(before: bytes, after: bytes) -> list[tuple[str, str]]:
    """The words that differ, each with what took its place."""
    one, two = (re.findall(r"\w+|\W", data.decode()) for data in (before, after))
    codes = difflib.SequenceMatcher(None, one, two, autojunk=False).get_opcodes()
    return [("".join(one[a:b]), "".join(two[c:d])) for tag, a, b, c, d in codes if tag != "equal"]


@settings(max_examples=150)
@given(data=lists(), which=st.integers(0, 3), key=st.sampled_from(["role", "asked", "consent"]))
def test_change_of_a_person_keeps_every_other_byte(data: bytes, which: int, key: str) -> None:
    report = Report()
    known = people_of(data, report).people
    event(f"read: {bool(known)}")
    if not known:
        return
    name = list(known)[which % len(known)]
    value = "none" if key == "consent" else "the new one: x"
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write_files(root, {SOURCE: data})
        assert change(root, name, {key: value}, report), [problem.message for problem in report]
        after = (root / SOURCE).read_bytes()
    found = people_of(after, Report()).people
    assert {one: person for one, person in found.items() if one != name} == {
        one: person for one, person in known.items() if one != name
    }
    assert getattr(found[name], key) == value
    old = getattr(known[name], key)
    if old != value and "\n" not in old and not old.strip():
        assert all(not before.strip() for before, _ in changed_parts(data, after)), after
    # Notes are never touched.
    notes = [
        line.strip()
        for line in data.decode().splitlines()
        if line.strip() in {"# of the next", "# of it", "# apart", "# Mine"}
    ]
    assert [line.strip() for line in after.decode().splitlines() if line.strip() in set(notes)] == notes
    assert len(re.findall(rb"(?<!\r)\n", after)) == 0 or b"\r\n" not in after


@settings(max_examples=100)
@given(data=lists())
def test_added_person_is_put_in_and_nothing_else_changes(data: bytes) -> None:
    report = Report()
    known = people_of(data, report).people
    if not known:
        return
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write_files(root, {SOURCE: data})
        assert add(root, "new", {"name": "New One", "note": "a: b"}, report), [problem.message for problem in report]
        after = (root / SOURCE).read_bytes()
    assert after.startswith(data.rstrip(b"\r\n"))
    assert after.strip().endswith(b'note: "a: b"')
    assert list(people_of(after, Report()).people) == [*known, "new"]
