"""Where the command ``goodword`` begins."""

import sys


def main() -> None:
    """Run the command line."""
    from generator.cli.main import cli  # noqa: PLC0415 (nothing heavy before it is needed)

    cli(sys.argv[1:], prog_name="goodword")
