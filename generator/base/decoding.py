"""Bytes to text; for a file that is not text, a message that says what it is."""

from generator.base.problems import Place, Report

#: Formats of other programs by their first bytes: the format's name, and how to turn it into text.
_SAVE = "open it in the program that wrote it, and save it as plain text in UTF-8"
_FOREIGN = {
    b"{\\rtf": ("a file in RTF, from a word processor", _SAVE + " (in TextEdit: Format, Make Plain Text)"),
    b"PK\x03\x04": ("a packed file, such as Word and other office programs write", _SAVE),
    b"\xd0\xcf\x11\xe0": ("a file from an old Word or other office program", _SAVE),
    b"%PDF-": ("a PDF", "copy its text into a text file; to offer the PDF, link to it under its own name"),
    b"bplist": ("a web archive or another of Apple's files", _SAVE),
}
_FIRST = bytes(begin[0] for begin in _FOREIGN)
_MARKS = (b"\xff\xfe", b"\xfe\xff")
_LOOK = 64


def decode(data: bytes, path: str, report: Report) -> str | None:
    r"""Return a file's text without byte order mark and with ``\n`` line ends."""
    if data[:1] in _FIRST:
        for begin, (what, hint) in _FOREIGN.items():
            if data.startswith(begin):
                report.error(Place(path), f"the file is not text but {what}", hint)
                return None
    try:
        text = data.decode("utf-8-sig")
        if "\0" in text[:_LOOK] and _wide(data):
            # UTF-16 without a byte order mark decodes as UTF-8 too, with a NUL beside each ASCII letter.
            raise UnicodeDecodeError("utf-8", data, 0, 1, "wide")  # noqa: TRY301 (told with the others)
    except UnicodeDecodeError as fault:
        before = data[: fault.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        hint = "save the file as UTF-8 in your editor"
        if _wide(data):
            report.error(Place(path), "the file is not UTF-8 but UTF-16", hint)
        elif b"\0" in data[:1024]:
            report.error(Place(path), "the file is not text", "its name says that it is")
        else:
            report.error(Place(path, line, column), "the file is not UTF-8", hint)
        return None
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text


def _wide(data: bytes) -> bool:
    """Return whether bytes are UTF-16: they begin with its byte order mark, or every other one is zero."""
    look = data[:_LOOK]
    most = len(look) // 2 * 3 // 4
    return data.startswith(_MARKS) or (most > 0 and max(look[::2].count(0), look[1::2].count(0)) >= most)
