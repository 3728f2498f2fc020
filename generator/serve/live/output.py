"""The output of the last build, for what takes long to make: pictures are taken from it if they are as they must be."""

from pathlib import Path

from generator.base.digest import Parts
from generator.base.file_stamps import Folder
from generator.base.system import below
from generator.incremental import manifest
from generator.incremental.manifest import Manifest, Record, unchanged
from generator.search.base import FOLDER


class Output:
    """The files that a build wrote. They are only read."""

    def __init__(self, work: Path, output: Path) -> None:
        """Use the notes in a project's work folder on its output folder."""
        self._work, self._output = work, output
        self._manifest: Manifest | None = None
        self._records: dict[str, Record] | None = None

    def searched(self, path: str) -> bytes | None:
        """Return a file of the search's index as the last build left it, or None."""
        if not path.startswith(f"{FOLDER}/") or ".." in path.split("/"):
            return None
        try:
            return Path(below(self._output, path)).read_bytes()
        except OSError:
            return None

    def files(self, first: str, parts: Parts) -> list[tuple[str, bytes]] | None:
        """Return an artifact's files with their bytes if a build made them from the same, else None."""
        if self._records is None:
            self._manifest = manifest.load(self._work, self._output)
            self._records = (
                {record.files[0][0]: record for record in self._manifest.records if record.files}
                if self._manifest
                else {}
            )
        record = self._records.get(first)
        if record is None or self._manifest is None or not self._manifest.is_of(record, parts):
            return None
        if unchanged(record, Folder(str(self._output))) is None:
            return None
        found = []
        try:
            for path, was in record.files:
                data = Path(below(self._output, path)).read_bytes()
                if len(data) != was[1]:
                    return None
                found.append((path, data))
        except OSError:
            return None
        return found
