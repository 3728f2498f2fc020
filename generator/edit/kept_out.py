"""What is kept out of files that others' words go into: e-mail addresses, and names and passwords in addresses."""

import re
from zoneinfo import ZoneInfo

from generator.schema.addresses import as_url

#: Stands where an e-mail address was, and for a name that is none.
LEFT_OUT, NOBODY = "(e-mail address left out)", "Anonymous"
_AT = r"(?:@|&#0*64;|&#[xX]0*40;|&commat;|%40|＠)"
_PART = r"(?:[\w-]|\\[_-]){1,80}"
_ADDRESS = rf"(?<![@\w.+&#%-])(?:[\w.+%-]|\\[_*~-]){{1,80}}{_AT}{_PART}(?:\\?\.{_PART}){{1,8}}"
E_MAIL = re.compile(_ADDRESS)
_LINKED = (
    (re.compile(r"\[([^\[\]]{0,500})\]\(\s*<?mailto:[^()\n]{0,500}\)", re.IGNORECASE), r"\1"),
    (re.compile(rf"<(?:mailto:)?{_ADDRESS}[^<>\n]{{0,500}}>", re.IGNORECASE), LEFT_OUT),
    (re.compile(rf"mailto:{_ADDRESS}", re.IGNORECASE), LEFT_OUT),
)
#: Who logs in, between the scheme and the host. It begins with what is rare, as whole texts are looked through.
_LOGIN = re.compile(r"://(?:[^\s/?#@<>\"'`]{0,300}(?:@|&#0*64;|&#[xX]0*40;|&commat;))+")
_SCHEMES = ("http", "https", "ftp")
CONTROLS = dict.fromkeys([*range(9), *range(11, 32), *range(127, 160), 0x2028, 0x2029, *range(0x202A, 0x202F)])
CONTROLS |= dict.fromkeys([*range(0x2066, 0x206A), 0xFEFF, 0xFFFE, 0xFFFF, *range(0xD800, 0xE000)])
_LONGEST_NAME, _LONGEST_URL = 80, 1000
_UTC = ZoneInfo("UTC")


def name_of(written: str) -> str:
    """Return a name as it may stand in a file, also for nobody; an e-mail address is none."""
    return bare_name(written) or NOBODY


def bare_name(written: str) -> str:
    """Return such a name, or an empty string."""
    name = " ".join(written.translate(CONTROLS).split())
    if E_MAIL.search(name):
        name = " ".join(E_MAIL.sub(" ", name).strip(" <>()[],;").split())
    return name[:_LONGEST_NAME].strip()


def website_of(written: str) -> str:
    """Return an address of the web, or an empty string."""
    url = written.strip()
    if url and not re.match(r"[a-z][a-z0-9+.-]*:", url, re.IGNORECASE) and re.match(r"[\w-]+(?:\.[\w-]+)+(?:/|$)", url):
        url = f"https://{url}"
    try:
        url = as_url(url, _UTC)
    except ValueError:
        return ""
    authority = url.split("/", 3)[2]
    return "" if "@" in authority or len(url) > _LONGEST_URL or E_MAIL.search(url.partition("//")[2]) else url


def without_addresses(text: str) -> str:
    """Return a text without e-mail addresses, linked or not. Names such as ``@ann@social.example`` are none."""
    if not re.search(_AT, text) and "mailto:" not in text.lower():
        return text
    text = without_logins(text)
    for pattern, instead in _LINKED:
        text = pattern.sub(instead, text)
    return E_MAIL.sub(LEFT_OUT, text)


def without_logins(text: str) -> str:
    """Return a text whose addresses of the web do not say who logs in, and with which password."""

    def bare(found: re.Match[str]) -> str:
        before = text[max(found.start() - 5, 0) : found.start()].lower()
        return "://" if before.endswith(_SCHEMES) else found[0]

    return _LOGIN.sub(bare, text)
