// A letter in a text, <div class="message">, gets a button that copies it, subject and all.

import { makeReady } from "./copy.da551be9.js";

for (const letter of document.querySelectorAll(".message")) {
  const parts = letter.querySelectorAll(".message-subject, .message-text");
  const foot = document.createElement("p");
  foot.className = "message-foot";
  const button = document.createElement("button");
  button.type = "button";
  button.hidden = true;
  button.className = "button button-quiet";
  button.textContent = "Copy";
  button.dataset.copy = Array.from(parts, (part) => part.textContent.trim()).join("\n\n");
  const status = document.createElement("span");
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  status.dataset.copied = "";
  foot.append(button, status);
  letter.append(foot);
  makeReady(button);
  if (button.hidden) foot.remove();
}
