"""Where the command ``goodword`` begins."""

import sys


def main() -> None:
    """Run the command line, and end with its exit code."""
    try:
        from generator.cli.main import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:
        # Stopped before the command line was there to say so.
        code = 130
    sys.exit(code)
