// "Send this to somebody": one sentence of the reader's own, and then the page goes to one person, by what the
// device shares with, by mail, or by the clipboard. Nothing is sent from here, and nothing is kept.

import { copied } from "./copy.js";

const title = document.querySelector('meta[property="og:title"]').content;
// Of a tip the title is a part of its text, which is all there is.
const whole = document.querySelector(".poster-text")?.textContent ?? title;
const address = document.querySelector('link[rel="canonical"]')?.href ?? location.href;

for (const section of document.querySelectorAll(".send")) {
  const form = section.querySelector("form");
  const words = form.querySelector("textarea");
  const [first, second] = form.querySelectorAll("button");
  const status = form.querySelector('[role="status"]');
  const mail = section.querySelector(".send-mail");
  const message = section.querySelector("[data-message]");
  const gap = message?.querySelector("span");

  const said = () => words.value.trim().replace(/\s+/g, " ");
  // What the label begins, the reader ends.
  const because = () => `I thought of you because ${said() || "…"}`;
  const text = () => (message ? message.textContent.trim() : `${because()}\n\n${whole}\n${address}`);
  const subject = encodeURIComponent(title);

  words.addEventListener("input", () => {
    first.disabled = second.disabled = !said();
    if (gap) gap.textContent = because();
  });

  if (navigator.share) first.textContent = "Share it";
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!navigator.share) {
      location.href = `mailto:?subject=${subject}&body=${encodeURIComponent(text()).replaceAll("%0A", "%0D%0A")}`;
      status.textContent = "Your mail program opens, if this device has one";
      return;
    }
    try {
      await navigator.share({ title, text: text() });
    } catch (fault) {
      // Who closes the list of programs has changed their mind.
      if (fault.name !== "AbortError") status.textContent = "It could not be shared; copy the text instead";
    }
  });
  if (navigator.clipboard) second.addEventListener("click", () => copied(second, text(), status));
  else second.remove();

  form.hidden = false;
  mail.hidden = true;
  for (const link of navigator.clipboard ? section.querySelectorAll("[data-copies]") : []) {
    // The network takes an address alone: the words wait in the clipboard, to be pasted there.
    link.title = "Your text is copied: paste it there";
    link.addEventListener("click", () => navigator.clipboard.writeText(`${whole}\n${address}`).catch(() => {}));
  }
}
