"""The named values of a style sheet, for what is drawn without a browser."""

import re

_VALUE = re.compile(r"--([\w-]+):\s*([^;{}]+)[;}]")
_PAIR = re.compile(r"light-dark\(([^,]+),.*\)", re.DOTALL)
#: The layer that begins after those of named values.
_END = re.compile(r"@layer reset\s*\{")


def named_values(css: str) -> dict[str, str]:
    """Return the named values of ``site.css``, the skin's over the theme's; of a pair, that for light screens."""
    text = _END.split(css, maxsplit=1)[0]
    return {
        name: (pair[1] if (pair := _PAIR.fullmatch(value)) else value).strip() for name, value in _VALUE.findall(text)
    }
