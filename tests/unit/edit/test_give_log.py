"""A give more in the log: one place of the file has something new in it, and every other byte is what it was."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from generator.base.problems import Report
from generator.edit.give_log import PATH, fields_of, id_for, logged
from generator.kinds.give.schema import GiveLogFields

ZONE = ZoneInfo("Europe/Berlin")
NEW = {"id": "new", "date": "2026-11-27", "kind": "lead", "what": "A lead: two", "to": "a neighbor"}
BLOCK = """\
  - id: new
    date: 2026-11-27
    kind: lead
    what: "A lead: two"
    to: a neighbor
"""
FLOW = '{id: new, date: 2026-11-27, kind: lead, what: "A lead: two", to: a neighbor}'


def add(data: bytes, values: dict[str, str] = NEW) -> bytes | None:
    report = Report()
    fields = fields_of(PATH, data, ZONE, report)
    assert fields is not None, list(report)
    done = logged(PATH, data, fields, values, ZONE, report)
    assert (done is None) == report.failed
    return done.data if done else None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", f"gives:\n{BLOCK}"),
        ("# Mine\n", f"# Mine\ngives:\n{BLOCK}"),
        ("---\n", f"---\ngives:\n{BLOCK}"),
        ("title: T\n", f"title: T\n\ngives:\n{BLOCK}"),
        ("title: T", f"title: T\n\ngives:\n{BLOCK}".rstrip("\n")),
        ("gives:", f"gives:\n{BLOCK}".rstrip("\n")),
        ("gives:\ntitle: T\n", f"gives:\n{BLOCK}title: T\n"),
        ("gives: []\n", f"gives:\n{BLOCK}"),
        ("gives: [ ]  # none yet\ntitle: T\n", f"gives:  # none yet\n{BLOCK}title: T\n"),
        ("gives: ~\n", f"gives:\n{BLOCK}"),
        ("gives:\n  # Kinds: tip\n# The end\ntitle: T\n", f"gives:\n  # Kinds: tip\n{BLOCK}# The end\ntitle: T\n"),
        ("{title: T}\n", f"{{title: T, gives: [{FLOW}]}}\n"),
        ("{title: T, gives: }", f"{{title: T, gives: [{FLOW}] }}"),
        ("{gives: [], title: T}", f"{{gives: [{FLOW}], title: T}}"),
        ("gives: [\n]\n", f"gives: [\n  {FLOW}\n]\n"),
        ("gives: [ # one a day\n]\n", f"gives: [ # one a day\n  {FLOW}\n]\n"),
        ("---\ntitle: T\n...\n", f"---\ntitle: T\n\ngives:\n{BLOCK}...\n"),
        ("title:\tT\t# mine\ngives:\t\n", f"title:\tT\t# mine\ngives:\t\n{BLOCK}"),
    ],
)
def test_first_give_of_a_log(before: str, after: str) -> None:
    assert (add(before.encode()) or b"").decode() == after


ONE = "{id: a, date: 2026-11-20, kind: tip, what: x}"
TWO = "{id: b, date: 2026-11-28, kind: tip, what: y}"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # By its date, between an older and a newer one.
        (f"gives:\n- {ONE}\n- {TWO}\n", f"gives:\n- {ONE}\n- {FLOW}\n- {TWO}\n"),
        (f"gives:\n- {TWO}\n- {ONE}\n", f"gives:\n- {TWO}\n- {FLOW}\n- {ONE}\n"),
        # What is said of the next one stays with it, and what is indented with the one before stays with that.
        (
            f"gives:\n- {ONE}\n  # of a\n\n# of b\n- {TWO}\n",
            f"gives:\n- {ONE}\n  # of a\n\n- {FLOW}\n\n# of b\n- {TWO}\n",
        ),
        (f"gives: [{ONE}]", f"gives: [{ONE}, {FLOW}]"),
        (f"gives: [{ONE}, {TWO}]", f"gives: [{ONE}, {FLOW}, {TWO}]"),
        (f"gives: [{TWO}]", f"gives: [{FLOW}, {TWO}]"),
        (f"gives: [\n  {ONE}, # of a\n  {TWO}, # of b\n]", f"gives: [\n  {ONE}, # of a\n  {FLOW},\n  {TWO}, # of b\n]"),
        (f"gives: [\n  {ONE} # of a\n]", f"gives: [\n  {ONE}, # of a\n  {FLOW}\n]"),
        (f"gives: [\n  {ONE},\n]", f"gives: [\n  {ONE},\n  {FLOW},\n]"),
        # Keys in its neighbour's order, with its quotes and its indentation, and the file's line ends.
        (
            (
                "\ufeffgives:\r\n    -   date: 2026-11-20\r\n        id: 'a'\r\n        kind: tip\r\n        what: 'x'\r\n"
                "        # of a\r\n# The end\r\ntitle: T"
            ),
            (
                "\ufeffgives:\r\n    -   date: 2026-11-20\r\n        id: 'a'\r\n        kind: tip\r\n        what: 'x'\r\n"
                "        # of a\r\n    -   date: 2026-11-27\r\n        id: 'new'\r\n        kind: lead\r\n"
                "        what: 'A lead: two'\r\n        to: a neighbor\r\n# The end\r\ntitle: T"
            ),
        ),
        (
            "gives:\n  -\n    id: a\n    date: 2026-11-20\n    kind: tip\n    what: |\n      x\n      # no note\n\n\ntitle: T\n",
            (
                "gives:\n  -\n    id: a\n    date: 2026-11-20\n    kind: tip\n    what: |\n      x\n      # no note\n"
                f"  -\n    {BLOCK[4:]}\n\ntitle: T\n"
            ),
        ),
        # An empty value, which some readers place after the notes below it.
        (
            "gives:\n- id: a\n  date: 2026-11-20\n  kind: tip\n  what: x\n  to:\n\n# The end\ntitle: T\n",
            (
                "gives:\n- id: a\n  date: 2026-11-20\n  kind: tip\n  what: x\n  to:\n"
                '- id: new\n  date: 2026-11-27\n  kind: lead\n  what: "A lead: two"\n  to: a neighbor\n\n# The end\ntitle: T\n'
            ),
        ),
        (
            "gives: &all\n- &a {id: a, date: 2026-11-20, kind: tip, what: &x x, to: *x}\n",
            f"gives: &all\n- &a {{id: a, date: 2026-11-20, kind: tip, what: &x x, to: *x}}\n- {FLOW}\n",
        ),
    ],
)
def test_give_stands_where_its_date_belongs_as_its_neighbours_are_written(before: str, after: str) -> None:
    found = add(before.encode())
    assert found is not None
    assert found.decode() == after


def test_what_cannot_be_edited_is_left_alone_with_the_lines_to_add() -> None:
    data = b"title: &t T\n? gives\n: - {id: a, date: 2026-11-20, kind: tip, what: *t}\n"
    report = Report()
    fields = fields_of(PATH, data, ZONE, report)
    assert fields
    values = NEW | {"date": "2020-01-01"}
    assert logged(PATH, data, fields, values, ZONE, report) is None
    (problem,) = report
    assert "nothing can be added safely" in problem.message
    assert 'what: "A lead: two"' in problem.hint


@pytest.mark.parametrize(
    "what",
    ["yes", "2026-11-27", "12:30", "- a", "? a", "a: b", "a #b", "#a", "'a' and \"b\"", "a, b", "{a}", "[a]", "*a", "&a", "!a", "%a", "@a", "`a`", "a:", "~", "|", ">", "\\", "é", "👩\u200d🏫 taught", "نص", "null", "0x1F", "=", "<<", "a\u00a0b", "a\u00adb", "\U000e0001 tag"],
)  # fmt: skip
@pytest.mark.parametrize("log", ["", f"gives: [{ONE}]", "gives:\n- {id: a, date: 2026-11-20, kind: tip, what: 'x'}\n"])
def test_any_text_is_written_so_that_it_is_read_as_it_is(what: str, log: str) -> None:
    data = add(log.encode(), NEW | {"what": what, "to": what})
    assert data
    fields = fields_of(PATH, data, ZONE, Report())
    assert fields
    assert (fields.gives[-1].what, fields.gives[-1].to) == (what, what)


def test_id_is_of_the_day_and_nobodys_else() -> None:
    data = b"gives:\n- {id: give-2026-11-27, date: 2026-11-27, kind: tip, what: x}\n"
    fields = fields_of(PATH, data, ZONE, Report()) or GiveLogFields()
    assert id_for(fields, "2026-11-27") == "give-2026-11-27-2"
    assert id_for(fields, "2026-11-28") == "give-2026-11-28"


# --- any log ---------------------------------------------------------------------

TEXTS = st.sampled_from(
    ["x", "'it''s: so'", '"a \\" b"', "|\n{m}  two\n{m}  # lines\n", ">-\n{m}  folded\n", "plain # note", "a\n{m}  b"]
)
NOTES = st.sampled_from(["", "", "", "# of the next\n", "{m}# of it\n", "\n", "\n\n", "\n# apart\n\n"])
days = st.dates(dt.date(2026, 1, 1), dt.date(2027, 12, 31))


@st.composite
def logs(draw: st.DrawFn) -> bytes:
    """A log as people write it, in lines or in brackets."""
    number = draw(st.integers(0, 4))
    dates = draw(st.lists(days, min_size=number, max_size=number))
    order = draw(st.sampled_from(["up", "down", "any"]))
    if order != "any":
        dates.sort(reverse=order == "down")
    head = draw(st.sampled_from(["", "# Mine\n", "title: T\n", "---\ntitle: 'T'  # note\n\n"]))
    tail = draw(
        st.sampled_from(
            [
                "",
                "# The end\n",
                "\n\n# The end\n",
                "plan: {start: 2026-01-05, weeks: 5}\n",
                "\nplan:\n  start: 2026-01-05\n",
            ]
        )
    )
    if draw(st.booleans()):
        text = f"{head}gives:{draw(st.sampled_from([' # kinds', '']))}\n" + _lines(draw, dates) + tail
    else:
        gap, own = draw(st.sampled_from([(" ", False), ("\n  ", True)]))
        pad = draw(st.sampled_from(["", " "]))
        items = [f"{{{pad}id: g{at}, date: {date}, kind: tip, what: 'x, {at}'{pad}}}" for at, date in enumerate(dates)]
        note = draw(st.sampled_from(["", " # note"])) if own else ""
        comma = draw(st.sampled_from(["", ","])) if items else ""
        inside = f",{note}{gap}".join(items) + comma + note
        text = f"{head}gives: [{gap if own else ''}{inside}{chr(10) if own else ''}]\n{tail}"
    if draw(st.booleans()):
        text = text.rstrip("\n")
    newline = draw(st.sampled_from(["\n", "\n", "\r\n", "\r"]))
    return draw(st.sampled_from([b"", b"\xef\xbb\xbf"])) + text.replace("\n", newline).encode()


def _lines(draw: st.DrawFn, dates: list[dt.date]) -> str:
    margin = " " * draw(st.integers(0, 4))
    indent = margin + " " * draw(st.integers(2, 4))
    alone = draw(st.booleans())
    found = draw(NOTES).format(m=margin)
    for at, date in enumerate(dates):
        pairs = [f"id: g{at}", f"date: {date}", "kind: tip", f"what: {draw(TEXTS).format(m=indent)}".rstrip("\n")]
        pairs = draw(st.permutations(pairs))
        if draw(st.integers(0, 3)) == 0:
            found += f"{margin}- {{id: g{at}, date: {date},\n{indent} kind: tip, what: 'x'}}\n"
        elif alone:
            found += f"{margin}-\n" + "".join(f"{indent}{pair}\n" for pair in pairs)
        else:
            dash = "-" + indent[len(margin) + 1 :]
            found += f"{margin}{dash}{pairs[0]}\n" + "".join(f"{indent}{pair}\n" for pair in pairs[1:])
        found += draw(NOTES).format(m=indent)
    return found


@settings(max_examples=200, deadline=None)
@given(
    data=logs(),
    day=days,
    what=st.text(st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"]), min_size=1, max_size=12),
)
def test_any_log_keeps_every_byte(data: bytes, day: dt.date, what: str) -> None:
    report = Report()
    fields = fields_of(PATH, data, ZONE, report)
    event(f"read: {fields is not None}")
    if fields is None or not what.strip():
        return
    values = NEW | {"date": day.isoformat(), "what": " ".join(what.split())}
    done = logged(PATH, data, fields, values, ZONE, report)
    assert done, [problem.message for problem in report]
    after = fields_of(PATH, done.data, ZONE, Report())
    assert after
    assert after == done.fields
    assert [give for give in after.gives if give.id != "new"] == list(fields.gives)
    assert only_more(data, done.data), done.data


def only_more(before: bytes, after: bytes) -> bool:
    """Whether bytes were only put in, in two places at most: lines, and a comma. Empty brackets may go for lines."""
    for old in (before, before.replace(b" []", b"", 1)):
        start = next(
            (at for at, (one, two) in enumerate(zip(old, after, strict=False)) if one != two), min(len(old), len(after))
        )
        for at in range(start, -1, -1):
            if after.endswith(old[at:]):
                return True
            if at < start - 400:
                break
        # A comma first, then, after a note, the item.
        rest = after[start:].removeprefix(b",")
        end = next((at for at, (one, two) in enumerate(zip(old[start:], rest, strict=False)) if one != two), 0)
        if rest.endswith(old[start + end :]):
            return True
    return False
