"""Compiled templates: those shipped with Goodword, and a cache on disk."""

import contextlib
import hashlib
import marshal
import sys
import tempfile
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket, BytecodeCache

from generator.base.system import forget
from generator.theme.precompiled import Precompiled
from generator.theme.quick_code import MAKE, Environment


class Bytecode(BytecodeCache):
    """A cache of compiled templates in a folder, written atomically and never unpickled.

    Jinja2's own cache reads its header with pickle, and may leave a truncated file if killed.
    """

    def __init__(self, folder: Path | None) -> None:
        """Use the folder, or none; it is created when needed."""
        self._folder = folder
        self._precompiled = Precompiled()

    def get_bucket(self, environment: jinja2.Environment, name: str, filename: str | None, source: str) -> Bucket:
        """Return a template's bucket, with its code if that is cached."""
        if isinstance(environment, Environment) and filename in environment.thorough:
            return super().get_bucket(environment, f"{name}, thorough", filename, source)
        code = self._precompiled.code(name, source, filename or name)
        if code is None:
            return super().get_bucket(environment, name, filename, source)
        bucket = Bucket(environment, "", "")
        bucket.code = code
        return bucket

    def load_bytecode(self, bucket: Bucket) -> None:
        """Load the code into the bucket if it is cached."""
        if self._folder is None:
            return
        with contextlib.suppress(OSError):
            head, _, code = self._path(self._folder, bucket).read_bytes().partition(b"\n")
            if head == self._head(bucket, code):
                bucket.code = marshal.loads(code)  # noqa: S302 - written by us, and its digest was checked

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Cache the bucket's code."""
        if self._folder is None:
            return
        assert bucket.code  # noqa: S101 - Jinja2 calls this after it compiled
        code = marshal.dumps(bucket.code)
        with contextlib.suppress(OSError):  # a cache that cannot be written is only slower
            self._folder.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=self._folder, delete=False) as file:
                file.write(self._head(bucket, code) + b"\n" + code)
            try:
                Path(file.name).replace(self._path(self._folder, bucket))
            except OSError:
                # Another process has it open, and so has written it already.
                forget(file.name)

    def _path(self, folder: Path, bucket: Bucket) -> Path:
        tag = f"{bucket.key}{sys.implementation.cache_tag}{jinja2.__version__}{MAKE}"
        return folder / hashlib.sha256(tag.encode()).hexdigest()[:24]

    def _head(self, bucket: Bucket, code: bytes) -> bytes:
        return hashlib.sha256(bucket.checksum.encode() + code).hexdigest().encode()
