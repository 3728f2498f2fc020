// A footnote opens below the lines that it belongs to, and closes again; where there is room it stands beside them.
// Without scripts, and on paper, the notes are at the end of the text, as they are written.

for (const link of document.querySelectorAll(".prose a.footnote-ref")) {
  const note = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  const block = link.closest("p, li, dd, td, blockquote, h2, h3, h4, figcaption");
  if (!note || !block) continue;
  let opened;
  link.setAttribute("role", "button");
  link.setAttribute("aria-expanded", "false");
  link.setAttribute("aria-label", `Note ${link.textContent.trim()}`);

  const close = (back) => {
    opened?.remove();
    opened = undefined;
    link.setAttribute("aria-expanded", "false");
    if (back) link.focus();
  };
  const open = () => {
    opened = document.createElement("aside");
    opened.className = "note";
    opened.setAttribute("aria-label", link.getAttribute("aria-label"));
    for (const part of note.cloneNode(true).childNodes) opened.append(part.cloneNode(true));
    for (const part of opened.querySelectorAll(".footnote-backref")) part.remove();
    for (const part of opened.querySelectorAll("[id]")) part.removeAttribute("id");
    // In a list or a table it stands within, else after the paragraph.
    if (["LI", "DD", "TD"].includes(block.tagName)) block.append(opened);
    else block.after(opened);
    opened.tabIndex = -1;
    link.setAttribute("aria-expanded", "true");
    opened.addEventListener("keydown", (event) => event.key === "Escape" && close(true));
  };
  link.addEventListener("click", (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    if (opened) close();
    else open();
  });
  link.addEventListener("keydown", (event) => {
    if (event.key === " ") {
      event.preventDefault();
      link.click();
    } else if (event.key === "Escape") close();
  });
}
