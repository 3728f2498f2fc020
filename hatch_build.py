"""What is done when Goodword is packed: the templates are made to Python, so that no first build has to."""

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Precompile(BuildHookInterface[Any]):
    """Puts the compiled templates into a wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the templates, and name them as files to pack; a checkout in use compiles its own."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        from generator.theme import open_theme
        from generator.theme.precompiled import write

        self.folder = tempfile.TemporaryDirectory()
        write(open_theme([Path(self.root) / "templates"]).as_python(), Path(self.folder.name))
        build_data["force_include"][self.folder.name] = "generator/theme/compiled"

    def finalize(self, _version: str, _build_data: dict[str, Any], _artifact: str) -> None:
        """Take away what was packed."""
        if hasattr(self, "folder"):
            self.folder.cleanup()
