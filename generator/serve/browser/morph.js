// A page takes the place of the one that is shown, and what did not change on the server stays as it is: what
// somebody opened, typed, played, or what scripts made of it.

import { Idiomorph } from "./idiomorph.js";

// Each node's twin: what the server sent for it. What has none was made by a script.
const twins = new WeakMap();

function remember(node, twin) {
  twins.set(node, twin);
  for (let at = 0; at < node.childNodes.length; at += 1) {
    if (twin.childNodes[at]) {
      remember(node.childNodes[at], twin.childNodes[at]);
    }
  }
}

// This runs before the scripts of the page, so the page is still as it was sent.
let sent = document.documentElement.cloneNode(true);
remember(document.body, sent.querySelector("body"));

const sources = (root) => [...root.querySelectorAll("script[src]")].map((one) => one.getAttribute("src"));

// Returns false where only a reload does: what is new waits for a script that has run already.
export function swap(page) {
  const next = page.documentElement;
  const running = new Set(sources(sent));
  attributes(document.documentElement, sent, next);
  head(sent.querySelector("head"), page.head);
  const added = body(page.body);
  sent = next;
  const fresh = [...document.querySelectorAll("script[src]")].filter((one) => !running.has(one.getAttribute("src")));
  fresh.forEach(start);
  const others = running.size > 1; // than that of the preview
  return fresh.length > 0 || !others || busy() || !added.some(needsScript);
}

// A script that was taken from another page does not run. One that is made here does.
function start(script) {
  const made = document.createElement("script");
  for (const name of script.getAttributeNames()) {
    made.setAttribute(name, script.getAttribute(name));
  }
  made.textContent = script.textContent;
  if (twins.has(script)) {
    twins.set(made, twins.get(script));
  }
  script.replaceWith(made);
}

// What is new and waits for a script, in a page whose scripts have run.
function needsScript(node) {
  const waits = (one) => one.hidden || one.matches(".message") || Object.keys(one.dataset ?? {}).length > 0;
  return node.nodeType === Node.ELEMENT_NODE && [node, ...node.querySelectorAll("*")].some(waits);
}

// Whether a reload would take something away that cannot be had again.
function busy() {
  const plays = [...document.querySelectorAll("audio, video")].some((one) => !one.paused);
  const typed = [...document.querySelectorAll("input, textarea")].some((one) => one.value !== one.defaultValue);
  return plays || typed;
}

function attributes(live, was, next) {
  for (const name of new Set([...was.getAttributeNames(), ...next.getAttributeNames()])) {
    const value = next.getAttribute(name);
    if (value !== was.getAttribute(name)) {
      if (value === null) {
        live.removeAttribute(name);
      } else {
        live.setAttribute(name, value);
      }
    }
  }
}

function body(next) {
  const pairs = new Map();
  const added = [];
  const callbacks = {
    beforeNodeMorphed(live, node) {
      const was = twins.get(live);
      if (was?.isEqualNode(node)) {
        return false;
      }
      pairs.set(live, { was, node });
      return true;
    },
    afterNodeMorphed(live, node) {
      twins.set(live, node);
    },
    beforeAttributeUpdated(name, live) {
      const { was, node } = pairs.get(live) ?? {};
      if (!was || was.nodeType !== Node.ELEMENT_NODE) {
        return true;
      }
      if (name === "value" && live instanceof HTMLTextAreaElement) {
        return was.textContent !== node.textContent;
      }
      return was.getAttribute(name) !== node.getAttribute(name);
    },
    afterNodeAdded(live) {
      added.push(live);
      if (!twins.has(live)) {
        remember(live, live.cloneNode(true));
      }
    },
    beforeNodeRemoved(live) {
      return twins.has(live);
    },
  };
  Idiomorph.morph(document.body, next, { morphStyle: "outerHTML", callbacks });
  return added;
}

// The head has no state: what is new is added, what is gone is removed. A style sheet that goes waits for the one that
// comes, so that the page is never without.
function head(was, next) {
  const ours = (one) => one.matches("script[data-live]");
  const written = (root) => new Set([...root.children].filter((one) => !ours(one)).map((one) => one.outerHTML));
  const before = written(was);
  const after = written(next);
  const old = [...document.head.children].filter((one) => before.has(one.outerHTML) && !after.has(one.outerHTML));
  const sheets = old.filter(isSheet);
  const loading = [];
  for (const one of next.children) {
    if (before.has(one.outerHTML) || ours(one) || one.matches("title")) {
      continue;
    }
    const fresh = document.importNode(one, true);
    if (isSheet(one)) {
      loading.push(settled(fresh));
      (sheets[0] ?? document.head.lastChild).before(fresh);
    } else {
      document.head.append(fresh);
    }
  }
  document.title = next.querySelector("title")?.textContent ?? "";
  old.filter((one) => !isSheet(one) && !one.matches("title")).forEach((one) => one.remove());
  Promise.all(loading).then(() => sheets.forEach((one) => one.remove()));
}

const isSheet = (one) => one.matches("link[rel~=stylesheet]");

const settled = (link) =>
  new Promise((done) => {
    link.addEventListener("load", done);
    link.addEventListener("error", done);
  });

// Style sheets and pictures whose name stayed and whose bytes did not, by their paths.
export function swapLoaded(paths) {
  const changed = (address) => {
    const url = new URL(address || "about:blank", location.href);
    url.searchParams.set("live", Date.now());
    return url.origin === location.origin && paths.includes(decodeURI(url.pathname)) ? url.href : "";
  };
  for (const link of document.querySelectorAll("link[rel~=stylesheet]")) {
    const address = changed(link.href);
    if (address) {
      const fresh = link.cloneNode();
      fresh.href = address;
      settled(fresh).then(() => link.remove());
      twins.set(fresh, twins.get(link));
      link.after(fresh);
    }
  }
  for (const picture of document.images) {
    const address = changed(picture.currentSrc);
    if (address) {
      picture.removeAttribute("srcset");
      picture.src = address;
    }
  }
}
