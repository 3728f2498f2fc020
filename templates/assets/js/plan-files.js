// A plan as files: a give-log that Goodword reads, and a calendar; and read back from the first.

const DAY = 86_400_000; // milliseconds

// dateOf("2026-11-23", 7): the day so many days after another.
export function dateOf(day, after) {
  return new Date(Date.parse(day) + after * DAY).toISOString().slice(0, 10);
}

// Texts stand in double quotes, where JSON and YAML are the same but for a few signs. Those that nobody can see go.
const text = (value) =>
  JSON.stringify(value.replace(/[\u0000-\u0008\u000b-\u001f]/g, "")).replace(/[\u007f-\u009f\u2028\u2029\ufeff]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);

export function yaml(plan) {
  const gives = plan.gives.map(
    (give) => `  - id: ${text(give.id)}\n    date: ${give.date}\n    kind: ${give.kind}\n    what: ${text(give.what)}\n`,
  );
  const head = `plan:\n  start: ${plan.start}\n  weeks: ${plan.weeks}\n  per_week: ${plan.per_week}\n`;
  return `title: ${text("Give-log")}\n${head}${gives.length ? `gives:\n${gives.join("")}` : ""}`;
}

// read(text): the plan in such a file; undefined for what is none. A line is a key and a value, and nothing is run.
export function read(file) {
  const plan = { gives: [] };
  let give;
  for (const line of file.split(/\r?\n/)) {
    const found = /^( *)(- )?([a-z_]+): ?(.*)$/.exec(line);
    if (!found) {
      if (/^\s*(#.*)?$/.test(line)) continue;
      return undefined;
    }
    const [, indent, item, key, written] = found;
    let value = written.trim();
    if (value.startsWith('"')) {
      try {
        value = JSON.parse(value);
      } catch {
        return undefined;
      }
    }
    if (item) plan.gives.push((give = {}));
    if (give && indent) give[key] = value;
    else if (indent) plan[key] = value;
  }
  const day = (value) => /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value));
  const count = (value, most) => /^\d+$/.test(value) && Number(value) >= 1 && Number(value) <= most;
  if (!day(plan.start) || !count(plan.weeks, 520) || !count(plan.per_week, 100)) return undefined;
  if (!plan.gives.every((one) => one.id && day(one.date?.slice(0, 10)) && /^[a-z]+$/.test(one.kind) && one.what)) return undefined;
  return {
    start: plan.start,
    weeks: Number(plan.weeks),
    per_week: Number(plan.per_week),
    gives: plan.gives.map(({ id, date, kind, what }) => ({ id, date: date.slice(0, 10), kind, what })),
  };
}

// A week is a whole day on which it begins, again and again: https://www.rfc-editor.org/rfc/rfc5545
export function ics(plan, name, host) {
  const day = plan.start.replaceAll("-", "");
  const said = (value) => value.replace(/[\\;,]/g, (sign) => `\\${sign}`).replace(/\n/g, "\\n");
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    `PRODID:-//${said(host)}//Plan of giving//EN`,
    "BEGIN:VEVENT",
    `UID:plan-${day}@${host}`,
    `DTSTAMP:${day}T000000Z`,
    `DTSTART;VALUE=DATE:${day}`,
    `RRULE:FREQ=WEEKLY;COUNT=${plan.weeks}`,
    `SUMMARY:${said(`Give ${plan.per_week} small things (${name})`)}`,
    "TRANSP:TRANSPARENT",
    "END:VEVENT",
    "END:VCALENDAR",
  ];
  return lines.map(folded).join("");
}

// A line has at most 75 bytes; the next begins with a space.
function folded(line) {
  let made = "";
  let size = 0;
  for (const sign of line) {
    const bytes = new TextEncoder().encode(sign).length;
    if (size + bytes > 74) {
      made += "\r\n ";
      size = 1;
    }
    made += sign;
    size += bytes;
  }
  return `${made}\r\n`;
}
