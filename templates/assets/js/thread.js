// Comments from elsewhere, drawn like our own. What strangers wrote is HTML of theirs: it is taken
// apart, and only plain text, paragraphs, lists, quotes, code and links are built anew.

const kept = new Set(["P", "BR", "EM", "STRONG", "CODE", "PRE", "BLOCKQUOTE", "UL", "OL", "LI", "DEL"]);
const dropped = new Set(["SCRIPT", "STYLE", "TEMPLATE", "NOSCRIPT", "IFRAME", "OBJECT", "SVG", "MATH", "TEXTAREA"]);
const deepest = 50; // nobody writes like that; a stack has an end

function harmless(html) {
  const made = document.createDocumentFragment();
  copy(new DOMParser().parseFromString(html, "text/html").body, made, 0);
  return made;
}

function copy(from, to, depth) {
  for (const node of from.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) to.append(node.data);
    if (node.nodeType !== Node.ELEMENT_NODE || dropped.has(node.nodeName.toUpperCase()) || depth > deepest) continue;
    let into = to;
    if (kept.has(node.nodeName)) into = document.createElement(node.nodeName);
    else if (node.nodeName === "A" && web(node.getAttribute("href"))) into = link(node.getAttribute("href"), "");
    copy(node, into, depth + 1);
    if (into !== to) to.append(into);
  }
}

// An address of the web as it is, or nothing.
export function web(address) {
  return /^https?:\/\//i.test(address ?? "") && URL.canParse(address) ? address : "";
}

export function link(address, text) {
  const made = document.createElement("a");
  made.href = address;
  made.rel = "ugc nofollow noreferrer";
  made.append(text);
  return made;
}

export function element(name, type, ...inside) {
  const made = document.createElement(name);
  if (type) made.className = type;
  made.append(...inside);
  return made;
}

// A list of comments: [{ id, author, website, date, html, url, replies }].
export function list(comments, type = "comments") {
  return element("ol", type, ...comments.map(item));
}

// A comment in such a list, by its id.
export function twin(place, id) {
  return place.querySelector(`[data-said="${CSS.escape(id)}"]`);
}

function item({ id, author, website, date, html, url, replies, more = [] }) {
  const name = element("span", "comment-name", web(website) ? link(website, author) : author);
  name.dir = "auto";
  const when = new Date(date);
  const known = !Number.isNaN(when.getTime());
  const shown = { dateStyle: "long", timeStyle: "short" };
  const time = element("time", "", known ? when.toLocaleString(document.documentElement.lang || "en", shown) : date);
  if (known) time.dateTime = when.toISOString();
  const place = element("span", "comment-date", web(url) ? link(url, time) : time);
  const text = element("div", "comment-text prose", harmless(html));
  text.dir = "auto";
  const article = element("article", "comment", element("header", "comment-head", name, place), text, ...more);
  const made = element("li", "comment-item", article);
  made.dataset.said = id;
  if (replies?.length) made.append(list(replies, "comment-replies"));
  return made;
}
