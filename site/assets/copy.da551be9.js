// Buttons that copy: <button hidden data-copy="text"><span data-label>…</span></button>.
// They are shown only where they can work, and a live region near by says that it is done.

const shown = 2500; // milliseconds

export function makeReady(button) {
  if (!navigator.clipboard) return;
  const label = button.querySelector("[data-label]") ?? button;
  const before = label.textContent;
  const status = button.parentElement.querySelector("[data-copied]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    let said = "Copied";
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
    } catch {
      said = "The browser would not copy it";
    }
    label.textContent = said;
    if (status) status.textContent = said;
    setTimeout(() => {
      label.textContent = before;
      if (status) status.textContent = "";
    }, shown);
  });
}

for (const button of document.querySelectorAll("button[data-copy]")) makeReady(button);
