// The page of a pitch becomes a tool: fields, the text as it forms, a rehearsal, versions, a link for a friend.
// Its parts stand in partials/pitch-tool.html; where a site has its own without them, nothing happens.
import { keep } from "./keep.js";
import { rehearse } from "./rehearse.js";
import { seconds, tidy, words } from "./speech.js";

const tool = document.querySelector("[data-pitch]");
const part = (name) => tool.querySelector(`[data-${name}]`);
const mark = "#listen=";

// A friend's link that is opened or pasted here; the rest of the page is as it was after a reload.
addEventListener("hashchange", () => location.hash.startsWith(mark) && location.reload());
if (tool && part("mine")) {
  if (location.hash.startsWith(mark)) import("./listen.js").then(({ listen }) => listen(tool, location.hash.slice(mark.length)));
  else begin();
}

function begin() {
  const target = Number(tool.dataset.seconds);
  const form = part("form");
  const say = (text) => (part("status").textContent = text);
  const plural = (count) => `${count} word${count === 1 ? "" : "s"}`;
  const element = (name, options) => Object.assign(document.createElement(name), options);
  const button = (textContent, onclick) => element("button", { type: "button", className: "button button-quiet", textContent, onclick });

  const slots = [...tool.querySelectorAll("textarea[name]")].map((field) => {
    const told = field.closest(".slots-item").querySelector(".slots-limit");
    return {
      name: field.name,
      label: field.labels[0].textContent,
      field,
      optional: !field.required,
      most: Number(field.dataset.max),
      told,
      limit: told?.textContent,
    };
  });
  const bySlot = Object.fromEntries(slots.map((slot) => [slot.name, slot]));

  // The template: paragraphs of texts and of slots.
  const template = [...form.querySelectorAll("p")].map((line) =>
    [...line.childNodes].map((node) => bySlot[node.dataset?.slot] ?? node.textContent),
  );

  // The pieces that are said: a gap without words takes the space before it away. `blank` stands in those still to fill.
  function pieces(blank) {
    return template.map((line) => {
      const said = [];
      for (const piece of line) {
        const text = piece.field ? tidy(piece.field.value) || (piece.optional ? "" : blank(piece)) : piece;
        if (text) said.push([text, piece]);
        else if (said.length && !said.at(-1)[1].field && said.at(-1)[0].endsWith(" ")) said.push([said.pop()[0].slice(0, -1), ""]);
      }
      return said;
    });
  }
  const text = (blank = "") =>
    pieces(() => blank)
      .map((line) => line.map(([said]) => said).join("").trim())
      .filter(Boolean)
      .join("\n\n");
  const missing = () => slots.filter((slot) => !slot.optional && !tidy(slot.field.value));

  const pace = part("pace");
  let over = false;
  function show() {
    form.replaceChildren();
    for (const line of pieces((slot) => slot.label)) {
      const shown = element("p", { dir: "auto" });
      for (const [textContent, { field }] of line) {
        const filled = field && tidy(field.value);
        shown.append(field ? element(filled ? "mark" : "span", { className: filled ? "slot" : "blank", textContent }) : textContent);
      }
      if (shown.textContent.trim()) form.append(shown);
    }
    for (const { field, most, told, limit } of slots) {
      if (!most) continue;
      const count = words(tidy(field.value));
      told.textContent = count > most ? `${plural(count)}; at most ${most} are meant.` : limit;
      told.classList.toggle("over", count > most);
    }
    const count = words(text());
    const long = seconds(count, pace.value);
    const left = long > target ? `${long - target} s over` : long < target ? `${target - long} s left` : `just the ${target} s`;
    part("count").textContent = `${plural(count)}, about ${long} s at ${pace.value} a minute; ${left}`;
    part("time").textContent = `${long} of ${target} s`;
    part("bar").classList.toggle("over", long > target);
    part("progress").value = Math.min(long, target);
    pace.setAttribute("aria-valuetext", (part("pace-said").textContent = `${pace.value} words a minute`));
    if (long > target !== over) say((over = !over) ? `Over ${target} seconds now.` : `Within ${target} seconds again.`);
  }

  async function copy(copied, done) {
    try {
      await navigator.clipboard.writeText(copied);
      say(done);
    } catch {
      say("The browser would not copy it.");
    }
  }
  const gaps = () => (missing().length ? ` Still to fill: ${missing().map((slot) => slot.label).join(", ")}.` : "");
  const on = (name, work) => (part(name).onclick = work);
  on("copy", () => copy(text("____"), `Copied.${gaps()}`));
  on("download", () => {
    const href = URL.createObjectURL(new Blob([`${text("____")}\n`], { type: "text/plain;charset=utf-8" }));
    element("a", { href, download: `${tool.dataset.slug}.txt` }).click();
    say(`Downloaded.${gaps()}`);
  });
  on("print", () => {
    document.documentElement.classList.add("print-card");
    print();
  });
  onafterprint = () => document.documentElement.classList.remove("print-card");
  on("start", () => rehearse(part("rehearsal"), text("____"), words(text("____")), pace.value, target));
  on("ask", () => {
    const [empty] = missing();
    if (empty) {
      empty.field.focus();
      return say(`First fill the gaps.${gaps()}`);
    }
    const bytes = new TextEncoder().encode(text());
    if (bytes.length > 6000) return say("Too long for a link. Copy the text, and send it.");
    const code = btoa(String.fromCharCode(...bytes)).replace(/[+/=]/g, (sign) => ({ "+": "-", "/": "_" })[sign] ?? "");
    const link = `${location.origin}${location.pathname}${mark}1.${code}.${bytes.length}`;
    part("link-place").hidden = false;
    part("link").value = link;
    part("link").select();
    copy(link, "The link is copied.");
  });

  const kept = keep(tool.dataset.root, `pitch/${tool.dataset.slug}`);
  const list = part("versions");
  function versions() {
    const names = kept.names();
    list.replaceChildren();
    for (const name of names) {
      const open = () => {
        const version = kept.read(name);
        for (const { name, field } of slots) field.value = version?.[name] ?? "";
        show();
        say(`${name} is open.`);
      };
      const gone = () => forget(kept.remove(name), `${name} is deleted.`);
      const item = element("li");
      item.append(button(`Open ${name}`, open), button(`Delete ${name}`, gone));
      list.append(item);
    }
    part("clear").hidden = !names.length;
  }
  function forget(done, told) {
    versions();
    say(done ? told : "It could not be deleted.");
    part("name").focus();
  }
  on("clear", () => forget(kept.clear(), "All versions are deleted."));
  part("keeping").onsubmit = (event) => {
    event.preventDefault();
    let number = 1;
    while (kept.read(`Version ${number}`)) number++;
    const name = tidy(part("name").value) || `Version ${number}`;
    const version = Object.fromEntries(slots.map(({ name, field }) => [name, field.value]));
    say(kept.write(name, version) ? `${name} is kept in this browser.` : "The browser did not keep it.");
    versions();
  };
  if (kept.works) versions();
  else part("keeping").replaceWith("This browser keeps nothing for this site.");

  part("mine").querySelector("h2").textContent = "Your pitch";
  for (const woken of tool.querySelectorAll("[data-wake]")) woken.hidden = false;
  tool.oninput = show;
  show();
}
