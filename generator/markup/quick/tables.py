"""Tables without code or escapes, written directly."""

from generator.markup.quick.lists import Writer
from generator.markup.quick.tokens import Doubt

SEPARATOR = frozenset("|:- ")
MANY = 10_000  # cells that are missing


def write_table(block: str, writer: Writer) -> None:
    """Adds a table; raises Doubt where the block is none, or one with something to look at twice."""
    rows = [row.strip(" ") for row in block.split("\n")]
    if len(rows) < 2 or "`" in block or "\\" in block or block.startswith("    "):
        raise Doubt
    left, right = rows[0].startswith("|"), rows[0].endswith("|")
    cells = [cells_of(row, border=left or right) for row in rows]
    columns = len(cells[0])
    if columns < 2 or len(cells[1]) != columns or not SEPARATOR.issuperset(rows[1]):
        raise Doubt
    if columns * (len(rows) - 1) > 2 * block.count("|") + MANY:
        raise Doubt  # the library counts what it takes to fill the rows up
    styles = [style_of(cell.strip(" ")) for cell in cells[1]]
    writer.markup("<table>\n<thead>\n")
    write_row("th", cells[0], styles, writer)
    writer.markup("</thead>\n<tbody>\n")
    for row in cells[2:]:
        write_row("td", row, styles, writer)
    if len(cells) == 2:
        write_row("td", [], [""] * columns, writer)  # the library's own, which is not aligned
    writer.markup("</tbody>\n</table>\n")


def cells_of(row: str, *, border: bool) -> list[str]:
    """The cells of a row; where the head has a border, each row may have one."""
    if border:
        row = row.removeprefix("|").removesuffix("|")
    return row.split("|")


def style_of(separator: str) -> str:
    """The attribute that aligns a column."""
    side = {(True, True): "center", (True, False): "left", (False, True): "right"}.get(
        (separator.startswith(":"), separator.endswith(":")),
    )
    return f' style="text-align: {side};"' if side else ""


def write_row(tag: str, cells: list[str], styles: list[str], writer: Writer) -> None:
    """Adds a row; missing cells are empty, and those too many are dropped."""
    writer.markup("<tr>\n")
    for number, style in enumerate(styles):
        text = cells[number].strip(" ") if number < len(cells) else ""
        writer.markup(f"<{tag}{style}>")
        if text:
            writer.text(text)
        writer.markup(f"</{tag}>\n")
    writer.markup("</tr>\n")
