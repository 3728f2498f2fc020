// Comments of a Cusdis server, read and sent by its public interface. Its own widget is made of
// inline scripts, which the page's policy does not run.

import { element, list } from "./thread.js";

export { twin } from "./thread.js";

const pages = 20; // of comments, at most

export async function start(place) {
  const form = answer(place);
  const comments = await all(place.dataset);
  const none = element("p", "empty", "Nobody has answered yet.");
  const thread = comments.length ? list(comments.map((comment) => shown(comment, form))) : none;
  place.replaceChildren(thread, form);
}

async function all({ host, appId, pageId }) {
  const found = [];
  for (let page = 1, last = 1; page <= Math.min(last, pages); page += 1) {
    const query = new URLSearchParams({ appId, pageId, page });
    const said = await fetch(`${host}/api/open/comments?${query}`, { credentials: "omit" });
    if (!said.ok) throw new Error(`${said.status}`);
    const { data } = await said.json();
    last = data.pageCount;
    found.push(...data.data);
  }
  return found;
}

function shown(comment, form) {
  const reply = element("button", "button", "Reply");
  reply.type = "button";
  reply.setAttribute("aria-label", `Reply to ${comment.by_nickname}`);
  reply.addEventListener("click", () => {
    form.dataset.parent = comment.id;
    form.querySelector("[data-to]").textContent = `In reply to ${comment.by_nickname}`;
    form.elements.content.focus();
  });
  return {
    id: comment.id,
    author: comment.by_nickname,
    date: comment.createdAt ?? comment.parsedCreatedAt,
    html: comment.parsedContent,
    more: [element("p", "", reply)],
    replies: (comment.replies?.data ?? []).map((child) => shown(child, form)),
  };
}

function answer(place) {
  const send = element("button", "button", "Send the comment");
  const state = element("p", "embed-notice");
  state.setAttribute("role", "status");
  const to = element("p", "embed-notice");
  to.dataset.to = "";
  const form = element("form", "form", to, field("nickname", "Your name"), field("email", "Your e-mail address"), field("content", "Your comment", "textarea"), element("p", "", send), state);
  form.elements.nickname.autocomplete = "name";
  form.elements.email.type = "email";
  form.elements.email.autocomplete = "email";
  form.elements.email.required = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    send.disabled = true;
    try {
      const { host, appId, pageId, pageUrl, pageTitle } = place.dataset;
      const { nickname, email, content } = Object.fromEntries(new FormData(form));
      const body = JSON.stringify({ appId, pageId, pageUrl, pageTitle, nickname, email, content, parentId: form.dataset.parent });
      const headers = { "Content-Type": "application/json" };
      const said = await fetch(`${host}/api/open/comments`, { method: "POST", credentials: "omit", headers, body });
      if (!said.ok) throw new Error(`${said.status}`);
      form.reset();
      delete form.dataset.parent;
      to.textContent = "";
      state.textContent = "Sent. Your comment appears when it has been approved.";
    } catch {
      state.textContent = "The comment could not be sent. You can try again.";
    }
    send.disabled = false;
  });
  return form;
}

function field(name, text, type = "input") {
  const control = element(type);
  control.name = name;
  control.required = true;
  if (type === "textarea") control.rows = 6;
  const label = element("label", "", text, control);
  return element("p", "form-field", label);
}
