// The friend's view: a pitch that came in the link, a stopwatch, and one question. What came is text, and only that.

const shown = [
  '<h2 id="page--friend" class="cue-card-title">A friend asks you to listen</h2>',
  '<div class="cue-card-text" dir="auto" data-friend-text></div>',
  '<div class="pitch-tools" hidden data-friend-tools>',
  "<p>This text came in the link. Your friend wrote it, and this site has not seen it.</p>",
  '<div class="pitch-row"><button class="button" type="button" data-watch>Start the watch</button> <strong data-watch-time>0 s</strong></div>',
  '<label for="page--answer">Where did you stop listening?</label>',
  '<textarea id="page--answer" class="pitch-field" rows="2" autocomplete="off" data-answer></textarea>',
  '<div class="pitch-row"><a class="button" data-mail>Answer by mail</a>',
  '<button class="button button-quiet" type="button" data-copy-answer>Copy the answer</button></div>',
  '<p role="status" data-answer-told></p></div>',
  "<p><a>Make a pitch of your own</a></p>",
];

export function listen(tool, code) {
  const view = Object.assign(document.createElement("section"), { className: "cue-card pitch-friend", innerHTML: shown.join("") });
  view.setAttribute("aria-labelledby", "page--friend");
  view.lastChild.firstChild.href = location.pathname;
  const part = (name) => view.querySelector(`[data-${name}]`);
  const text = read(code);
  for (const one of tool.children) {
    one.hidden = true;
    delete one.dataset.wake;
  }
  tool.append(view);
  tool.classList.add("friend");
  if (!text) {
    part("friend-text").textContent = "This link is broken: a piece of it is missing or was changed. Ask your friend to send it again.";
    return;
  }
  part("friend-text").replaceChildren(
    ...text.split(/\n{2,}/).map((line) => Object.assign(document.createElement("p"), { textContent: line })),
  );
  part("friend-tools").hidden = false;

  const watch = part("watch");
  let since = 0;
  let before = 0;
  let clock;
  const passed = () => before + (clock ? performance.now() - since : 0);
  const draw = () => (part("watch-time").textContent = `${Math.floor(passed() / 1000)} s`);
  watch.addEventListener("click", () => {
    before = clock ? passed() : 0;
    since = performance.now();
    clearInterval(clock);
    clock = clock ? undefined : setInterval(draw, 200);
    watch.textContent = clock ? "Stop the watch" : "Start the watch again";
    draw();
    answer();
  });
  const place = part("answer");
  const said = () => {
    const spent = before ? `\n\nOn the watch: ${Math.round(before / 1000)} s` : "";
    return `I stopped listening at: ${place.value.trim() || "nothing; I listened to the end"}${spent}\n\nYour pitch:\n\n${text}`;
  };
  function answer() {
    const subject = encodeURIComponent("Where I stopped listening");
    part("mail").href = `mailto:?subject=${subject}&body=${encodeURIComponent(said().replace(/\n/g, "\r\n"))}`;
  }
  place.addEventListener("input", answer);
  part("copy-answer").addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(said());
      part("answer-told").textContent = "Copied.";
    } catch {
      part("answer-told").textContent = "The browser would not copy it. Write it by hand.";
    }
  });
  answer();
}

// The text of a link: version, bytes in base64, and their number, by which one sees what was cut off. Empty if broken.
function read(code) {
  const [, coded, length] = code.length < 9000 ? (/^1\.([\w-]+)\.(\d{1,4})$/.exec(code) ?? []) : [];
  try {
    const bytes = Uint8Array.from(atob(coded.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
    if (bytes.length !== Number(length)) return "";
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes).replace(/[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/g, "").trim();
  } catch {
    return "";
  }
}
