// The key "/" opens the search from any page. It can be switched off on the search page (WCAG 2.1.4);
// where the browser keeps nothing, that could not be remembered, so the key does nothing there.

const link = document.querySelector("a.site-search");
const name = `${link?.pathname}#key`;

export function isOn() {
  try {
    return localStorage.getItem(name) !== "off";
  } catch {
    return null; // it cannot be known
  }
}

export function turn(on) {
  localStorage.setItem(name, on ? "on" : "off");
  show();
}

function show() {
  if (isOn()) link?.setAttribute("aria-keyshortcuts", "/");
  else link?.removeAttribute("aria-keyshortcuts");
}

const writes = (element) =>
  element?.isContentEditable || element?.matches("input, textarea, select, [role=textbox], [role=combobox]");

addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
  if (event.defaultPrevented || event.isComposing || writes(event.target) || !isOn()) return;
  event.preventDefault();
  const field = document.getElementById("search--field");
  if (field) field.focus();
  else if (link) location.href = `${link.href}#search--field`;
});

show();
