"""What a page of the demo site weighs: its style sheets and scripts, as a host sends them."""

import gzip
import re
from pathlib import Path

#: Bytes of all style sheets of a page, packed.
STYLES = 12_000
#: Bytes of all scripts of a page with those that they import, packed.
SCRIPTS = 10_000
#: Bytes of a single script, as it is.
SCRIPT = 10_000

_STYLE = re.compile(r'<link rel="stylesheet" href="(/[^"]+)"')
#: Those that a page loads by itself, and the module of a live thread, which comes with a click.
_SCRIPT = re.compile(r'(?:<script[^>]* src|data-module)="(/[^"]+)"')
_IMPORT = re.compile(r'\b(?:from|import)\s*\(?\s*"\./([^"]+)"')


def packed(files: set[Path]) -> int:
    return sum(len(gzip.compress(file.read_bytes(), 9)) for file in files)


def loaded(script: Path, seen: set[Path]) -> set[Path]:
    """Return the script with all that it imports."""
    if script not in seen:
        seen.add(script)
        for name in _IMPORT.findall(script.read_text()):
            loaded(script.parent / name, seen)
    return seen


def test_no_page_is_heavy(demo_site: Path) -> None:
    heavy = {}
    for page in demo_site.rglob("*.html"):
        text = page.read_text()
        styles = packed({demo_site / name[1:] for name in _STYLE.findall(text)})
        scripts: set[Path] = set()
        for name in _SCRIPT.findall(text):
            loaded(demo_site / name[1:], scripts)
        if styles > STYLES or packed(scripts) > SCRIPTS:
            heavy[page.relative_to(demo_site).as_posix()] = (styles, packed(scripts))
    assert heavy == {}
    assert {
        path.name: path.stat().st_size for path in demo_site.glob("assets/*.js") if path.stat().st_size > SCRIPT
    } == {}


def test_what_few_pages_show_is_not_in_the_style_sheet_of_all(demo_site: Path) -> None:
    """Each sheet of its own is linked by some page, and by none that shows nothing of it."""
    linked: dict[str, int] = {}
    pages = list(demo_site.rglob("*.html"))
    for page in pages:
        for name in set(_STYLE.findall(page.read_text())):
            short = name.removeprefix("/assets/").split(".")[0]
            linked[short] = linked.get(short, 0) + 1
    tools = {path.stem for path in Path("templates/assets/css/tools").glob("*.css")}
    assert linked.keys() - {"site"} == tools
    assert all(linked[name] < len(pages) / 2 for name in tools)
