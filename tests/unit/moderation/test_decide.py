"""Decisions are written into files of comments, however these are written, and nothing else changes."""

import time

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.moderation.decide import NOTHING, Items, decided

FILE = """\
# Ours.
- id: a   # the first
  author: Ann
  date: 2026-11-03
  url: https://ann.example/
  body: |
    One.

    Two.

# Then:
- {id: b, author: "Bob", date: 2026-11-04, url: https://b.example/, body: Yes., status: approved}
-
  body: >-
    Folded
    text.
  id: 'c'
  url: https://c.example/   # his
  author: C
  reply_to: a
  date: 2026-11-05
"""


def test_a_status_is_written_above_the_body_and_all_else_stays() -> None:
    after = decided(FILE.encode(), "id", {"a": "approved"})
    assert after is not None
    assert after.decode() == FILE.replace("  body: |\n", "  status: approved\n  body: |\n")


def test_a_status_that_is_there_is_changed_in_its_place() -> None:
    assert decided(FILE.encode(), "id", {"b": "spam"}) == FILE.replace("status: approved", "status: spam").encode()


def test_of_what_is_removed_its_place_is_left() -> None:
    after = decided(FILE.encode(), "id", dict.fromkeys("abc", "removed"))
    assert after is not None
    assert after.decode() == (
        f'# Ours.\n- id: a   # the first\n  author: "{NOTHING}"\n  date: 2026-11-03\n  status: removed\n'
        f'  body: "{NOTHING}"\n\n# Then:\n'
        f'- {{id: b, author: "{NOTHING}", date: 2026-11-04, body: "{NOTHING}", status: removed}}\n'
        f'-\n  status: removed\n  body: "{NOTHING}"\n  id: \'c\'\n  author: "{NOTHING}"\n'
        "  reply_to: a\n  date: 2026-11-05\n"
    )


def test_line_ends_and_a_byte_order_mark_stay() -> None:
    before = b"\xef\xbb\xbf" + FILE.replace("\n", "\r\n").encode()
    after = decided(before, "id", {"a": "spam"})
    assert after == before.replace(b"  body: |\r\n", b"  status: spam\r\n  body: |\r\n")


def test_a_mention_is_named_by_its_source() -> None:
    before = b"- source: https://x.example/1\n  date: 2026-11-03\n  author: Xaver\n  title: A title\n"
    assert decided(before, "source", {"https://x.example/1": "removed"}) == (
        f'- source: https://x.example/1\n  status: removed\n  date: 2026-11-03\n  author: "{NOTHING}"\n'.encode()
    )


@pytest.mark.parametrize(
    "text",
    [
        "- id: z\n  body: No.\n",
        "a: b\n",
        "- &one {id: a, body: A., date: 2026-01-01}\n- *one\n",
        "- id: a\n  body: [not, a, text\n",
        "",
    ],
)
def test_what_cannot_be_done_surely_is_not_done(text: str) -> None:
    assert decided(text.encode(), "id", {"a": "approved"}) is None


def test_one_decision_after_the_other_does_not_read_all_of_a_long_file_again() -> None:
    data = "".join(f"- id: c{number}\n  date: 2026-11-03\n  body: Words.\n" for number in range(2000)).encode()
    started = time.process_time()
    items = Items(data)
    once = time.process_time() - started
    for number in range(30):
        assert items.decided("id", {f"c{number}": "approved"}) == items.data
    assert time.process_time() - started < 10 * once
    assert items.data == decided(data, "id", {f"c{number}": "approved" for number in range(30)})


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_one_after_the_other_or_all_at_once_is_the_same(newline: str) -> None:
    before = b"\xef\xbb\xbf" + FILE.replace("\n", newline).encode()
    items = Items(before)
    for name in "cab":
        assert items.decided("id", {name: "removed"}) == items.data
    assert items.data == decided(before, "id", dict.fromkeys("abc", "removed"))


def test_what_another_item_takes_over_is_not_cut_off_from_it() -> None:
    before = b"- id: a\n  author: &who Ann\n  date: 2026-11-03\n  body: One.\n- id: b\n  author: *who\n"
    assert decided(before, "id", {"a": "removed"}) is None


_WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=40)
_ITEMS = st.lists(
    st.fixed_dictionaries(
        {"author": _WORDS, "body": _WORDS},
        optional={"url": st.just("https://x.example/"), "status": st.sampled_from(["approved", "spam", "pending"])},
    ),
    min_size=1,
    max_size=4,
)


@settings(max_examples=60, deadline=None)
@given(_ITEMS, st.booleans(), st.sampled_from(["approved", "spam", "removed"]), st.data())
def test_whatever_is_in_a_file_only_what_was_decided_changes(
    items: list[dict[str, str]], flow: bool, status: str, data: st.DataObject
) -> None:
    named = [{"id": f"c{number}", "date": "2026-01-01", **one} for number, one in enumerate(items)]
    name = data.draw(st.sampled_from([one["id"] for one in named]))
    before = yaml.safe_dump(named, allow_unicode=True, sort_keys=False, default_flow_style=flow, width=30)
    after = decided(before.encode(), "id", {name: status})
    if after is None:
        # Only where the program's own reader does not take the file: a sign that YAML 1.1 knows no more.
        assert decided(before.encode(), "id", dict.fromkeys([one["id"] for one in named], "spam")) is None
        return
    twice = Items(before.encode())
    assert twice.decided("id", {name: "pending"}) is not None
    assert twice.decided("id", {name: status}) is not None
    assert yaml.safe_load(twice.data) == yaml.safe_load(after)
    was, now = yaml.safe_load(before), yaml.safe_load(after)
    for one, other in zip(was, now, strict=True):
        if one["id"] != name:
            assert one == other
        elif status == "removed":
            assert other == {
                "id": name, "date": one["date"], "author": NOTHING, "body": NOTHING, "status": "removed"
            }  # fmt: skip
        else:
            assert other == one | {"status": status}
