"""Checks of the patterns of addresses in the settings: ``/articles/{slug}/``."""

import re

_GAPS = {"slug", "year", "month", "day"}
_WRONG = re.compile(r"//|\.\.|[\s\\?#<>\"]")


def pattern_problem(pattern: str) -> tuple[str, str] | None:
    """Return the end of an error message about an invalid permalink, and a hint; None for a valid one."""
    gaps = set(re.findall(r"\{([^{}]*)\}", pattern))
    if problem := path_problem(pattern):
        return problem, "such as /articles/{slug}/"
    if gaps - _GAPS or "{" in re.sub(r"\{[^{}]*\}", "", pattern):
        return "has an unknown gap", "use {slug}, {year}, {month} and {day}"
    if "slug" not in gaps:
        return "needs {slug}", "without it two of them would have one address"
    return None


def path_problem(path: str) -> str:
    """Return the end of an error message about an address that a page cannot have, or an empty string."""
    if not path.startswith("/") or not path.endswith("/") or _WRONG.search(path):
        return f'must begin and end with /, not "{path}"'
    return ""
