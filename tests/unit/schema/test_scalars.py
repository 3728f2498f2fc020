"""A value's type is determined by the schema, never by YAML."""

import datetime as dt
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.base.problems import Report
from generator.base.text import slugify
from generator.schema.addresses import slug_problem
from generator.schema.fields import INVALID, FileContext, read
from generator.schema.front_matter import read_yaml
from generator.schema.nodes import Mapping, Scalar
from generator.schema.scalars import (
    Alias,
    Clock,
    Day,
    Deadline,
    Filled,
    Moment,
    Seconds,
    Slug,
    Target,
    Uri,
    Url,
    parse_time,
)

BERLIN = ZoneInfo("Europe/Berlin")
CHICAGO = ZoneInfo("America/Chicago")
UTC = ZoneInfo("UTC")
FIRST, LAST = dt.datetime.fromisoformat("1000-01-01"), dt.datetime.fromisoformat("9000-12-31")


class Everything(msgspec.Struct, frozen=True, kw_only=True):
    text: str = ""
    filled: Filled = ""
    number: int = 0
    yes: bool = False
    date: Moment | None = None
    end: Deadline | None = None
    day: Day | None = None
    at: Clock = ""
    length: Seconds = 0
    slug: Slug = ""
    alias: Alias = ""
    url: Url = ""
    target: Target = ""
    uri: Uri = ""
    words: tuple[Filled, ...] = ()


def value(key: str, written: str, zone: ZoneInfo = UTC) -> Any:
    """The value of a key as it is written, or None where that is an error."""
    report = Report()
    node = read_yaml(f"{key}: {written}\n", "x.yaml", report)
    assert node is not None, list(report)
    found = read(Everything, node, FileContext("x.yaml", report, zone))
    assert (found is INVALID) == report.failed
    return None if found is INVALID else getattr(found, key)


@pytest.mark.parametrize(
    "written",
    [
        "2026",
        "no",
        "yes",
        "true",
        "on",
        "0123",
        "0o17",
        "0x1F",
        "1.10",
        "1e3",
        "12:30",
        "12:30:45",
        "2026-11-02",
        ".inf",
        "-1",
        "+1",
        "1_000",
        "null",
        "NULL",
        "=",
        "~x",
    ],
)
def test_a_text_is_what_is_written(written: str) -> None:
    assert value("text", written) == value("text", f'"{written}"') == value("text", f"'{written}'") == written


def test_a_quoted_tilde_is_text_and_a_plain_one_is_nothing() -> None:
    assert value("text", '"~"') == "~"
    assert value("text", "~") == ""
    assert value("text", "") == ""
    assert value("words", '["~"]') == ("~",)
    assert value("words", "[~]") is None


@pytest.mark.parametrize(
    ("written", "number"), [("30", 30), ('"30"', 30), ("007", 7), ("0", 0), ("999999999999999", 999_999_999_999_999)]
)
def test_a_number_takes_digits(written: str, number: int) -> None:
    assert value("number", written) == number


@pytest.mark.parametrize(
    "written", ["3.0", "1e3", "-1", "+1", "1_000", "0x1F", "ten", "1 000", "٣", "9" * 16, "true", "[1]", "{a: 1}"]
)
def test_a_number_takes_nothing_else(written: str) -> None:
    assert value("number", written) is None


@pytest.mark.parametrize("written", ["yes", "no", "on", "off", "True", "TRUE", "1", "0", "y", "t"])
def test_yes_or_no_takes_true_and_false_alone(written: str) -> None:
    assert value("yes", "true") is True
    assert value("yes", "false") is False
    assert value("yes", written) is None


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2026-11-02", "2026-11-01T23:00:00"),
        ("2026-7-5", "2026-07-04T22:00:00"),
        ("2026-11-02 07:30", "2026-11-02T06:30:00"),
        ("2026-11-02 7:30", "2026-11-02T06:30:00"),
        ("2026-11-02 07:30:15", "2026-11-02T06:30:15"),
        ("2026-11-02T07:30:15.5", "2026-11-02T06:30:15"),
        ("2026-11-02T07:30:00+01:00", "2026-11-02T06:30:00"),
        ("2026-11-02 07:30:00 +0100", "2026-11-02T06:30:00"),
        ("2026-11-02T07:30:00-05", "2026-11-02T12:30:00"),
        ("2026-11-02t07:30z", "2026-11-02T07:30:00"),
        ("2026-11-02T07:30:00Z", "2026-11-02T07:30:00"),
        # An hour that summer time leaves out is read as the offset before says; one that comes twice is the first.
        ("2026-03-29 02:30", "2026-03-29T01:30:00"),
        ("2026-10-25 02:30", "2026-10-25T00:30:00"),
        ("2026-10-25T02:30:00+01:00", "2026-10-25T01:30:00"),
    ],
)
def test_a_date_in_berlin(written: str, moment: str) -> None:
    expected = dt.datetime.fromisoformat(moment).replace(tzinfo=dt.UTC)
    assert value("date", written, BERLIN) == value("date", f'"{written}"', BERLIN) == expected
    assert value("date", written, BERLIN).tzinfo is dt.UTC


def test_a_date_alone_is_the_start_of_the_day_and_the_end_of_one_that_expires() -> None:
    assert value("date", "2026-11-02", CHICAGO) == dt.datetime(2026, 11, 2, 6, tzinfo=dt.UTC)
    assert value("end", "2026-11-02", CHICAGO) == dt.datetime(2026, 11, 3, 5, 59, 59, tzinfo=dt.UTC)
    assert value("end", "2026-11-02 12:00", CHICAGO) == dt.datetime(2026, 11, 2, 18, tzinfo=dt.UTC)
    # Days on which the clocks change have 25 and 23 hours.
    assert value("end", "2026-11-01", CHICAGO) - value("date", "2026-11-01", CHICAGO) == dt.timedelta(
        hours=25, seconds=-1
    )
    assert value("end", "2026-03-08", CHICAGO) - value("date", "2026-03-08", CHICAGO) == dt.timedelta(
        hours=23, seconds=-1
    )


def test_a_day_has_no_zone() -> None:
    assert value("day", "2026-11-02", CHICAGO) == dt.date(2026, 11, 2)
    assert value("day", "2026-11-02 07:30") is None


@pytest.mark.parametrize(
    "written",
    ["2026", "2026-11", "20261102", "2026-W45-1", "26-11-02", "2026/11/02", "02.11.2026", "11/02/2026", "2026-00-01", "2026-02-29", "2026-11-31", "2026-11-02 24:00", "2026-11-02 07:60", "2026-11-02 7", "2026-11-02T", "0999-12-31", "9001-01-01", "٢٠٢٦-١١-٠٢", "2026-11-02T00:00+24:00", "now"],
)  # fmt: skip
def test_no_date(written: str) -> None:
    assert value("date", written, BERLIN) is None


@given(
    st.datetimes(FIRST, LAST),
    st.sampled_from(["UTC", "Pacific/Kiritimati", "America/Adak", "Europe/Berlin", "Africa/Monrovia"]),
)
def test_every_moment_can_be_shown_in_every_zone(naive: dt.datetime, name: str) -> None:
    zone = ZoneInfo(name)
    moment = parse_time(naive.isoformat(" ", "seconds"), zone)
    for other in ("Pacific/Kiritimati", "America/Adak"):
        assert moment.astimezone(ZoneInfo(other)) == moment
    assert moment.astimezone(zone).utcoffset() is not None


@given(
    st.one_of(st.text(max_size=30), st.from_regex(r"\A\d{4}-\d\d?-\d\d?([T ]\d\d?:\d\d(:\d\d)?( ?[+-]\d\d:?\d\d)?)?\Z"))
)
@example("9999-12-31T23:59:59-23:59")
@example("0001-01-01T00:00+23:59")
def test_no_text_but_a_date_is_one(text: str) -> None:
    for end in (False, True):
        try:
            moment = parse_time(text, CHICAGO, end_of_day=end)
        except ValueError:
            continue
        else:
            assert 999 <= moment.year <= 9001


@pytest.mark.parametrize(
    ("written", "seconds"), [("0:00", 0), ("65", 65), ("1:05", 65), ("1:02:30", 3750), ("90:00", 5400), ("1:05.5", 65)]
)
def test_a_length(written: str, seconds: int) -> None:
    assert value("length", written) == seconds


@pytest.mark.parametrize("written", ["1:60", "1:75:00", ":30", "1:", "-1:00", "1h", "a:b"])
def test_no_length(written: str) -> None:
    assert value("length", f'"{written}"') is None


def test_a_time_of_day() -> None:
    assert value("at", "7:30") == value("at", "07:30") == value("at", '"07:30"') == "07:30"
    assert value("at", "24:00") is None
    assert value("at", "12:60") is None


GOOD_URLS = [
    "https://a.example",
    "http://a.example/",
    "https://a.example:8080/x?y=z#w",
    "https://user:pw@a.example/",
    "http://[::1]:80/",
    "https://日本.example/ä",
    "HTTPS://A.EXAMPLE",
]
BAD_URLS = ["a.example", "//a.example", "ftp://a.example", "javascript:alert(1)", "https://", "https:///x", "https://a b", "https://a.example/<script>", 'https://a.example/"x', "http://[", "http://[::1", "https://:80", "https://a.example:port/", "data:text/html,x", "https://a.example:123456/"]  # fmt: skip


@pytest.mark.parametrize("written", GOOD_URLS)
def test_a_web_address(written: str) -> None:
    assert value("url", f'"{written}"') == value("target", f'"{written}"') == written


@pytest.mark.parametrize("written", BAD_URLS)
def test_no_web_address(written: str) -> None:
    assert value("url", f"'{written}'") is None
    assert value("target", f"'{written}'") is None


@given(st.text(max_size=40))
@example("[:::]/")
@example("a℀b.example/")
@example("a.example:99999")
@example("a.example\\@b.example")
def test_what_is_taken_for_a_web_address_can_be_taken_apart(text: str) -> None:
    report = Report()
    node = Mapping({"url": Scalar("url", 1, 1)}, {"url": Scalar("https://" + text, 1, 6, plain=False)}, 1, 1)
    found = read(Everything, node, FileContext("x.yaml", report, UTC))
    if isinstance(found, Everything) and found.url:
        parts = urlsplit(found.url)
        assert parts.hostname
        assert parts.port is None or parts.port > 0


@pytest.mark.parametrize("written", ["/", "/about/", "/a/#b", "/a?b=c", "mailto:a@b.example", "tel:+1555"])
def test_a_target_of_the_site(written: str) -> None:
    assert value("target", f'"{written}"') == written


@pytest.mark.parametrize("slug", ["a", "a-b", "a.b", "日本", "Ärger", "~a", "_a", "a" * 200])
def test_a_slug(slug: str) -> None:
    assert value("slug", f'"{slug}"') == slug


@pytest.mark.parametrize(
    "slug",
    [
        ".",
        "..",
        "a/b",
        "a\\b",
        "a b",
        ".a",
        "a.",
        "a..b",
        "a%2fb",
        "a?b",
        "a#b",
        "con",
        "CON",
        "nul.txt",
        "com1",
        "LPT9",
        "a" * 201,
        "ä" * 101,
        "a:b",
        "a*b",
        "<a>",
    ],
)
def test_no_slug(slug: str) -> None:
    assert value("slug", f"'{slug}'") is None


@given(st.text())
def test_what_slugify_leaves_is_a_slug_or_too_little_or_too_long_or_reserved(text: str) -> None:
    slug = slugify(text)
    problem = slug_problem(slug) if slug else ""
    assert not problem.startswith("one part"), (slug, problem)


@pytest.mark.parametrize(
    ("alias", "path"),
    [
        ("/old", "/old"),
        ("/old/", "/old/"),
        ("/2019/old-name.html", "/2019/old-name.html"),
        ("/ä/ö", "/ä/ö"),
        ("/a\u0308/", "/ä/"),
        ("/2014/03/my post/", "/2014/03/my post/"),
        ("/2014/03/my%20post/", "/2014/03/my post/"),
        ("/%E6%97%A5/", "/日/"),
        ("/%e6%97%a5/", "/日/"),
        ("/c%23/what%3F/100%25/", "/c#/what?/100%/"),
        ("/talk%3Afoo/%2A", "/talk:foo/*"),
        ("/?p=123", "?p=123"),
        ("/?page_id=5&preview=true", "?page_id=5&preview=true"),
        ("/index.php?p=12", "index.php?p=12"),
    ],
)
def test_an_alias(alias: str, path: str) -> None:
    assert value("alias", f'"{alias}"') == path


def test_the_first_page_is_no_old_address() -> None:
    assert value("alias", '"/"') is None


@pytest.mark.parametrize(
    "alias",
    [
        "old/",
        "//a",
        "/../a",
        "/a/../b",
        "/a//b",
        "/a\\b",
        "/a?b",
        "/a#b",
        "/a%2e",
        "/con/",
        "/" + "a" * 201,
        "/a:b",
        "/a*",
        "/a%5cb",
        "/a%00b",
        "/a%2e%2e/b",
        "/100%/",
        "/%ff/",
        "/old?p=1",
        "/?p",
        "/?p=a b",
        "/?p=1#x",
        "?p=1",
        "https://site.example/old/",
    ],
)
def test_no_alias(alias: str) -> None:
    assert value("alias", f"'{alias}'") is None


def test_a_permanent_name() -> None:
    assert value("uri", "tag:a.example,2026:x") == "tag:a.example,2026:x"
    assert value("uri", "x") is None
    assert value("uri", '"tag:a b"') is None
