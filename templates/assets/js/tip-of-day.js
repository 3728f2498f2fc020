// The day's tip: <section data-tip-of-day="/tips/day.json" data-zone="Europe/Berlin"> with the card of the newest.
// The ids of all tips are in that file, and a tip's words on its own page, so a page has to know none of them.

import { choice, today } from "./day.js";

const place = document.querySelector("[data-tip-of-day]");
let shown = "";

async function show() {
  const day = today(place.dataset.zone);
  if (day === shown) return;
  const libraries = await (await fetch(place.dataset.tipOfDay)).json();
  const names = Object.entries(libraries).flatMap(([name, { tips }]) => tips.map((id) => `${name}/${id}`));
  const [name, id] = (choice(day, names) ?? "/").split("/");
  const link = place.querySelector(".index-card-link");
  if (!id) return;
  const address = new URL(`${libraries[name].url}${id}/`, location.href);
  if (link.href !== address.href) {
    const answer = await fetch(address);
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    // Nobody's place is taken away.
    if (place.contains(document.activeElement)) return;
    fill(place, page.querySelector(".poster"), address);
  }
  shown = day;
}

function fill(place, poster, address) {
  const text = poster.querySelector(".poster-text").textContent;
  place.querySelector(".kicker").textContent = poster.querySelector(".kicker > :first-child").textContent;
  place.querySelector(".index-card-text").textContent = text;
  const link = place.querySelector(".index-card-link");
  link.href = address.pathname;
  link.querySelector(".visually-hidden").textContent = `This tip’s own page: ${text}`;
  place.querySelector(".index-card-source")?.remove();
  const source = poster.querySelector(".poster-source");
  if (source) {
    source.className = "index-card-source";
    place.querySelector(".index-card").append(source);
  }
  const library = poster.querySelector(".kicker-more a");
  const more = place.querySelector("[data-library]");
  if (more && library) {
    more.closest("a").href = library.getAttribute("href");
    more.textContent = library.textContent;
  }
}

// Where the answer does not come, the newest stays. A page that is looked at again tomorrow has tomorrow's tip.
const update = () => show().catch(() => {});

if (place) {
  update();
  addEventListener("visibilitychange", () => document.visibilityState === "visible" && update());
}
