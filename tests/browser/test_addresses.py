"""Old addresses that only a query tells apart, on a host that does not look at it."""

from playwright.sync_api import Browser

from tests.browser.conftest import Serve, fresh_page
from tests.conftest import Build, Project

ARTICLE = """\
---
title: Old
date: 2026-01-01
id: tag:site.example,2026:old
aliases: ["/?p=12", "/index.php?p=13&x=a"]
---
"""


def test_old_query_leads_on_where_the_host_does_not(
    serve: Serve, browser: Browser, project: Project, build: Build
) -> None:
    url = serve(build(project({"content/articles/old.md": ARTICLE})))
    with fresh_page(browser) as page:
        for old in ("/?p=12", "/?utm_source=x&p=12"):
            page.goto(f"{url}{old}")
            page.wait_for_url(f"{url}/articles/old/")
        for other in ("/", "/?p=13", "/?q=12"):
            page.goto(f"{url}{other}", wait_until="networkidle")
            assert page.url == f"{url}{other}"
    with fresh_page(browser, java_script_enabled=False) as page:
        page.goto(f"{url}/?p=12")
        assert page.get_by_role("link", name="Old").count()
