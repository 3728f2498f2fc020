// A reader's own plan: one small give for today, and weeks of giving, kept in this browser. It is saved as a give-log
// that Goodword reads, as a calendar, or as words. Nothing is sent from here.

import { choice, days, today } from "./day.js";
import { keep } from "./keep.js";
import { dateOf, ics, yaml, read } from "./plan-files.js";

const place = document.querySelector("[data-plan]");
const part = (name) => place.querySelector(`[data-${name}]`);
const say = (text) => (part("status").textContent = text);
const drawer = keep(place.dataset.root, "plan");
const now = () => today(place.dataset.zone);
const language = document.documentElement.lang || "en";
const shown = (day) => new Intl.DateTimeFormat(language, { day: "numeric", month: "long", timeZone: "UTC" }).format(new Date(day));

const offers = [...place.querySelectorAll(".plan-offers li")].map((line) => ({
  kind: line.dataset.kind,
  what: line.querySelector("b").textContent,
  message: line.querySelector("span").textContent.trim(),
}));
const names = offers.map((_, number) => String(number));

let plan = drawer.read("plan");
let skipped = 0;

function offer() {
  const left = names.filter((name) => !(plan?.gives ?? []).some((give) => give.offer === name && give.date === now()));
  return offers[choice(`${now()} ${skipped || ""}`.trim(), left.length ? left : names)];
}

function week(day) {
  return Math.floor(days(plan.start, day) / 7);
}

function show() {
  const { what, message } = offer();
  part("what").textContent = what;
  part("message").textContent = message;
  const strip = part("strip");
  strip.replaceChildren();
  part("keep").hidden = !plan;
  part("form").hidden = Boolean(plan);
  part("stand").textContent = "";
  if (!plan) return;
  const counts = Array(plan.weeks).fill(0);
  for (const give of plan.gives) if (counts[week(give.date)] !== undefined) counts[week(give.date)] += 1;
  const here = week(now());
  counts.forEach((count, number) => {
    const item = document.createElement("li");
    item.textContent = `Week ${number + 1}, from ${shown(dateOf(plan.start, 7 * number))}: ${count} of ${plan.per_week}`;
    if (count >= plan.per_week) item.dataset.full = "";
    if (number === here) item.setAttribute("aria-current", "date");
    strip.append(item);
  });
  const given = plan.gives.length;
  const where = here < 0 ? `It begins on ${shown(plan.start)}` : here < plan.weeks ? `Week ${here + 1} of ${plan.weeks}` : "The weeks are over";
  part("stand").textContent = `${where}; ${given} given.`;
}

function store(next, told) {
  plan = next;
  const kept = next ? drawer.write("plan", next) : drawer.remove("plan");
  say(kept ? told : `${told} This browser keeps nothing, so save the file.`);
  show();
}

function add() {
  const { kind, what } = offer();
  const day = now();
  const begun = plan ?? { start: day, weeks: 13, per_week: 3, gives: [] };
  const known = { introduction: 1, referral: 1, endorsement: 1, pitch: 1, mentoring: 1, resource: 1, tip: 1 };
  let number = begun.gives.length + 1;
  while (begun.gives.some((give) => give.id === `give-${number}`)) number += 1;
  const give = { id: `give-${number}`, date: day, kind: known[kind] ? kind : "other", what, offer: String(offers.indexOf(offer())) };
  store({ ...begun, gives: [...begun.gives, give] }, "Well done. It is in your plan.");
}

async function copy(text, told) {
  try {
    await navigator.clipboard.writeText(text);
    say(told);
  } catch {
    say("The browser would not copy it.");
  }
}

function save(name, type, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  say(`Saved as ${name}.`);
}

function words() {
  const counts = {};
  for (const give of plan.gives) counts[give.kind] = (counts[give.kind] ?? 0) + 1;
  const kinds = Object.entries(counts).map(([kind, count]) => `${count} ${kind}`);
  const so = kinds.length ? `So far: ${kinds.join(", ")}.` : "I begin today.";
  return `My plan of giving: ${plan.per_week} small things a week, for ${plan.weeks} weeks, from ${shown(plan.start)}. ${so}`;
}

part("done").addEventListener("click", add);
part("another").addEventListener("click", () => ((skipped += 1), show()));
part("copied-message").addEventListener("click", () => copy(part("message").textContent, "Copied. Send it to one person."));
part("form").addEventListener("submit", (event) => {
  event.preventDefault();
  const { start, weeks, per_week } = event.target.elements;
  store({ start: start.value, weeks: Number(weeks.value), per_week: Number(per_week.value), gives: [] }, "Your plan begins.");
});
part("yaml").addEventListener("click", () => save("give-log.yaml", "application/yaml", yaml(plan)));
part("ics").addEventListener("click", () => save("plan.ics", "text/calendar", ics(plan, place.dataset.name, location.hostname)));
part("post").addEventListener("click", () => copy(words(), "Copied. Paste it below an article."));
part("delete").addEventListener("click", () => confirm("Delete your plan from this browser?") && store(undefined, "It is deleted."));
part("file").addEventListener("change", async (event) => {
  const [file] = event.target.files;
  event.target.value = "";
  const found = file && file.size < 1_000_000 ? read(await file.text()) : undefined;
  if (found && plan?.gives.length && !confirm("Put the file's plan in the place of the one that is here?")) return;
  if (found) store(found, `It is back, with ${found.gives.length} given.`);
  else say("That is no give-log.yaml of this page: it was left alone.");
});

part("form").elements.start.value = now();
part("today").hidden = part("mine").hidden = false;
if (!navigator.clipboard) part("copied-message").hidden = part("post").hidden = true;
show();
