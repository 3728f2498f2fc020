// A rehearsal: the text runs at a pace and stops at the target. Space pauses and goes on, Escape ends it.

export function rehearse(dialog, text, count, pace, target) {
  const part = (name) => dialog.querySelector(`[data-${name}]`);
  const units = [];
  const lines = text.split("\n\n").map((line) => {
    const shown = document.createElement("p");
    // A word, or one sign of a language that leaves no spaces, which is half a word.
    for (const piece of line.match(/[\u2e80-\u9fff\uac00-\ud7af]\s*|[^\s\u2e80-\u9fff\uac00-\ud7af]+\s*/g) ?? []) {
      const unit = document.createElement("span");
      unit.textContent = piece;
      units.push([unit, /^[\u2e80-\u9fff\uac00-\ud7af]/.test(piece) ? 0.5 : 1]);
      shown.append(unit);
    }
    return shown;
  });
  part("running").replaceChildren(...lines);
  part("running").scrollTop = 0;
  // The weights come to the words that the page counts, so that the last sign is due with the last second.
  const share = units.reduce((sum, [, weight]) => sum + weight, 0) / count;
  const tell = (said) => (part("told").textContent = said);
  const toggle = part("toggle");
  // milliseconds until the last pause
  let before = 0;
  let since = performance.now();
  let runs = true;
  const passed = () => Math.min(before + (runs ? performance.now() - since : 0), target * 1000);

  const clock = setInterval(draw, 100);
  function draw() {
    const now = passed();
    part("clock").textContent = `${Math.floor(now / 1000)} of ${target} s`;
    let due = (now * pace * share) / 60000;
    let last;
    for (const [unit, weight] of units) {
      unit.classList.toggle("said", due > 0);
      if (due > 0) last = unit;
      due -= weight;
    }
    // no motion, for all
    last?.scrollIntoView({ block: "nearest", behavior: "instant" });
    if (runs && now >= target * 1000) {
      before = now;
      runs = false;
      toggle.disabled = true;
      part("stop").focus();
      clearInterval(clock);
      tell(due > 0 ? `Time. ${target} seconds, and all is said.` : `Time. ${target} seconds are over.`);
    }
  }
  function pause() {
    if (toggle.disabled) return;
    before = passed();
    runs = !runs;
    since = performance.now();
    toggle.textContent = runs ? "Pause" : "Go on";
    tell(runs ? "It goes on." : `Paused at ${Math.floor(before / 1000)} seconds.`);
  }
  dialog.onkeydown = dialog.onkeyup = (event) => {
    if (event.key !== " " || event.target === part("stop")) return;
    // else the button in focus is pressed too
    event.preventDefault();
    if (event.type === "keydown" && !event.repeat) pause();
  };
  toggle.onclick = pause;
  part("stop").onclick = () => dialog.close();
  dialog.onclose = () => clearInterval(clock);
  toggle.disabled = false;
  toggle.textContent = "Pause";
  dialog.showModal();
  toggle.focus();
  tell(`${target} seconds. Space pauses, Escape stops.`);
  draw();
}
