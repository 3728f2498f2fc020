// A page says "as of" a day, for it was built on some day. <time data-since="Europe/Berlin" datetime="2026-11-27">
// gets the distance from today, by calendar days in that zone, in the page's own language: days up to six, weeks up
// to nine, months, and years from two on. Of a day to come, nothing is said: some clock is wrong.

import { days, today } from "./day.js";

// words("2026-11-20", "2026-11-27", "en"): "1 week ago".
export function words(then, now, language) {
  const passed = days(then, now);
  if (!(passed >= 0)) return "";
  const [year, month, day] = then.split("-").map(Number);
  const [thisYear, thisMonth, thisDay] = now.split("-").map(Number);
  const months = (thisYear - year) * 12 + thisMonth - month - (thisDay < day ? 1 : 0);
  const weeks = Math.floor(passed / 7);
  const [count, unit] =
    passed < 7 ? [passed, "day"]
    : weeks < 10 ? [weeks, "week"]
    : months < 24 ? [months, "month"]
    : [Math.floor(months / 12), "year"];
  // "Today" and "yesterday" are days by the calendar; "last week" would be one by the calendar, too.
  return new Intl.RelativeTimeFormat(language, { numeric: unit === "day" ? "auto" : "always" }).format(-count, unit);
}

for (const time of document.querySelectorAll("time[data-since]")) {
  const said = document.createElement("span");
  time.after(said);
  const say = () => {
    const text = words(time.dateTime.slice(0, 10), today(time.dataset.since), document.documentElement.lang || "en");
    said.textContent = text && `, ${text}`;
  };
  say();
  document.addEventListener("visibilitychange", say); // a page that was left open overnight
}
