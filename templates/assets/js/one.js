// What is kept on the page and what a live system shows are one conversation: once the live thread
// is there, nothing is on the page twice. What came from a system has its name before the id.
// twin(place, id), from a system's own module, finds a comment in what it has drawn: what is kept of
// that goes, and what is kept below it moves below it there. Without twin, nobody sees into the
// thread, as with other sites' frames: then what is kept of it is folded away, and can be opened.

export function one(place, name, twin) {
  const conversation = place.closest(".conversation");
  const kept = conversation?.querySelector(":scope > .comments");
  if (!kept) return;
  if (!twin) {
    fold(kept, `comment-${name}-`);
    return;
  }
  const join = () => together(conversation, `comment-${name}-`, (id) => twin(place, id));
  join();
  // What is drawn later, or when the reader asks for more, is joined as it comes.
  new MutationObserver(join).observe(place, { childList: true, subtree: true });
}

function together(conversation, begin, twin) {
  // Answers come after what they answer, so the last ones go first.
  for (const comment of [...conversation.querySelectorAll(`.comment[id^="${begin}"]`)].reverse()) {
    const item = comment.parentElement;
    const list = item.parentElement;
    // The rest of a long one answers its beginning here, and is a part of it there.
    const whole = comment.id.replace(/-\d+$/, "");
    const id = list.previousElementSibling?.id === whole ? whole : comment.id;
    const there = twin(id.slice(begin.length));
    if (!there) continue;
    const replies = item.querySelector(":scope > .comment-replies");
    const below = there.querySelector(":scope > .comment-replies");
    if (replies && below) below.append(...replies.children);
    else if (replies) there.append(replies);
    // Links to it go on leading to it.
    const mark = document.createElement("span");
    mark.id = comment.id;
    there.prepend(mark);
    item.remove();
    if (!list.children.length) list.remove();
  }
}

function fold(kept, begin) {
  const items = [...kept.children].filter((item) => item.firstElementChild.id.startsWith(begin));
  if (!items.length) return;
  const count = items.reduce((sum, item) => sum + item.querySelectorAll("article.comment").length, 0);
  const summary = document.createElement("summary");
  summary.textContent = `${count === 1 ? "1 comment" : `${count} comments`} kept here, from the thread below`;
  const list = document.createElement("ol");
  list.className = "comments";
  list.append(...items);
  const folded = document.createElement("details");
  folded.className = "comments-kept";
  folded.append(summary, list);
  kept.after(folded);
  if (!kept.children.length) kept.remove();
}
