"""The tools of the browser tests, tried on a page that needs nothing of Goodword."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Serve, find_browser
from tests.support import write_files

PAGE = """<!doctype html><html lang="en"><title>Try</title><link rel="icon" href="data:,"><p id="said">nothing</p>
<script>document.getElementById("said").textContent = "scripts run"</script>"""


def test_page_is_shown_and_its_scripts_run(serve: Serve, page: Page, tmp_path: Path) -> None:
    write_files(tmp_path, {"index.html": PAGE})
    page.goto(f"{serve(tmp_path)}/")
    expect(page.locator("#said")).to_have_text("scripts run")


def test_browser_can_do_without_scripts(serve: Serve, browser: Browser, tmp_path: Path) -> None:
    write_files(tmp_path, {"index.html": PAGE})
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{serve(tmp_path)}/")
    expect(page.locator("#said")).to_have_text("nothing")
    page.close()


def test_browser_may_be_named_and_must_start(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    stub = tmp_path / "chromium"
    stub.write_text("#!/bin/sh\nexit 0\n")
    stub.chmod(0o755)
    monkeypatch.setenv("CHROMIUM", str(stub))
    assert find_browser() == str(stub)
    stub.write_text("#!/bin/sh\nexit 1\n")
    assert find_browser() is None
