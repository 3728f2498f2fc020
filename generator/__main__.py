"""``python -m generator`` is ``goodword``, ended as Python ends programs: profilers want that."""

import sys

from generator.start import run
from generator.system import insist_on_utf_8

if __name__ == "__main__":
    insist_on_utf_8()
    sys.exit(run())
