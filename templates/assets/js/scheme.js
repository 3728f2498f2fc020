// Light or dark, as the reader chose it, before anything is drawn; else as the device has it. The switch at the foot
// of each page is shown where the choice can be kept: in this browser, and nowhere else.
{
  const root = document.documentElement;
  const name = "goodword:scheme";
  const device = () => (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  const kept = () => {
    try {
      return localStorage.getItem(name);
    } catch {
      return null;
    }
  };
  const show = (chosen) => {
    if (chosen === "dark" || chosen === "light") root.dataset.scheme = chosen;
    else delete root.dataset.scheme;
  };
  show(kept());
  // Modules will run: what they wake keeps its place in the page.
  if ("noModule" in HTMLScriptElement.prototype) root.classList.add("scripted");
  if (matchMedia("(prefers-reduced-motion: no-preference)").matches && document.adoptedStyleSheets) {
    // From page to page there is a soft change, for those who welcome motion.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("@view-transition { navigation: auto; }");
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  }
  addEventListener("DOMContentLoaded", () => {
    const button = document.querySelector("[data-scheme-switch]");
    if (!button) return;
    const told = () => button.setAttribute("aria-pressed", String((root.dataset.scheme ?? device()) === "dark"));
    button.addEventListener("click", () => {
      const wanted = (root.dataset.scheme ?? device()) === "dark" ? "light" : "dark";
      try {
        // What the device has anyway needs no memory: it goes on following the device.
        if (wanted === device()) localStorage.removeItem(name);
        else localStorage.setItem(name, wanted);
      } catch {
        // Where nothing is kept, the choice holds for this page.
      }
      show(wanted === device() ? null : wanted);
      told();
    });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", told);
    addEventListener("storage", (event) => {
      if (event.key === name) show(event.newValue), told();
    });
    told();
    button.hidden = false;
  });
}
