// The preview in a page: it learns of each new state of the site, and takes over what changed of this page.

import { swap, swapLoaded } from "./morph.js";
import { Panel } from "./panel.js";

const own = "/.goodword/";
const lost = 3000; // milliseconds without the server until the page says so

const panel = new Panel(own);
let told = read(document);
let state = told.state;
let loaded = null; // the files that changed under their name, and how often
let asking = false;
let again = false;
let source = null;
let timer = 0;

function read(page) {
  return JSON.parse(page.querySelector("script[data-live]").dataset.live);
}

// A page is asked for with the tag of the one that is shown: as long as it is the same, the answer has no body.
async function look() {
  if (asking) {
    again = true;
    return;
  }
  asking = true;
  do {
    again = false;
    try {
      const answer = await fetch(own + "page" + location.pathname + location.search, {
        headers: told.tag ? { "If-None-Match": told.tag } : {},
        cache: "no-store",
        redirect: "manual",
      });
      if (answer.status !== 304) {
        await take(answer);
      }
    } catch {
      // The server is gone for a moment. Its next event brings the page up to date.
    }
  } while (again);
  asking = false;
}

async function take(answer) {
  if (answer.status !== told.status) {
    // The page has come, gone or moved: that is another page.
    location.reload();
    return;
  }
  const text = await answer.text();
  const page = new DOMParser().parseFromString(text, "text/html");
  if (!page.querySelector("script[data-live]") || !swap(page)) {
    location.reload();
    return;
  }
  told = read(page);
  panel.ribbon(told);
}

function heard(event) {
  clearTimeout(timer);
  timer = 0;
  panel.connected(true);
  const news = JSON.parse(event.data);
  panel.problems(news.problems, news.count, told.status !== 503);
  if (event.lastEventId !== state) {
    state = event.lastEventId;
    const changed = Object.keys(news.files).filter((path) => loaded && loaded[path] !== news.files[path]);
    look().then(() => swapLoaded(changed));
  }
  loaded = news.files;
}

function connect() {
  if (source && source.readyState !== EventSource.CLOSED) {
    return;
  }
  source = new EventSource(own + "events");
  source.onmessage = heard;
  source.onerror = () => {
    timer ||= setTimeout(() => panel.connected(false), lost);
    if (source.readyState === EventSource.CLOSED) {
      setTimeout(connect, 1000);
    }
  };
}

// A browser opens six connections to one server and no more, so tabs that nobody sees keep none.
function shown() {
  if (document.visibilityState === "hidden") {
    source?.close();
    clearTimeout(timer);
    timer = 0;
  } else {
    connect();
  }
}

// Some links name the published address in full. Here they lead to the page as it is being written.
function stayHere(event) {
  const link = event.composedPath().find((one) => one instanceof HTMLAnchorElement);
  const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  if (!link || !plain || event.defaultPrevented || link.hasAttribute("download") || !told.site) {
    return;
  }
  if (link.href === told.site || link.href.startsWith(told.site + "/")) {
    event.preventDefault();
    location.href = told.base + (link.href.slice(told.site.length) || "/");
  }
}

panel.ribbon(told);
document.addEventListener("visibilitychange", shown);
document.addEventListener("click", stayHere);
window.addEventListener("pagehide", () => source?.close());
window.addEventListener("pageshow", (event) => event.persisted && shown());
shown();
