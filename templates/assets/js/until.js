// <span data-until="2026-12-20" data-zone="Europe/Berlin">, after a date, gets how far away that is: calendar days
// in the site's zone, in words of the page's own language.

import { days, today } from "./day.js";

const language = document.documentElement.lang || "en";

for (const place of document.querySelectorAll("[data-until]")) {
  const left = days(today(place.dataset.zone), place.dataset.until);
  // Beyond a year, days are no help.
  if (!(Math.abs(left) <= 366)) continue;
  place.textContent = `, ${new Intl.RelativeTimeFormat(language, { numeric: "auto" }).format(left, "day")}`;
}
