"""Everything that must hold before a release: ``make release-check``.

sdist and wheel are packed twice, in conditions that differ, and have the same bytes; the wheel from the sdist is the
same again; they hold what they should; an index would take their metadata; the wheel and the lock are all it takes
to make a site in a clean environment.
"""

import argparse
import os
import shutil
import sys
import tempfile
import textwrap
import time
import tomllib
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from release.changelog import changelog_faults, tag_faults
from release.contents import in_sdist, in_wheel, sdist_faults, wheel_faults
from release.metadata import metadata_faults, url_faults
from release.pack import FRESH, USED, copy, pack, tracked, uncommitted, unpack, version
from release.smoke import (
    SITE,
    Elsewhere,
    environment,
    fetch_locked,
    host_faults,
    install_locked,
    install_wheels,
    smoke_faults,
)

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Return 0 where all holds, else 1; each step is a line, with what is wrong below it."""
    arguments = argparse.ArgumentParser(prog="python -m release.check", description=__doc__.partition("\n")[0])
    arguments.add_argument("--tag", default="", help="the tag that is to be released, such as v1.2.3")
    arguments.add_argument("--dist", type=Path, help="a folder for the sdist and the wheel, once all holds")
    asked = arguments.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="goodword-release-") as folder:
        check = Check(Path(folder))
        good = check.run(asked.tag)
        if good and asked.dist:
            asked.dist.mkdir(parents=True, exist_ok=True)
            for packed in check.packed:
                shutil.copy2(packed, asked.dist)
    print(f"{'All holds' if good else 'NOT READY'}, in {time.monotonic() - began:.0f} s.")
    return 0 if good else 1


class Check:
    """The steps, in order; each needs what those before it made."""

    def __init__(self, folder: Path) -> None:
        """Look at the checkout."""
        self._folder, self._version = folder, version(ROOT)
        self._files: list[str] = []
        self._python = ""
        self.packed: list[Path] = []

    def run(self, tag: str) -> bool:
        """Return whether all holds. What depends on a step that failed is not tried."""
        changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
        said = self._step("the changelog", lambda: changelog_faults(changelog, self._version))
        if tag:
            said &= self._step(f"the tag {tag}", lambda: tag_faults(tag, self._version, changelog))
            said &= self._step("all is committed", lambda: uncommitted(ROOT))
            said &= self._step("the project's addresses", _urls)
        return (
            self._step("a clean environment to pack in, by locks/build.txt", self._prepare)
            and self._step("sdist and wheel, packed twice: the same bytes", self._twice)
            and self._step("the wheel from the sdist: the same bytes", self._from_sdist)
            # All of these are told at once.
            and all(
                [
                    self._step("what the sdist and the wheel hold", self._contents),
                    self._step("what an index is told", self._metadata),
                    self._step("a clean environment, by locks/run.txt and the wheel: a site is made", self._smoke)
                    and self._step("another, by that site's requirements.txt: it is built there", self._host),
                ]
            )
            and said
        )

    def _step(self, what: str, do: Callable[[], list[str]]) -> bool:
        """Return whether a step finds nothing wrong, and say so."""
        began = time.monotonic()
        try:
            faults = do()
        except OSError as failed:
            faults = [str(failed)]
        print(f"{'FAIL' if faults else 'ok  '} {what} ({time.monotonic() - began:.1f} s)")
        for fault in faults:
            print(textwrap.indent(fault.rstrip(), "     "))
        sys.stdout.flush()
        return not faults

    def _prepare(self) -> list[str]:
        self._files = tracked(ROOT)
        self._python = environment(self._folder / "packing")
        install_locked(self._python, ROOT / "locks" / "build.txt")
        return []

    def _twice(self) -> list[str]:
        made = []
        for conditions in (FRESH, USED):
            # The folders have names of different lengths, too.
            folder = self._folder / ("checkout" if conditions.used else "a") / "goodword"
            copy(ROOT, self._files, folder, conditions)
            made.append(pack(self._python, folder, self._folder / f"dist-{conditions.name}", conditions))
        self.packed = made[0]
        names = [[path.name for path in packed] for packed in made]
        if names[0] != names[1]:
            return [f"packed are {names[0]}, then {names[1]}"]
        return [
            f"{one.name} differs: {_differences(one, other)}"
            for one, other in zip(*made, strict=True)
            if one.read_bytes() != other.read_bytes()
        ]

    def _from_sdist(self) -> list[str]:
        sdist, wheel = self._archives()
        root = unpack(sdist, self._folder / "unpacked")
        (again,) = pack(self._python, root, self._folder / "dist-sdist", FRESH, "wheel")
        same = again.read_bytes() == wheel.read_bytes()
        return [] if same else [f"{wheel.name} differs: {_differences(wheel, again)}"]

    def _contents(self) -> list[str]:
        sdist, wheel = self._archives()
        for packed in (sdist, wheel):
            print(
                f"     {packed.name}: {packed.stat().st_size} bytes, sha256 {sha256(packed.read_bytes()).hexdigest()}"
            )
        return sdist_faults(in_sdist(sdist), self._files) + wheel_faults(in_wheel(wheel), self._files, ROOT)

    def _metadata(self) -> list[str]:
        sdist, wheel = self._archives()
        inside = in_wheel(wheel)
        (name,) = [name for name in inside if name.endswith(".dist-info/METADATA")]
        if in_sdist(sdist)["PKG-INFO"] != inside[name]:
            return ["the sdist and the wheel have different metadata"]
        return metadata_faults(inside[name], self._version)

    def _smoke(self) -> list[str]:
        wheels, python = self._folder / "wheels", environment(self._folder / "installed")
        fetch_locked(self._python, ROOT / "locks" / "run.txt", wheels)
        install_wheels(python, [*sorted(wheels.iterdir()), self._archives()[1]])
        return smoke_faults(python, Elsewhere(self._folder / "elsewhere"), self._version)

    def _host(self) -> list[str]:
        python = environment(self._folder / "host")
        return host_faults(python, self._folder / "elsewhere" / SITE, Elsewhere(self._folder / "on-the-host"))

    def _archives(self) -> tuple[Path, Path]:
        """Return the sdist and the wheel."""
        sdist, wheel = sorted(self.packed, key=lambda path: path.suffix)
        return sdist, wheel


def _urls() -> list[str]:
    """Return what is wrong with the project's addresses. A workflow at GitHub says for which repository it runs."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    server, repository = os.environ.get("GITHUB_SERVER_URL"), os.environ.get("GITHUB_REPOSITORY")
    return url_faults(project.get("urls", {}), f"{server}/{repository}" if server and repository else "")


def _differences(one: Path, other: Path) -> str:
    """Return the names of files that differ between two archives, or what else does."""
    read = in_wheel if one.suffix == ".whl" else in_sdist
    first, second = read(one), read(other)
    found = sorted(name for name in first.keys() | second.keys() if first.get(name) != second.get(name))
    return ", ".join(found) or "the files are the same; their order, dates or rights are not"


if __name__ == "__main__":
    sys.exit(main())
