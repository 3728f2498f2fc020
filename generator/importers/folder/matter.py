"""Front matter in the forms that programs read: YAML, TOML, JSON, and lines of keys and values without any fence."""

import json
import re
import tomllib
from collections.abc import Callable

import msgspec

from generator.base.problems import Report
from generator.importers.folder.values import Values, of_data, of_node
from generator.schema.front_matter import read_yaml
from generator.schema.nodes import Mapping

_FENCED = re.compile(r"\s*(?P<fence>---|\+\+\+|;;;)[ \t]*(?:(?P<language>[\w-]+)[ \t]*)?\n")
_LINE = re.compile(r"(?P<key>[A-Za-z_][\w .-]{0,60}?)[ \t]*[:=](?:[ \t]+(?P<value>.*)|[ \t]*)$")
_KEY = re.compile(r" {0,3}(?P<key>[A-Za-z0-9_-]+):[ \t]*(?P<value>.*)")
_MORE = re.compile(r"[ ]{4,}(?P<value>.*)|\t(?P<tabbed>.*)")


class Matter(msgspec.Struct, frozen=True, kw_only=True):
    """The parts of a file. ``fault`` says what is wrong with the first, where it could not be read as it should."""

    values: Values
    body: str
    #: The line on which the text begins.
    line: int = 1
    fault: str = ""
    #: Whether there is any front matter at all.
    has: bool = False


def matter(text: str, *, bare: bool = False) -> Matter:
    """Return the parts of a file. ``bare`` says that keys and values may stand without fences, as Pelican has them."""
    fence = _FENCED.match(text)
    if fence is not None:
        closing = r"^(?:---|\.\.\.)[ \t]*$" if fence["fence"] == "---" else rf"^{re.escape(fence['fence'])}[ \t]*$"
        end = re.compile(closing, re.MULTILINE).search(text, fence.end())
        if end is not None:
            return _fenced(text, fence, end)
        if fence["fence"] != "---":
            return Matter(values={}, body=text, fault="its front matter has no end")
    if text.lstrip().startswith("{") and (found := _json(text)) is not None:
        return found
    if bare and (found := _bare(text)) is not None:
        return found
    return Matter(values={}, body=text)


def _fenced(text: str, fence: re.Match[str], end: re.Match[str]) -> Matter:
    inner = text[fence.end() : end.start()]
    language = (fence["language"] or "").lower() or {"+++": "toml", ";;;": "json"}.get(fence["fence"], "yaml")
    reader: Callable[[str], Values | str] = {"toml": toml, "json": from_json, "yaml": yaml, "yml": yaml}.get(
        language, lambda _: f"it is {language}, which is not run"
    )
    read = reader(inner)
    fault, values = (read, _by_line(inner)) if isinstance(read, str) else ("", read)
    body = text[end.end() :].removeprefix("\n")
    return Matter(
        values=values,
        body=body,
        line=text.count("\n", 0, len(text) - len(body)) + 1,
        fault=f"its front matter cannot be read ({fault}), so it was read line by line" if fault else "",
        has=True,
    )


def yaml(text: str) -> Values | str:
    """Return what YAML says, or what is wrong with it."""
    report = Report()
    node = read_yaml(text, "", report)
    if isinstance(node, Mapping):
        found: Values = of_node(node)
        return found
    problem = next(iter(report), None)
    if problem is None:
        return "there are no keys with values"
    return f"line {problem.place.line}: {problem.message}" if problem.place.line else problem.message


def toml(text: str) -> Values | str:
    """Return what TOML says, or what is wrong with it."""
    try:
        found: Values = of_data(tomllib.loads(text))
    except (tomllib.TOMLDecodeError, ValueError, RecursionError) as fault:
        return str(fault)[:200] or "nested too deeply"
    return found


def from_json(text: str) -> Values | str:
    """Return what JSON says, or what is wrong with it."""
    text = text.strip()
    try:
        found = of_data(json.loads(text if text.startswith("{") else f"{{{text}}}"))
    except (ValueError, RecursionError) as fault:
        return str(fault)[:200] or "nested too deeply"
    return found if isinstance(found, dict) else "there are no keys with values"


def _json(text: str) -> Matter | None:
    """Return the parts of a file that begins with an object of JSON."""
    start = len(text) - len(text.lstrip())
    try:
        found, end = json.JSONDecoder().raw_decode(text, start)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict) or not found:
        return None
    body = text[end:].lstrip("\n")
    line = text.count("\n", 0, len(text) - len(body)) + 1
    return Matter(values=of_data(found), body=body, line=line, has=True)


def _bare(text: str) -> Matter | None:
    """Return the parts of a file whose first lines are keys and values, up to an empty line."""
    said: dict[str, list[str]] = {}
    key, end = "", 0
    rows = text.split("\n")
    for number, row in enumerate(rows, 1):
        end = number
        if not row.strip():
            break
        found, more = _KEY.match(row), _MORE.match(row)
        if found:
            key = found["key"].lower()
            value = found["value"].strip()
            if key in said:
                said[key].append(f", {value}")
            else:
                said[key] = [value]
        elif more and key:
            value = (more["value"] or more["tabbed"] or "").strip()
            said[key].append(f" {value}" if value else "")
        elif said:
            # A text that follows without an empty line.
            end = number - 1
            break
        else:
            return None
    if not said:
        return None
    values: Values = {key: "".join(parts).strip() for key, parts in said.items()}
    return Matter(values=values, body="\n".join(rows[end:]), line=end + 1, has=True)


def _by_line(text: str) -> Values:
    """Return what lines of keys and values say, where the whole cannot be read: texts, and simple lists."""
    found: Values = {}
    key = ""
    for row in text.split("\n"):
        if line := _LINE.match(row):
            key = line["key"].strip()
            found[key] = (line["value"] or "").strip().strip("\"'")
        elif key and (item := re.match(r"\s*-\s+(.+)", row)):
            if not isinstance(found[key], list):
                found[key] = []
            found[key].append(item[1].strip().strip("\"'"))
    return found
