// Tips: a button on each card that copies it with its address, one for each network that gets a post, and a mark
// at the topic that is shown. The topics themselves need no script.

import { makeReady } from "./copy.js";

function addButton(place, before, whom, text) {
  if (!navigator.clipboard) return undefined;
  const button = document.createElement("button");
  button.type = "button";
  button.className = whom ? "button button-quiet" : "copy";
  const label = document.createElement("span");
  label.dataset.label = "";
  label.textContent = "Copy";
  button.append(label);
  if (whom) {
    const rest = document.createElement("span");
    rest.className = "visually-hidden";
    rest.textContent = ` for ${whom}`;
    button.append(rest);
  }
  const said = document.createElement("span");
  said.className = "visually-hidden";
  said.setAttribute("role", "status");
  said.dataset.copied = "";
  place.insertBefore(button, before);
  place.insertBefore(said, before);
  makeReady(button, text); // looked up when it is wanted: a card may show another tip by then
  return button;
}

document.querySelectorAll(".index-card").forEach((card, number) => {
  const link = card.querySelector(".index-card-link");
  const words = card.querySelector(".index-card-text");
  words.id ||= `tip-text-${number}`;
  addButton(link.parentElement, link, "", () => `${words.textContent}\n${link.href}`)?.setAttribute(
    "aria-describedby",
    words.id,
  );
});

for (const post of document.querySelectorAll(".posts .message")) {
  const text = post.querySelector(".message-text").textContent;
  for (const row of post.querySelectorAll("li")) {
    addButton(row, null, row.textContent.trim().split(":")[0], () => text);
  }
}

const topics = document.querySelectorAll(".topics a");

function mark() {
  const found = [...topics].find((link) => link.hash === location.hash) ?? topics[0];
  for (const link of topics) link.toggleAttribute("aria-current", false);
  found?.setAttribute("aria-current", "true");
}

mark();
addEventListener("hashchange", mark);
