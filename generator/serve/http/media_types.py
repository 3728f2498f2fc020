"""The media type of a file by its name, the same on every system."""

#: Text without a mark of its own encoding is UTF-8, as all that a build writes.
_TYPES = {
    "html": "text/html",
    "htm": "text/html",
    "css": "text/css",
    "js": "text/javascript",
    "mjs": "text/javascript",
    "json": "application/json",
    "map": "application/json",
    "webmanifest": "application/manifest+json",
    "xml": "application/xml",
    "xsl": "application/xslt+xml",
    "opml": "text/x-opml",
    "ics": "text/calendar",
    "vtt": "text/vtt",
    "srt": "application/x-subrip",
    "txt": "text/plain",
    "md": "text/markdown",
    "csv": "text/csv",
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "avif": "image/avif",
    "ico": "image/x-icon",
    "bmp": "image/bmp",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "aac": "audio/aac",
    "ogg": "audio/ogg",
    "oga": "audio/ogg",
    "opus": "audio/ogg",
    "flac": "audio/flac",
    "wav": "audio/wav",
    "mp4": "video/mp4",
    "m4v": "video/mp4",
    "webm": "video/webm",
    "ogv": "video/ogg",
    "mov": "video/quicktime",
    "woff": "font/woff",
    "woff2": "font/woff2",
    "ttf": "font/ttf",
    "otf": "font/otf",
    "wasm": "application/wasm",
    "pdf": "application/pdf",
    "zip": "application/zip",
    "gz": "application/gzip",
    "epub": "application/epub+zip",
    "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
    "rtf": "application/rtf",
}
_TEXT = ("application/json", "application/manifest+json", "application/xml", "application/xslt+xml", "image/svg+xml")


def media_type(path: str) -> str:
    """Return the media type of a file, with its encoding if it is a text."""
    name = path.rsplit("/", 1)[-1]
    found = _TYPES.get(name.rsplit(".", 1)[-1].lower(), "") if "." in name else ""
    if not found:
        # Hosts' own files are texts without a suffix; all else is to be saved.
        return (
            "text/plain; charset=utf-8" if name in {"_headers", "_redirects", "CNAME"} else "application/octet-stream"
        )
    return f"{found}; charset=utf-8" if found.startswith("text/") or found in _TEXT else found
