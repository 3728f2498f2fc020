"""Addresses of videos that can be shown in a page: YouTube's, Vimeo's, and those of PeerTube on any host."""

import re
from urllib.parse import parse_qs, urlencode, urlsplit

import msgspec

from generator.base.patterns import lazily

_YOUTUBE = lazily(r"(?:(?:www|m|music)\.)?(?:youtube(?:-nocookie)?\.com|youtu\.be)")
_VIMEO = lazily(r"(?:(?:www|player)\.)?vimeo\.com")
_YOUTUBE_PATH = lazily(r"/(?:(?P<kind>shorts|live|embed|v)/)?(?P<id>[\w-]{11})/?", re.ASCII)
_VIMEO_PATH = lazily(
    r"/(?:video/|channels/[\w-]+/|groups/[\w-]+/videos/|(?:showcase|album)/\d+/video/)?(?P<id>\d{5,12})(?:/(?P<key>[0-9a-f]{6,}))?/?",
    re.ASCII,
)
#: A short UUID has 22 letters of base58, a long one is as everywhere.
_PEERTUBE_PATH = lazily(
    r"/(?:w|videos/watch)/(?P<id>[1-9A-HJ-NP-Za-km-z]{22}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/?"
)
_LIST = lazily(r"[\w-]{10,64}", re.ASCII)
_HOST = lazily(r"[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z][a-z0-9-]*", re.ASCII)
_TIME = lazily(r"(?:(\d{1,3})h)?(?:(\d{1,4})m)?(?:(\d{1,6})s?)?", re.ASCII)


class Video(msgspec.Struct, frozen=True):
    """A video that can be embedded: its service, and the address of its player; ``tall`` for a portrait one."""

    service: str
    player: str
    tall: bool = False

    @property
    def origin(self) -> str:
        """Return scheme and host of the player."""
        parts = urlsplit(self.player)
        return f"{parts.scheme}://{parts.netloc}"


def video(url: str) -> Video | None:
    """Return the video at an address, or None."""
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in {"http", "https"} or not _HOST.fullmatch(host) or parts.username is not None:
        return None
    asked = {key: values[0] for key, values in parse_qs(parts.query).items()}
    if port is None and _YOUTUBE.fullmatch(host):
        return _youtube(host, parts.path, asked)
    if port is None and _VIMEO.fullmatch(host):
        return _vimeo(parts.path, asked, parts.fragment)
    if found := _PEERTUBE_PATH.fullmatch(parts.path):
        start = _seconds(asked.get("start", ""))
        said = {"autoplay": 1, "p2p": 0} | ({"start": f"{start}s"} if start else {})
        where = f"{host}:{port}" if port else host
        return Video(host, f"https://{where}/videos/embed/{found['id']}?{urlencode(said)}")
    return None


def _youtube(host: str, path: str, asked: dict[str, str]) -> Video | None:
    """Return a YouTube video, with the host that sets no cookies before it plays."""
    found = _YOUTUBE_PATH.fullmatch(path)
    listed = asked.get("list", "")
    said: dict[str, str | int] = {"autoplay": 1}
    if _LIST.fullmatch(listed):
        said["list"] = listed
    tall = False
    if path.rstrip("/") in {"/watch", "/playlist"} and host != "youtu.be":
        name = asked.get("v", "")
        if path.startswith("/playlist") and "list" in said:
            name = "videoseries"
        elif not re.fullmatch(r"[\w-]{11}", name, re.ASCII):
            return None
    elif found and bool(found["kind"]) is (host != "youtu.be"):
        name, tall = found["id"], found["kind"] == "shorts"
    else:
        return None
    if start := _seconds(asked.get("t") or asked.get("start") or ""):
        said["start"] = start
    return Video("YouTube", f"https://www.youtube-nocookie.com/embed/{name}?{urlencode(said)}", tall)


def _vimeo(path: str, asked: dict[str, str], fragment: str) -> Video | None:
    """Return a Vimeo video; ``dnt`` asks it not to track viewers."""
    found = _VIMEO_PATH.fullmatch(path)
    if not found:
        return None
    key = found["key"] or asked.get("h", "")
    said: dict[str, str | int] = {"dnt": 1, "autoplay": 1}
    if re.fullmatch(r"[0-9a-f]{6,}", key):
        said = {"h": key, **said}
    start = _seconds(fragment.removeprefix("t=")) if fragment.startswith("t=") else 0
    return Video(
        "Vimeo", f"https://player.vimeo.com/video/{found['id']}?{urlencode(said)}" + (f"#t={start}s" if start else "")
    )


def _seconds(text: str) -> int:
    """Return a time such as ``90``, ``90s`` or ``1m30s`` in seconds; 0 for an invalid one."""
    found = _TIME.fullmatch(text)
    hours, minutes, seconds = found.groups("0") if found else ("0", "0", "0")
    return int(hours) * 3600 + int(minutes) * 60 + int(seconds)
