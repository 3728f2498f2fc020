"""A language server as an editor talks to it: messages by its standard streams, one after the other."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

#: Where install-language-server.sh puts it.
PROGRAM = Path(sys.prefix, "yaml-language-server/node_modules/yaml-language-server/bin/yaml-language-server")
_SETTINGS = {"schemaStore": {"enable": False}, "validate": True, "hover": True, "completion": True}


def missing() -> str:
    """Why there is no language server, or an empty string."""
    if not shutil.which("node"):
        return "no Node here, which the language server for YAML runs on"
    if not PROGRAM.is_file():
        return "no language server for YAML here: make language-server"
    return ""


class LanguageServer:
    """A running server for a project's folder."""

    def __init__(self, root: Path) -> None:
        node = shutil.which("node") or "node"
        command = [node, str(PROGRAM), "--stdio"]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.last = 0
        self.found: dict[str, list[dict[str, Any]]] = {}
        folder = {"uri": root.as_uri(), "name": root.name}
        able = {"workspace": {"configuration": True}}
        self.ask(
            "initialize", processId=os.getpid(), rootUri=root.as_uri(), capabilities=able, workspaceFolders=[folder]
        )
        self.tell("initialized")

    def close(self) -> None:
        self.ask("shutdown")
        self.tell("exit")
        self.process.wait(timeout=30)
        for stream in (self.process.stdin, self.process.stdout):
            if stream:
                stream.close()

    def diagnostics(self, path: Path, text: str) -> list[tuple[int, str]]:
        """Opens a file that holds a text, and returns what is wrong with it: line, from 1, and words."""
        uri = path.as_uri()
        self.tell("textDocument/didOpen", textDocument={"uri": uri, "languageId": "yaml", "version": 1, "text": text})
        while uri not in self.found:
            self._take(self._read())
        found = self.found.pop(uri)
        return sorted((one["range"]["start"]["line"] + 1, one["message"]) for one in found)

    def completions(self, path: Path, line: int, column: int) -> dict[str, str]:
        """What it offers at a place of an open file: labels with what they are for."""
        found = self.ask("textDocument/completion", **_at(path, line, column))
        items = found["items"] if isinstance(found, dict) else found
        return {item["label"]: _words(item.get("documentation") or "") for item in items}

    def hover(self, path: Path, line: int, column: int) -> str:
        """What it says of a place of an open file."""
        found = self.ask("textDocument/hover", **_at(path, line, column))
        return _words(found["contents"]) if found else ""

    def ask(self, method: str, **what: Any) -> Any:
        self.last += 1
        self._send({"id": self.last, "method": method, "params": what or None})
        while True:
            message = self._read()
            if message.get("id") == self.last and "method" not in message:
                assert "error" not in message, message
                return message["result"]
            self._take(message)

    def tell(self, method: str, **what: Any) -> None:
        self._send({"method": method, "params": what})

    def _take(self, message: dict[str, Any]) -> None:
        """Answers a question of the server's, or keeps what it says of a file."""
        if "method" in message and "id" in message:
            items = message.get("params", {}).get("items", [])
            wanted = [_SETTINGS if item.get("section") == "yaml" else None for item in items]
            answer = wanted if message["method"] == "workspace/configuration" else None
            self._send({"id": message["id"], "result": answer})
        elif message.get("method") == "textDocument/publishDiagnostics":
            self.found[message["params"]["uri"]] = message["params"]["diagnostics"]

    def _send(self, message: dict[str, Any]) -> None:
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(data) + data)
        self.process.stdin.flush()

    def _read(self) -> dict[str, Any]:
        assert self.process.stdout
        length = 0
        while line := self.process.stdout.readline().strip():
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        assert length, "the language server ended"
        message: dict[str, Any] = json.loads(self.process.stdout.read(length))
        return message


def _at(path: Path, line: int, column: int) -> dict[str, Any]:
    return {
        "textDocument": {"uri": path.as_uri()},
        "position": {"line": line - 1, "character": column - 1},
    }


def _words(said: Any) -> str:
    return str(said["value"]) if isinstance(said, dict) else str(said)
