"""A new item of a list as text, written as its neighbour is: its keys' order, quotes, indentation and braces."""

from collections.abc import Mapping

import msgspec

from generator.edit.yaml_insert import Item
from generator.edit.yaml_marks import Marked
from generator.edit.yaml_scalars import date, quoted, scalar
from generator.edit.yaml_text import YamlText

#: Keys whose values are no text: dates, and true or false.
_DATES, _TRUTHS = {"date"}, {"outcome_consent"}


class Form(msgspec.Struct, frozen=True, kw_only=True):
    """How a neighbour is written."""

    keys: tuple[str, ...] = ()
    #: The quote of each key's value.
    quotes: Mapping[str, str] = {}
    #: Whether it stands in braces, and what is inside of them at both ends.
    flow: bool = False
    inside: str = ""
    #: What stands between the hyphen and the first key; None for a line end.
    gap: str | None = " "
    #: How far the keys are from the hyphen.
    indent: int = 2


def form_of(text: YamlText, item: Marked | None) -> Form:
    """Return how an item is written."""
    if item is None or item.form != "mapping":
        return Form()
    keys = tuple(key.text for key, _ in item.pairs)
    quotes = {key.text: value.style for key, value in item.pairs if value.style in {"'", '"'}}
    line = text.lines[text.line_of(item.start)]
    before = line[: item.start - text.starts[text.line_of(item.start)]]
    if item.flow:
        inside = " " if text.text[item.start + 1 : item.start + 2] == " " else ""
        return Form(keys=keys, quotes=quotes, flow=True, inside=inside)
    hyphen = before.rfind("-")
    if hyphen < 0 or before[:hyphen].strip() or before[hyphen + 1 :].strip(" "):
        # The hyphen has a line of its own.
        return Form(keys=keys, quotes=quotes, gap=None)
    return Form(keys=keys, quotes=quotes, gap=before[hyphen + 1 :], indent=len(before) - hyphen)


def item_like(form: Form, values: Mapping[str, str], *, sure: bool = False) -> Item:
    """Return how an item with these values is written, in its neighbour's form.

    Where ``sure`` is set, all is in quotes.
    """
    known = [key for key in form.keys if key in values]
    order = known + [key for key in values if key not in known]

    def value(key: str, *, flow: bool) -> str:
        text, like = values[key], form.quotes.get(key, "")
        if key in _TRUTHS:
            return text
        if sure:
            return quoted(text)
        return (date if key in _DATES else scalar)(text, like, flow=flow)

    def pairs(*, flow: bool) -> list[str]:
        return [f"{key}: {value(key, flow=flow)}" for key in order]

    def item(column: int | None) -> str:
        braces = f"{{{form.inside}{', '.join(pairs(flow=True))}{form.inside}}}"
        if column is None:
            return braces
        margin = " " * column
        if form.flow:
            return f"{margin}- {braces}\n"
        indent = margin + " " * form.indent
        first, *others = pairs(flow=False)
        begin = f"{margin}-\n{indent}{first}\n" if form.gap is None else f"{margin}-{form.gap}{first}\n"
        return begin + "".join(f"{indent}{other}\n" for other in others)

    return item
