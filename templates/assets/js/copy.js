// Buttons that copy: <button hidden data-copy="text"><span data-label>…</span></button>.
// They are shown only where they can work, and a live region near by says that it is done.

const shown = 2500; // milliseconds

// copied(button, text, status): writes a text into the clipboard, and says so on the button and in a live region.
export async function copied(button, text, status) {
  const label = button.querySelector("[data-label]") ?? button;
  const before = (label.dataset.before ??= label.textContent);
  let said = "Copied";
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    said = "The browser would not copy it";
  }
  label.textContent = said;
  if (status) status.textContent = said;
  setTimeout(() => {
    label.textContent = before;
    if (status) status.textContent = "";
  }, shown);
}

export function makeReady(button, text = () => button.dataset.copy) {
  if (!navigator.clipboard) return void delete button.dataset.wake;
  button.hidden = false;
  const status = button.parentElement.querySelector("[data-copied]");
  button.addEventListener("click", () => copied(button, text(), status));
}

for (const button of document.querySelectorAll(`button[data-copy]:not([data-copy=""])`)) makeReady(button);
