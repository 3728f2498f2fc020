"""The comment systems of the shelf with settings to try them: the example that each of them brings along."""

import json
from zoneinfo import ZoneInfo

from generator.base.problems import Report
from generator.comments.choose import ConfiguredProvider, providers
from generator.schema.fields import FileContext, Invalid, read
from generator.schema.front_matter import read_yaml


def example(name: str) -> str:
    """The settings of a provider's example, as they stand between the braces of a site's `comments: {…}`."""
    return json.dumps(providers()[name].example)[1:-1]


def chosen(name: str, settings: str | None = None) -> ConfiguredProvider:
    """A provider with its example, or with other settings; those that it refuses are a failure."""
    report = Report()
    node = read_yaml("{%s}" % (example(name) if settings is None else settings), "example", report)
    assert node is not None
    provider = providers()[name]
    found = read(provider.settings, node, FileContext("example", report, ZoneInfo("UTC")))
    assert not isinstance(found, Invalid), list(report)
    return ConfiguredProvider(provider, found)
