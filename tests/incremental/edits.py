"""All edits there are."""

import tests.incremental.looks
import tests.incremental.others
import tests.incremental.writing  # noqa: F401 (they add theirs)
from tests.incremental.model import EDITS

__all__ = ["EDITS"]
