"""Folders of blogs, made for tests: our own words in the form of each program."""

from collections.abc import Mapping
from pathlib import Path

from tests.support import ROOT

HOME = "https://old.blog.net"
PICTURE = (ROOT / "content/articles/the-introduction.jpg").read_bytes()

JEKYLL: dict[str, str | bytes] = {
    "_config.yml": f"""\
title: Old words
url: {HOME}
timezone: Europe/Berlin
permalink: /:year/:month/:day/:title.html
excerpt_separator: <!--cut-->
collections:
  recipes: {{output: true}}
  hidden: {{output: false}}
defaults:
  - scope: {{path: _posts}}
    values: {{author: gus, layout: post}}
header_pages: [about.md]
paginate: 5
""",
    "_data/authors.yml": "gus: {name: Gus Gull, email: gus-secret@mail.net, bio: Writes.}\n",
    "_data/facts.yml": "jar: {size: large}\n",
    "_includes/static.html": "<b>Static</b> words",
    "_includes/running.html": "{% for x in site.posts %}{{ x }}{% endfor %}",
    "_layouts/post.html": "layout-secret",
    "images/jar one.jpg": PICTURE,
    "files/form.pdf": b"%PDF-1.4 form",
    "_posts/2014-03-05-first-post.md": """\
---
title: "First: a post"
date: 2014-03-05 23:30:00 +0100
tags: jars slips
categories: [Small Things]
redirect_from: [/old-one/, /older.html]
mood: good
image: {path: "/images/jar one.jpg", alt: A jar}
---
Teaser **words**.
<!--cut-->
* toc
{:toc}

## A heading {#own}

![A jar]({{ site.baseurl }}/images/jar%20one.jpg "Its title"){: .wide}
[two]({% post_url 2014-04-01-two %}#part) [form]({{ "/files/form.pdf" | relative_url }}) [own](/2014/04/01/two.html)
[ref][r] `[code](/2014/04/01/two.html)`

{% highlight ruby %}
puts "{{ raw }}"
{% endhighlight %}

{% comment %}comment-secret{% endcomment %}{% raw %}{{ shown }}{% endraw %}
{% include static.html %}
{% include running.html x="1" %}
{% include youtube.html id="dQw4w9WgXcQ" %}
{{ site.data.facts.jar.size }} {{ page.title | upcase }} {{ content | number_of_words }}

[r]: {% link _posts/2014-04-01-two.md %}
""",
    "_posts/2014-04-01-two.md": """\
---
title: Two
excerpt: Short & sweet
---
## Part

See [one]({% post_url 2014-03-05-first-post %}).
{: .notice--info}

> Take care.
{: .prompt-warning }

1. A list

   {% include figure image_path="/images/jar one.jpg" caption="A jar" %}

{% include figure image_path=page.nothing alt="x" %}
""",
    "_posts/2014-05-01-html.html": "---\ntitle: In HTML\n---\n<p>Words <b>bold</b></p>\n",
    "_posts/2014-06-01-off.md": "---\ntitle: Off\npublished: false\n---\noff-secret\n",
    "_posts/no-date.md": "---\ntitle: None\n---\nWords\n",
    "_drafts/idea.md": "---\ntitle: Idea\n---\ndraft-secret\n",
    "_recipes/soup.md": "---\ntitle: Soup\n---\nHot.\n",
    "_hidden/note.md": "---\ntitle: Note\n---\nnote-secret\n",
    "about.md": "---\ntitle: About\npermalink: /about-us/\n---\nWe are here.\n",
    "index.html": "---\nlayout: home\n---\n{% for post in site.posts %}{{ post.title }}{% endfor %}\n",
    "feed.xml": "---\n---\n<feed>{% for post in site.posts %}<entry><id>{{ site.url }}{{ post.id }}</id></entry>{% endfor %}</feed>",
    "_site/2014/x.html": "made",
    "node_modules/x/readme.md": "---\ntitle: Not ours\n---\n",
    ".hidden/x.md": "---\ntitle: Hidden\n---\n",
}  # fmt: skip

HUGO: dict[str, str | bytes] = {
    "hugo.toml": f"""\
baseURL = "{HOME}/"
title = "Old words"
languageCode = "en-gb"
timeZone = "Europe/Berlin"
defaultContentLanguage = "en"
[languages.en]
weight = 1
[languages.de]
weight = 2
[permalinks]
posts = "/:year/:month/:slug/"
[params]
mail = "me"
[[menus.main]]
name = "About us"
pageRef = "/about"
""",
    "content/_index.md": "---\ntitle: Home\n---\nWelcome words.\n",
    "content/posts/_index.md": "+++\ntitle = 'Posts'\n[cascade]\nauthor = 'Gus'\n+++\n",
    "content/posts/one.md": """\
+++
title = "One"
date = 2014-03-05T08:00:00+01:00
tags = ["Jars", "C++"]
categories = ["Small"]
aliases = ["/old-one", "older"]
expiryDate = 2030-01-01T00:00:00Z
series = ["Jars"]
mood = 3
+++
Teaser words.
<!--more-->
[two]({{< relref "two" >}}#part) [about](../about.md) [rooted](/posts/one/)

{{< figure src="pic.jpg" caption="The *jar*" alt="A jar" >}}
{{< youtube dQw4w9WgXcQ >}}
{{< highlight go "linenos=table" >}}
x := "{{ y }}"
{{< /highlight >}}
{{% notice warning "Look out" %}}
Care, {{< param mail >}}.
{{% /notice %}}
{{< chart 1 2 >}} {{</* figure */>}}
""",
    "content/posts/pic.jpg": PICTURE,
    "content/posts/two/index.md": "---\ntitle: Two\ndate: 2014-04-01\nimage: jar.jpg\n---\n## Part\n\n![A jar](jar.jpg) ![B](/img/b.jpg)\n",
    "content/posts/two/jar.jpg": PICTURE,
    "content/posts/two/piece.md": "piece words",
    "content/posts/two/index.de.md": "---\ntitle: Zwei\n---\nzwei-words\n",
    "content/posts/json.md": '{"title": "Json", "date": "2014-05-01", "slug": "by-json"}\n\nWords.\n',
    "content/posts/later.md": "---\ntitle: Later\ndate: 2014-06-01\npublishDate: 2044-01-01\n---\nlater-secret\n",
    "content/posts/hidden.md": "---\ntitle: Hidden\ndate: 2014-06-01\ndraft: true\n---\ndraft-secret\n",
    "content/about.md": "---\ntitle: About\n---\nWe are here.\n",
    "content/notes.org": "#+TITLE: Org\n",
    "static/img/b.jpg": PICTURE,
    "public/index.html": "made",
}  # fmt: skip


def written(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """A folder with these files."""
    for path, data in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data if isinstance(data, bytes) else data.encode())
    return folder


PELICAN: dict[str, str | bytes] = {
    "pelicanconf.py": """\
import os
AUTHOR = 'Gus'
SITENAME = 'Old words'
SITEURL = ''
PATH = 'content'
TIMEZONE = 'Europe/Berlin'
ARTICLE_URL = '{date:%Y}/{date:%m}/{slug}.html'
FEED_ALL_ATOM = None
MENUITEMS = (('Elsewhere', 'https://else.net/'), ('About', '/pages/about.html'))
open(os.path.join(os.path.dirname(os.path.abspath(__file__)), 'RAN'), 'w').write('x')
""",
    "publishconf.py": f"from pelicanconf import *\nSITEURL = '{HOME}'\nFEED_ALL_ATOM = 'feeds/all.atom.xml'\n",
    "content/first.md": """\
Title: My first: post
Date: 2014-03-05 08:00
Modified: 2014-05-01 10:00
Category: Travel
Tags: jars, Two words
Authors: Gus Gull, ann-secret@mail.net
Summary: Short *words*
Mood: good

[two]({filename}/travel/two.md#x) [old]({filename}travel/two.md) ![p]({static}/images/a.jpg) [t]({tag}Two words)

#Head

    :::python
    x = 1

    y = 2

{% youtube dQw4w9WgXcQ %}
""",
    "content/travel/two.md": "Title: Two\nDate: 2014-04-01\nSlug: zwei\n\n[one]({filename}../first.md)\n",
    "content/html.html": '<html><head><title>In HTML</title><meta name="date" content="2014-06-01" /></head>'
    '<body><p>Hi <b>x</b> <a href="{filename}/first.md">f</a></p></body></html>',
    "content/hidden.md": "Title: Hidden\nDate: 2014-04-01\nStatus: hidden\n\nhidden-secret\n",
    "content/idea.md": "Title: Idea\nDate: 2014-04-01\nStatus: draft\n\ndraft-secret\n",
    "content/first-de.md": "Title: Erster\nSlug: my-first-post\nLang: de\nDate: 2014-03-05\n\nerster-words\n",
    "content/pages/about.md": "Title: About\n\nWe are here.\n",
    "content/old.rst": "Old\n===\n:date: 2014-01-01\n",
    "content/images/a.jpg": PICTURE,
    "output/index.html": "made",
}

ELEVENTY: dict[str, str | bytes] = {
    "eleventy.config.js": f"""\
export default function (config) {{
  config.addPassthroughCopy({{ "./public/": "/" }});
  config.addPlugin(feedPlugin, {{ outputPath: "/feed/feed.xml", metadata: {{ base: "{HOME}/" }} }});
}}
export const config = {{ dir: {{ input: "content", includes: "../_includes", data: "../_data", output: "_site" }} }};
""",
    "_data/metadata.json": f'{{"title": "Old words", "url": "{HOME}", "language": "en"}}',
    "_includes/base.njk": "layout-secret",
    "content/blog/blog.json": '{"tags": ["posts"], "layout": "base.njk"}',
    "content/blog/first.md": """\
---
title: First
date: 2014-03-05
tags: [jars, posts]
---
![a](/img/a.jpg) {% image "./pic.jpg", "A pic" %} [second](/b/second/2014/) [file](2015-01-02-third.md)
{{ metadata.title }} {% chart 1 %}
""",
    "content/blog/pic.jpg": PICTURE,
    "content/blog/second.md": "---\ntitle: Second\ndate: 2014-04-05\npermalink: \"/b/{{ page.fileSlug }}/{{ page.date | date: '%Y' }}/\"\n---\nWords\n",
    "content/blog/2015-01-02-third.md": "---\ntitle: Third\n---\n[one](../first/)\n",
    "content/blog/idea.md": "---\ntitle: Idea\ndate: 2014-05-05\ndraft: true\n---\ndraft-secret\n",
    "content/about.md": "---\ntitle: About\neleventyNavigation: {key: About us, order: 3}\n---\nWe are here.\n",
    "content/nowhere.md": "---\ntitle: Nowhere\npermalink: false\n---\nnowhere-secret\n",
    "content/index.njk": "{% for post in collections.posts %}{{ post.url }}{% endfor %}",
    "content/tags.md": "---\npagination: {data: collections}\n---\n{% for x in y %}{% endfor %}",
    "public/img/a.jpg": PICTURE,
}

PLAIN: dict[str, str | bytes] = {
    "notes/2014-03-05 My note.md": """\
# My own title

See [[Other note|this]], [[Other note#A part]], [[Zweite]], [[nowhere]], ![[pic.jpg|300]] ==marked== %%comment-secret%%

> [!info]- Folded title
> text ^abc

`[[code]]`
""",
    "notes/Other note.md": "---\ntags: a b\naliases: [Zweite]\ndate: 2014-04-01\n---\n![[2014-03-05 My note]]\n\n## A part\n\n[[#A part]]\n",
    "notes/pic.jpg": PICTURE,
    "20140502_third-one.md": "Words without a title. [note](<notes/2014-03-05 My note.md>)\n",
    "about.md": "About us\n========\n\nWe are here.\n",
    "drafts/idea.md": "---\ndate: 2014-04-01\n---\ndraft-secret\n",
    "README.md": "About the folder",
    ".obsidian/x.md": "hidden",
}
