"""``python -m generator`` is ``goodword``."""

from generator.start import main

if __name__ == "__main__":
    main()
