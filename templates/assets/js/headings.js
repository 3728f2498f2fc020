// Each heading of a text gets a link to itself, to be copied or kept.

for (const heading of document.querySelectorAll(".prose :is(h2, h3, h4, h5, h6)[id]")) {
  if (heading.querySelector("a")) continue;
  const link = document.createElement("a");
  link.className = "heading-link";
  link.href = `#${encodeURIComponent(heading.id)}`;
  link.textContent = "#";
  link.setAttribute("aria-label", `Link to “${heading.textContent.trim()}”`);
  heading.append(link);
}
