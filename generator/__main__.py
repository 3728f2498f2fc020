"""``python -m generator`` is ``goodword``, but exits through the interpreter's normal shutdown, as profilers need."""

import sys

from generator.base.system import insist_on_utf_8
from generator.start import run

if __name__ == "__main__":
    insist_on_utf_8()
    sys.exit(run())
