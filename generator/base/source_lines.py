"""The lines of a project's files, as they are quoted where a problem is shown."""

from pathlib import Path

from generator.base.paths import on_disk


class Lines:
    """The lines of a project's files, read when one is shown."""

    def __init__(self, root: Path) -> None:
        """Begin with the project's root."""
        self.root = root
        self._files: dict[str, list[str]] = {}

    def get(self, path: str, line: int) -> str:
        """Return a file's line, counted from 1, or an empty string."""
        if path not in self._files:
            try:
                data = Path(on_disk(str(self.root), path)).read_bytes()
                text = data.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
                self._files[path] = text.split("\n")
            except OSError:
                self._files[path] = []
        lines = self._files[path]
        # Private files are not quoted, since others may read the output, as in the log of a host.
        return lines[line - 1] if 0 < line <= len(lines) and not path.startswith("private/") else ""
