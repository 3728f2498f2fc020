// What the preview says on the page: a ribbon on what is not out yet, and what is wrong. It has a shadow of its own,
// outside of the page's body, so that neither changes the other.

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

function host(id, own) {
  const made = element("div", { id, lang: "en", dir: "ltr" });
  const shadow = made.attachShadow({ mode: "open" });
  const style = element("link", { rel: "stylesheet", href: `${own}live.css` });
  // Nothing is shown before it has its style.
  const inside = element("div", { hidden: "" });
  style.addEventListener("load", () => {
    inside.hidden = false;
    inside.querySelector("dialog[open] button")?.focus();
  });
  shadow.append(style, inside);
  return [made, inside];
}

export class Panel {
  #own;
  #ribbon = null;
  #dialog = null;
  #count = null;
  #lost = null;
  #shown = "[]";

  // The place is made at once, for its style cannot come any more when the server is gone.
  constructor(own) {
    this.#own = own;
    this.#build();
  }

  ribbon(told) {
    this.#ribbon?.remove();
    this.#ribbon = null;
    if (!told.ribbon) {
      return;
    }
    const [made, inside] = host("goodword-ribbon", this.#own);
    const words = element("p", { class: "ribbon" }, element("strong", {}, told.ribbon), " ");
    words.append(element("span", { class: "source" }, told.source));
    inside.append(element("aside", { "aria-label": "Preview" }, words));
    document.body.after(made);
    this.#ribbon = made;
  }

  problems(list, count, page) {
    const now = JSON.stringify(list);
    if (now === this.#shown) {
      return;
    }
    this.#shown = now;
    if (list.length === 0) {
      this.#dialog.close();
      this.#count.hidden = true;
      return;
    }
    const number = count === 1 ? "1 error" : `${count} errors`;
    const more = count > list.length ? [element("p", {}, `${count - list.length} more are in the terminal.`)] : [];
    const below = page ? "The page below is the last good one." : "There is no page to show yet.";
    const hide = element("button", { type: "button" }, "Hide ", element("kbd", {}, "Esc"));
    hide.addEventListener("click", () => this.#dialog.close());
    this.#dialog.replaceChildren(
      element(
        "div",
        { class: "head" },
        element("h2", { id: "title" }, number),
        hide,
        element("p", { id: "about" }, `${below} This goes away when it is mended.`),
      ),
      element("ol", { tabindex: "0", "aria-label": number }, ...list.map(problem)),
      ...more,
    );
    this.#count.textContent = `${number}: show`;
    if (!this.#dialog.open) {
      this.#dialog.showModal();
    }
    this.#count.hidden = true;
  }

  connected(is) {
    this.#lost.hidden = is;
    this.#lost.textContent = is ? "" : "The preview is not running. This page is as it was last.";
  }

  #build() {
    const [made, inside] = host("goodword-panel", this.#own);
    this.#dialog = element("dialog", { "aria-labelledby": "title", "aria-describedby": "about" });
    this.#count = element("button", { type: "button", class: "count", hidden: "" });
    this.#lost = element("p", { class: "lost", role: "status", hidden: "" });
    this.#count.addEventListener("click", () => {
      this.#count.hidden = true;
      this.#dialog.showModal();
    });
    this.#dialog.addEventListener("close", () => (this.#count.hidden = this.#shown === "[]"));
    inside.append(this.#dialog, this.#count, this.#lost);
    document.documentElement.append(made);
  }
}

function problem(one) {
  const made = element("li", {}, element("p", { class: "where" }, one.where));
  made.append(element("p", { class: "message" }, `${one.severity}: ${one.message}`));
  if (one.line) {
    made.append(element("pre", {}, ...marked(one.line, one.at)));
  }
  if (one.hint) {
    made.append(element("p", { class: "hint" }, one.hint));
  }
  return made;
}

// Columns count characters, which may be two units of a string each.
function marked(line, at) {
  const characters = [...line];
  if (at < 0 || at > characters.length) {
    return [line];
  }
  const here = characters[at] ?? " ";
  return [characters.slice(0, at).join(""), element("mark", {}, here), characters.slice(at + 1).join("")];
}
