"""Files that are either old or new, never half written."""

import os
from pathlib import Path

from generator.base.system import replace


def write_file(target: Path, data: bytes) -> None:
    """Write a file by way of another one beside it, which then takes its place. A file that is there keeps its mode.

    Folders that are missing are made, and a link is followed. Raises OSError.
    """
    target = target.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    stage = target.with_name(f".{target.name[:100]}.{os.getpid()}.tmp")
    try:
        with stage.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            stage.chmod(target.stat().st_mode & 0o7777)
        replace(stage, target)
    finally:
        stage.unlink(missing_ok=True)
