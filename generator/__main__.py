"""``python -m generator`` is ``goodword``, ended as Python ends programs: profilers want that."""

import sys

from generator.base.system import insist_on_utf_8
from generator.start import run

if __name__ == "__main__":
    insist_on_utf_8()
    sys.exit(run())
