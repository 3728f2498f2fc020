"""In-place edits of a file's bytes."""


class Edits:
    """A file's bytes and the ranges to overwrite; each keeps its length."""

    def __init__(self, data: bytes) -> None:
        """Begin with nothing to overwrite."""
        self.data = data
        self._parts: list[tuple[int, int, bytes]] = []

    def put(self, start: int, end: int, new: bytes = b"") -> None:
        """Overwrite a range; the rest of it is filled with zeros."""
        end = min(end, len(self.data))
        if end > start:
            self._parts.append((start, end, new[: end - start]))

    def done(self) -> bytes:
        """Return the edited bytes."""
        if not self._parts:
            return self.data
        out = bytearray(self.data)
        for start, end, new in self._parts:
            out[start:end] = new + bytes(end - start - len(new))
        return bytes(out)
