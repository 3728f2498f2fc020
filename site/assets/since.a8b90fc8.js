// A page says "as of" a date, for it was built on some day. <time data-since datetime="…"> gets
// the distance from the reader's today, in the page's own language.

const steps = [
  ["year", 365],
  ["month", 30],
  ["week", 7],
  ["day", 1],
];
const day = 86_400_000; // milliseconds

for (const time of document.querySelectorAll("time[data-since]")) {
  const then = new Date(time.dateTime);
  if (Number.isNaN(then.getTime())) continue;
  const days = Math.round((then.getTime() - Date.now()) / day);
  const [unit, size] = steps.find(([, size]) => Math.abs(days) >= size) ?? ["day", 1];
  const words = new Intl.RelativeTimeFormat(document.documentElement.lang || "en", { numeric: "auto" });
  time.after(`, ${words.format(Math.round(days / size), unit)}`);
}
