"""Pelican with its cache of whole articles, with Python-Markdown and the extensions that Goodword uses."""

import sys
from importlib.util import find_spec

from bench.corpus import Article
from bench.peers.base import BY_TEN, IN_FEED, STYLE, TITLE, URL, Peer, page

_OFF = ("CATEGORY_SAVE_AS", "CATEGORIES_SAVE_AS", "ARCHIVES_SAVE_AS")
_NO_FEED = ("FEED_ATOM", "FEED_ALL_ATOM", "CATEGORY_FEED_ATOM", "TRANSLATION_FEED_ATOM", "AUTHOR_FEED_ATOM")

_SETTINGS = f"""AUTHOR = "Nobody"
SITENAME = "{TITLE}"
SITEURL = FEED_DOMAIN = "{URL}"
PATH = "content"
ARTICLE_PATHS = ["articles"]
PAGE_PATHS = []
STATIC_PATHS = ["static"]
EXTRA_PATH_METADATA = {{"static/style.css": {{"path": "style.css"}}}}
TIMEZONE = "UTC"
THEME = "theme"
THEME_STATIC_PATHS = []
PLUGINS = ["pelican.plugins.neighbors", "pelican.plugins.sitemap"]
SITEMAP = {{"format": "xml"}}
ARTICLE_URL = "articles/{{slug}}/"
ARTICLE_SAVE_AS = "articles/{{slug}}/index.html"
TAG_URL = "tags/{{slug}}/"
TAG_SAVE_AS = "tags/{{slug}}/index.html"
TAGS_SAVE_AS = "tags/index.html"
AUTHOR_URL = "authors/{{slug}}/"
AUTHOR_SAVE_AS = "authors/{{slug}}/index.html"
AUTHORS_SAVE_AS = "authors/index.html"
DIRECT_TEMPLATES = ["home", "index", "tags", "authors"]
HOME_SAVE_AS = "index.html"
INDEX_SAVE_AS = "articles/index.html"
PAGINATED_TEMPLATES = {{"index": {BY_TEN}}}
DEFAULT_PAGINATION = {BY_TEN}
PAGINATION_PATTERNS = [
    (1, "{{base_name}}/", "{{base_name}}/index.html"),
    (2, "{{base_name}}/page/{{number}}/", "{{base_name}}/page/{{number}}/index.html"),
]
FEED_RSS = "feed.xml"
TAG_FEED_RSS = "tags/{{slug}}/feed.xml"
AUTHOR_FEED_RSS = "authors/{{slug}}/feed.xml"
RSS_FEED_SUMMARY_ONLY = False
FEED_MAX_ITEMS = {IN_FEED}
{" = ".join(_OFF)} = ""
{" = ".join(_NO_FEED)} = None
MARKDOWN = {{
    "extensions": [
        "fenced_code", "footnotes", "attr_list", "def_list", "tables", "abbr", "md_in_html", "toc", "smarty",
        "sane_lists", "meta",
    ],
    "extension_configs": {{}},
    "output_format": "html5",
}}
DELETE_OUTPUT_DIRECTORY = False
CACHE_CONTENT = LOAD_CONTENT_CACHE = True
CONTENT_CACHING_LAYER = "generator"
CHECK_MODIFIED_METHOD = "mtime"
"""

_WHEN = '<time datetime="{{ article.date.strftime("%Y-%m-%d") }}">{{ article.date.strftime("%d %B %Y") }}</time>'
_LINK = '<a href="/{{ article.url }}">{{ article.title|e }}</a>'
_ENTRY = f"<section><h2>{_LINK}</h2>\n<p>{_WHEN}</p><p>{{{{ article.blurb|e }}}}</p></section>\n"
_BASE = page("{% block title %}{% endblock %}", "{% block main %}{% endblock %}", "{% block about %}{% endblock %}")

_ARTICLE = f"""<article>
<h1>{{{{ article.title|e }}}}</h1>
<p>{_WHEN} <a href="/{{{{ article.author.url }}}}">{{{{ article.author }}}}</a></p>
{{{{ article.content }}}}
<ul>{{% for tag in article.tags %}}<li><a href="/{{{{ tag.url }}}}">{{{{ tag }}}}</a></li>{{% endfor %}}</ul>
<nav>{{% for rel, other in (("prev", article.prev_article), ("next", article.next_article)) %}}{{% if other %}}
<a rel="{{{{ rel }}}}" href="/{{{{ other.url }}}}">{{{{ other.title|e }}}}</a>{{% endif %}}{{% endfor %}}</nav>
</article>
"""

_LIST = f"""<h1>Articles</h1>
{{% for article in articles_page.object_list %}}{_ENTRY}{{% endfor %}}<nav>
{{% if articles_page.has_previous() %}}<a href="/{{{{ articles_previous_page.url }}}}">Newer</a>{{% endif %}}
{{% if articles_page.has_next() %}}<a href="/{{{{ articles_next_page.url }}}}">Older</a>{{% endif %}}</nav>
"""

_HOME = f"{{% for article in articles[:{BY_TEN}] %}}{_ENTRY}{{% endfor %}}"
_TERM = f"<ul>{{% for article in articles %}}<li>{_WHEN} {_LINK}</li>\n{{% endfor %}}</ul>\n"
_TERMS = """<ul>{% for term, its in PLACE|sort %}<li><a href="/{{ term.url }}">{{ term }}</a> {{ its|length }}</li>
{% endfor %}</ul>
"""


def _template(title: str, main: str, about: str = "") -> str:
    """Return a template with its own parts of a page."""
    parts = {"title": title, "main": main, "about": about}
    blocks = (f"{{% block {name} %}}{text}{{% endblock %}}\n" for name, text in parts.items())
    return '{% extends "base.html" %}\n' + "".join(blocks)


_THEME = {
    "base": _BASE,
    "article": _template("{{ article.title|e }}", _ARTICLE, "{{ article.blurb|e }}"),
    "index": _template("Articles", _LIST),
    "home": _template("Home", _HOME),
    "tag": _template("{{ tag }}", _TERM),
    "author": _template("{{ author }}", _TERM),
    "tags": _template("Tags", _TERMS.replace("PLACE", "tags")),
    "authors": _template("Authors", _TERMS.replace("PLACE", "authors")),
    # It asks for these even where nothing is made of them.
    **dict.fromkeys(("archives", "categories", "category", "page", "period_archives"), _template("", "")),
}


def _source(article: Article) -> str:
    return f"content/articles/{article.slug}.md"


def _text(article: Article) -> str:
    head = {
        "Title": article.title,
        "Date": article.date.strftime("%Y-%m-%d %H:%M:%S"),
        "Slug": article.slug,
        "Category": "notes",
        "Author": article.author,
        "Tags": ", ".join(article.tags),
        "Blurb": article.summary,
    }
    return "".join(f"{key}: {value}\n" for key, value in head.items()) + "\n" + article.body


def _pelican(*arguments: str) -> list[str]:
    if find_spec("pelican") is None:
        raise LookupError("there is no Pelican: pip install 'pelican[markdown]' pelican-neighbors pelican-sitemap")
    return [sys.executable, "-m", "pelican", *arguments]


PELICAN = Peer(
    name="pelican",
    label="Pelican",
    project={
        "pelicanconf.py": _SETTINGS,
        "content/static/style.css": STYLE,
        **{f"theme/templates/{name}.html": text for name, text in _THEME.items()},
    },
    source=_source,
    text=_text,
    output="output",
    caches=("cache", "__pycache__"),
    build=lambda: _pelican("-s", "pelicanconf.py", "--quiet"),
    version=lambda: _pelican("--version"),
    note="a plain theme, and its cache of whole articles",
)
