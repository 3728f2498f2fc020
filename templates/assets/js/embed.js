// Live comments, loaded by the reader's click and not before:
// <button hidden data-embed="name" data-into="id" data-script="url" data-attributes="{…}">
// puts the script with its attributes into the element of that id. data-module="url" is a module of
// the theme: its before(element) is called before that, its start(element) after it, if it has them.

import { one } from "./one.js";

for (const button of document.querySelectorAll("button[data-embed]")) {
  const place = document.getElementById(button.dataset.into);
  if (!place) continue;
  for (const note of button.parentElement.querySelectorAll("[data-without-scripts]")) note.hidden = true;
  button.hidden = false;
  button.addEventListener("click", async () => {
    button.disabled = true;
    place.setAttribute("tabindex", "-1");
    try {
      const module = button.dataset.module ? await import(button.dataset.module) : {};
      await module.before?.(place);
      if (button.dataset.script) await load(button, place);
      await module.start?.(place);
      one(place, button.dataset.embed, module.twin);
      for (const notice of button.parentElement.querySelectorAll(":scope > .embed-notice")) notice.remove();
      button.remove();
      place.focus();
    } catch {
      button.disabled = false;
      const sorry = document.createElement("p");
      sorry.setAttribute("role", "alert");
      sorry.className = "notice notice-ask";
      sorry.textContent = "The comments could not be loaded. You can try again.";
      place.replaceChildren(sorry);
    }
  });
}

function load(button, place) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    const attributes = JSON.parse(button.dataset.attributes || "{}");
    for (const [name, value] of Object.entries(attributes)) script.setAttribute(name, value);
    script.async = true;
    script.addEventListener("load", resolve);
    script.addEventListener("error", reject);
    script.src = button.dataset.script;
    // Several systems look for their own script in the document and draw beside it.
    place.append(script);
  });
}
