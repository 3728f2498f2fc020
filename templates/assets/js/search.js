// The search page: Pagefind finds, this shows it. Nothing is asked for before the field is used, or the
// address has something to look for: /search/?q=thank&kind=Tips. Without scripts the page lists all titles.

import { isOn, turn } from "./slash.js";

const form = document.querySelector("form.search");
const field = form.elements.q;
const kinds = form.querySelector("fieldset");
const said = form.querySelector("[role=status]");
const list = form.querySelector(".results");
const more = form.querySelector(".search-more");
const step = 10; // results at once
const pause = 200; // milliseconds after a key
const number = new Intl.NumberFormat(document.documentElement.lang || "en");

let engine; // a promise
let known = {}; // the kinds there are
let asked = 0; // the newest search
let found = []; // what it found
let shown = 0;
let open = false; // whether the address is still being typed

async function start() {
  const pagefind = await import(new URL(form.dataset.script, location.href).href);
  await pagefind.options({ baseUrl: form.dataset.site, excerptLength: 26 });
  await pagefind.init();
  known = (await pagefind.filters()).kind ?? {}; // without this, results are not counted by kind either
  return pagefind;
}

function ready() {
  engine ??= start();
  engine.catch(() => (engine = undefined)); // the next key tries again
  return engine;
}

const kind = () => new FormData(form).get("kind") ?? "";
const count = (many, one) => `${number.format(many)} ${many === 1 ? one : `${one}s`}`;

function make(tag, name, ...inside) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  made.append(...inside);
  return made;
}

function anchor(place, name) {
  const made = make("a", name, place.title);
  made.href = place.url;
  made.dir = "auto";
  return made;
}

// The excerpt is escaped, with <mark> around what was found: nothing else of it becomes an element.
function excerpt(html) {
  const nodes = [...new DOMParser().parseFromString(html, "text/html").body.childNodes];
  const cut = /^\p{Lu}/u.test(nodes[0]?.textContent ?? "") ? "" : "… ";
  const parts = nodes.map((one) => (one.nodeName === "MARK" ? make("mark", "", one.textContent) : one.textContent));
  const made = make("p", "", cut, ...parts, " …");
  made.dir = "auto";
  return made;
}

function result(data) {
  const title = data.meta.title;
  const made = make("li", "result", anchor({ title, url: data.url }, "result-title"));
  made.append(" ", make("span", "row-label", ...(data.filters.kind ?? [])), excerpt(data.excerpt));
  const places = data.sub_results.filter((one) => one.url.includes("#")).slice(0, 3);
  if (places.length) {
    made.append(make("ul", "result-places", ...places.map((one) => make("li", "", anchor(one)))));
  }
  return made;
}

async function next(turnOf, focus) {
  const some = await Promise.all(found.slice(shown, shown + step).map((one) => one.data()));
  if (turnOf !== asked) return;
  const first = shown;
  if (!first) list.replaceChildren();
  shown += some.length;
  list.append(...some.map(result));
  more.hidden = shown >= found.length;
  if (focus) list.children[first]?.querySelector("a").focus();
}

// Radio buttons, as many as there are kinds among what was found.
function choices(chosen, all, counts) {
  const every = Object.entries(counts).filter(([label, many]) => many || label === chosen);
  kinds.hidden = every.length < 2 && !chosen;
  const options = [["", "Everything", all], ...every.map(([label, many]) => [label, label, many])];
  const there = [...kinds.querySelectorAll("input")].map((one) => one.value);
  if (there.join("\n") !== options.map(([value]) => value).join("\n")) {
    for (const label of kinds.querySelectorAll("label")) label.remove();
    for (const [value, name] of options) {
      const input = make("input");
      Object.assign(input, { type: "radio", name: "kind", value, checked: value === chosen });
      kinds.append(make("label", "", input, make("span", "", name)));
    }
  }
  kinds.querySelectorAll("span").forEach((one, at) => (one.textContent = `${options[at][1]} (${number.format(options[at][2])})`));
}

function clear(words) {
  found = [];
  list.replaceChildren();
  more.hidden = true;
  said.textContent = words;
}

async function search() {
  const turnOf = ++asked;
  const words = field.value.trim();
  if (!words) {
    kinds.hidden = true;
    return clear("");
  }
  try {
    const pagefind = await ready();
    const chosen = kind() in known ? kind() : "";
    const got = await pagefind.search(words, chosen ? { filters: { kind: chosen } } : {});
    if (turnOf !== asked) return;
    found = got.results;
    shown = 0;
    choices(chosen, got.unfilteredResultCount, got.totalFilters.kind ?? {});
    if (!found.length) {
      return clear(`Nothing found for “${words}”. Try fewer words or others, or go through the titles below.`);
    }
    said.textContent = `${count(found.length, "result")} for “${words}”`;
    await next(turnOf);
  } catch {
    if (turnOf !== asked) return;
    kinds.hidden = true;
    clear("The search could not be loaded. All titles are below, from A to Z.");
  }
}

// A search has an address. While it is typed, that is one step of the browser's history.
function address(done) {
  const query = new URLSearchParams();
  if (field.value.trim()) query.set("q", field.value.trim());
  if (kind()) query.set("kind", kind());
  const place = location.pathname + (query.size ? `?${query}` : "");
  if (place !== location.pathname + location.search) history[open ? "replaceState" : "pushState"](null, "", place);
  open = !done;
}

function fromAddress() {
  const query = new URLSearchParams(location.search);
  open = false;
  field.value = query.get("q") ?? "";
  for (const label of kinds.querySelectorAll("label")) label.remove();
  if (query.get("kind")) {
    const input = Object.assign(make("input"), { type: "radio", name: "kind", value: query.get("kind"), checked: true });
    kinds.append(make("label", "", input, make("span", "", input.value)));
  }
  return search();
}

let timer;
form.hidden = false;
field.addEventListener("focus", () => ready().catch(() => {}));
field.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(() => {
    address(false);
    search();
  }, pause);
});
field.addEventListener("change", () => (open = false));
form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(timer);
  address(true);
  search();
});
kinds.addEventListener("change", () => {
  address(true);
  search();
});
more.firstElementChild.addEventListener("click", () => next(asked, true));
addEventListener("popstate", fromAddress);

const key = form.querySelector(".search-key");
const box = key.querySelector("input");
if (isOn() === null) {
  key.remove(); // the browser keeps nothing, so the key is off
} else {
  key.hidden = false;
  box.checked = isOn();
  box.addEventListener("change", () => {
    try {
      turn(box.checked);
    } catch {
      key.remove();
    }
  });
}

if (location.hash === "#search--field") field.focus();
if (location.search) fromAddress();
