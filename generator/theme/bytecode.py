"""Compiled templates kept on disk."""

import contextlib
import hashlib
import marshal
import sys
import tempfile
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket, BytecodeCache

from generator.theme.pace import MAKE


class Bytecode(BytecodeCache):
    """Compiled templates in a folder: whole or not there, and never unpickled.

    Jinja2's own cache reads its header with pickle, and may leave half a file after a kill.
    """

    def __init__(self, folder: Path) -> None:
        """Keep them in the folder, which is made when it is needed."""
        self._folder = folder

    def load_bytecode(self, bucket: Bucket) -> None:
        """Put the code into the bucket if it was kept."""
        with contextlib.suppress(OSError):
            head, _, code = self._path(bucket).read_bytes().partition(b"\n")
            if head == self._head(bucket, code):
                bucket.code = marshal.loads(code)  # noqa: S302 - ours, with its digest before it

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the bucket's code."""
        assert bucket.code  # noqa: S101 - Jinja2 calls this after it compiled
        code = marshal.dumps(bucket.code)
        with contextlib.suppress(OSError):  # a cache that cannot be written is only slower
            self._folder.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=self._folder, delete=False) as file:
                file.write(self._head(bucket, code) + b"\n" + code)
            Path(file.name).replace(self._path(bucket))

    def _path(self, bucket: Bucket) -> Path:
        tag = f"{bucket.key}{sys.implementation.cache_tag}{jinja2.__version__}{MAKE}"
        return self._folder / hashlib.sha256(tag.encode()).hexdigest()[:24]

    def _head(self, bucket: Bucket, code: bytes) -> bytes:
        return hashlib.sha256(bucket.checksum.encode() + code).hexdigest().encode()
