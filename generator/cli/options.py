"""Values of options that several commands take."""

import datetime as dt
import os
import re
from zoneinfo import ZoneInfo

import click

from generator.schedule import Clock


def moment(text: str | None) -> dt.datetime:
    """Return the moment to build for: the option, else SOURCE_DATE_EPOCH, else now."""
    from generator.scalars import parse_time  # noqa: PLC0415

    if text:
        try:
            return parse_time(text, ZoneInfo("UTC"))
        except ValueError as wrong:
            raise click.BadParameter(f'it must be {wrong.args[0]}, not "{text}"', param_hint="--now") from None
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch:
        try:
            return dt.datetime.fromtimestamp(int(epoch), dt.UTC)
        except (ValueError, OverflowError, OSError):
            raise click.UsageError(f'SOURCE_DATE_EPOCH must be seconds since 1970, not "{epoch}"') from None
    return dt.datetime.now(dt.UTC)


def clock(now: str | None, *, drafts: bool, future: bool) -> Clock:
    """Return the clock that the options say."""
    return Clock(moment(now), drafts, future)


def base_url(_context: click.Context, _option: click.Parameter, value: str | None) -> str:
    """Return an absolute address, or say that it is none."""
    if value and not re.fullmatch(r"https?://[^\s/?#<>\"\\]+(?:/[^\s?#<>\"\\]*)?", value):
        raise click.BadParameter("it must be an address such as https://example.org/blog/")
    return value or ""
