"""``python -m generator`` is ``goodword``, ended as Python ends programs: profilers want that."""

import sys

from generator.start import run

if __name__ == "__main__":
    sys.exit(run())
