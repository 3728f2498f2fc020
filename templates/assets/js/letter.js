// A letter in a text, <div class="message">, gets a button that copies it, subject and all; so does code.

import { makeReady } from "./copy.js";

for (const letter of document.querySelectorAll(".prose .message")) {
  const parts = letter.querySelectorAll(".message-subject, .message-text");
  add(letter, "message-foot", () => Array.from(parts, (part) => part.textContent.trim()).join("\n\n"));
}

// The button stands within the listing, so that it goes where that goes.
for (const code of document.querySelectorAll(".prose pre:not(.message-text)")) {
  const text = () => [...code.childNodes].map((node) => (node.className === "code-foot" ? "" : node.textContent)).join("");
  add(code, "code-foot", () => typed(text().replace(/\n+$/, "")));
}

// Of what was done in a shell, only what was typed: the lines after a prompt.
function typed(text) {
  const lines = text.split("\n").filter((line) => /^\s*[$%] /.test(line));
  return lines.length ? lines.map((line) => line.replace(/^\s*[$%] /, "")).join("\n") : text;
}

function add(place, name, text) {
  const foot = document.createElement("span");
  foot.className = name;
  const button = document.createElement("button");
  button.type = "button";
  button.hidden = true;
  button.className = "button button-quiet";
  button.textContent = "Copy";
  const status = document.createElement("span");
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  status.dataset.copied = "";
  foot.append(button, status);
  place.append(foot);
  makeReady(button, text);
  if (button.hidden) foot.remove();
}
