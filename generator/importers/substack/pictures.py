"""Pictures of Substack: the address of each as it was uploaded."""

import re
from urllib.parse import unquote

_CHANGED = re.compile(
    r"https?://(?:substackcdn\.com|cdn\.substack\.com)/image/(?:fetch|youtube)/(?:[^/]*/)*?(?P<url>https?(?:%3A|:).+)",
    re.IGNORECASE | re.DOTALL,
)


def original(url: str) -> str:
    """Return the address of a picture as it was uploaded, for one that is changed on its way."""
    for _ in range(3):
        found = _CHANGED.match(url)
        if found is None:
            break
        url = unquote(found["url"]) if re.match(r"https?%3A", found["url"], re.IGNORECASE) else found["url"]
    return url
