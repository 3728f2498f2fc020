"""Servers on the loopback that answer as other programs' interfaces document it."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from tests.loopback import Silent, at_a_port

#: What a server says to a path and its query: a status, headers and a value for JSON (or bytes as they are).
Answer = tuple[int, dict[str, str], Any]
Answers = Callable[[str, dict[str, str], dict[str, str]], Answer]

NOTHING_THERE: Answer = (404, {}, {"error": "Record not found"})


@contextmanager
def answering(answers: Answers) -> Iterator[str]:
    """The address of a server. ``answers(path, query, headers)`` says what it answers."""

    class Handler(Silent, BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            query = {key: values[0] for key, values in parse_qs(parts.query).items()}
            headers = {key.lower(): value for key, value in self.headers.items()}
            status, more, value = answers(unquote(parts.path), query, headers)
            data = value if isinstance(value, bytes) else json.dumps(value).encode()
            self.send_response(status)
            for key, said in {"Content-Type": "application/json", "Content-Length": str(len(data)), **more}.items():
                self.send_header(key, said)
            self.end_headers()
            self.wfile.write(data)

    with at_a_port(Handler) as port:
        yield f"http://127.0.0.1:{port}"


class Mastodon:
    """A server of Mastodon with posts: what it tells strangers of them."""

    def __init__(self) -> None:
        self.posts: dict[str, dict[str, Any]] = {}
        #: How often it says first that it is asked too often.
        self.busy = 0
        self.paused = "0"

    def post(self, name: str, said: str, by: str = "ben", to: str | None = None, **more: Any) -> None:
        self.posts[name] = {
            "id": name,
            "created_at": f"2026-11-02T07:{int(name) % 60:02}:00.000Z",
            "in_reply_to_id": to,
            "sensitive": False,
            "spoiler_text": "",
            "visibility": "public",
            "uri": f"https://social.example/users/{by}/statuses/{name}",
            "url": f"https://social.example/@{by}/{name}",
            "content": f"<p>{said}</p>",
            "media_attachments": [],
            "account": {
                "id": by,
                "acct": by,
                "display_name": by.title(),
                "url": f"https://social.example/@{by}",
                "note": "<p>mail canary@secret.example</p>",
            },
            **more,
        }

    def __call__(self, path: str, _query: dict[str, str], _headers: dict[str, str]) -> Answer:
        if self.busy:
            self.busy -= 1
            return 429, {"Retry-After": self.paused}, {"error": "Too many requests"}
        name = path.removeprefix("/api/v1/statuses/").removesuffix("/context")
        if name not in self.posts:
            return NOTHING_THERE
        count = sum(one["in_reply_to_id"] == name for one in self.posts.values())
        if not path.endswith("/context"):
            return 200, {}, {**self.posts[name], "replies_count": count}
        below: list[dict[str, Any]] = []
        names = {name}
        for one in self.posts.values():
            if one["in_reply_to_id"] in names:
                names.add(one["id"])
                below.append({**one, "replies_count": 0})
        return 200, {}, {"ancestors": [], "descendants": below}


class Bluesky:
    """Bluesky's public interface, with one thread."""

    ROOT = "at://did:plc:ann/app.bsky.feed.post/root"

    def __init__(self) -> None:
        self.posts: dict[str, dict[str, Any]] = {}
        self.hidden: list[str] = []
        self.post("root", "The jar", by="ann")

    def post(self, name: str, said: str, by: str = "ben", to: str = "", **more: Any) -> None:
        author = {"did": f"did:plc:{by}", "handle": f"{by}.example", "displayName": by.title(), "labels": []}
        self.posts[name] = {
            "$type": "app.bsky.feed.defs#threadViewPost",
            "to": to,
            "post": {
                "uri": f"at://did:plc:{by}/app.bsky.feed.post/{name}",
                "author": {**author, **more.pop("author", {})},
                "record": {"$type": "app.bsky.feed.post", "text": said, "createdAt": "2026-11-02T07:30:00.000Z"},
                "indexedAt": "2026-11-02T07:30:01.000Z",
                "labels": more.pop("labels", []),
                "replyCount": 0,
            },
            **more,
        }

    def _tree(self, name: str) -> dict[str, Any]:
        one = {key: value for key, value in self.posts[name].items() if key != "to"}
        return {**one, "replies": [self._tree(each) for each, post in self.posts.items() if post["to"] == name]}

    def __call__(self, path: str, query: dict[str, str], _headers: dict[str, str]) -> Answer:
        if path == "/xrpc/app.bsky.feed.getPostThread":
            name = query["uri"].rpartition("/")[2]
            if name not in self.posts:
                return 400, {}, {"error": "NotFound", "message": f"Post not found: {query['uri']}"}
            gate = {"uri": "at://did:plc:ann/app.bsky.feed.threadgate/root", "record": {"hiddenReplies": self.hidden}}
            return 200, {}, {"thread": self._tree(name), "threadgate": gate}
        if path == "/xrpc/app.bsky.feed.getPosts":
            wanted = query["uris"]
            every = [one["post"] for one in self.posts.values() if "post" in one]
            found = [one for one in every if one["uri"] == wanted]
            return 200, {}, {"posts": found}
        return NOTHING_THERE
