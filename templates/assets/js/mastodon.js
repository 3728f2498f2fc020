// The public replies to a post on Mastodon, as its server tells them to anybody.

import { element, link, list, web } from "./thread.js";

export { twin } from "./thread.js";

export async function start(place) {
  const { api, post } = place.dataset;
  const answer = await fetch(api, { credentials: "omit", referrerPolicy: "no-referrer" });
  if (!answer.ok) throw new Error(`${answer.status}`);
  const { descendants } = await answer.json();
  const id = /\/statuses\/(\d+)\//.exec(api)[1];
  const open = descendants.filter((status) => ["public", "unlisted"].includes(status.visibility));
  const known = new Map(open.map((status) => [status.id, { ...shown(status), replies: [] }]));
  const first = [];
  for (const status of open) {
    const above = known.get(status.in_reply_to_id);
    if (above) above.replies.push(known.get(status.id));
    else if (status.in_reply_to_id === id) first.push(known.get(status.id));
  }
  const none = element("p", "empty", "Nobody has replied there yet.");
  const reply = element("p", "", link(post, `Answer on ${new URL(post).host}`));
  place.replaceChildren(first.length ? list(first) : none, reply);
}

function shown({ id, account, content, created_at: date, url, spoiler_text: warning }) {
  const html = warning ? `<p>${text(warning)}</p>` : content;
  return { id, author: account.display_name || account.acct, website: web(account.url), date, html, url };
}

// A post behind a warning shows the warning; its date leads to the post.
function text(plain) {
  return element("p", "", `Content warning: ${plain}`).innerHTML;
}
