// Calendar days, as text: "2026-11-27". A page is built on some day and read on another; what it says of "today"
// is worked out here, by the day in the site's time zone, so that all readers see the same.

// today("Europe/Berlin"): the day that it is in a zone now, or at another moment: today(zone, new Date(time.dateTime)).
// In a zone that the browser does not know, or none, it is the day in UTC: no reader's own zone decides.
export function today(zone, at = new Date()) {
  let format;
  try {
    format = formatter(zone || "UTC");
  } catch {
    format = formatter("UTC");
  }
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
  return `${part.year.padStart(4, "0")}-${part.month}-${part.day}`;
}

function formatter(timeZone) {
  return new Intl.DateTimeFormat("en-u-ca-gregory-nu-latn", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  });
}

// days("2026-11-27", "2026-12-01"): 4. How many days one day is before another; below zero if it is after it.
// A day on which the clocks change is a day like all others.
export function days(from, to) {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000; // both are midnights in UTC
}

// choice("2026-11-27", ["first-gives/say-thanks", …]): one of some names, the same for all readers on a day.
// Each name draws a number for the day, and the highest wins (rendezvous hashing): so a name more or less changes
// only the days that it wins. The order of the names does not matter. Without names, it is undefined.
export function choice(day, names) {
  let best, most;
  for (const name of names) {
    const drawn = number(`${day} ${name}`);
    if (best === undefined || drawn > most || (drawn === most && name > best)) [best, most] = [name, drawn];
  }
  return best;
}

// number(text): its UTF-8 bytes as a number of 32 bits: FNV-1a, then the last step of MurmurHash3, which spreads
// texts that differ only at their ends.
export function number(text) {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
