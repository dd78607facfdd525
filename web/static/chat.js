// The conversation: sends what is typed, shows the reply as its events come in.
"use strict";

const composer = document.getElementById("composer");
const field = document.getElementById("message");
const thread = document.getElementById("thread");
const scroller = document.getElementById("scroll");
const csrf = document.body.dataset.csrf;
let busy = false;

const down = () => scroller.scrollTo({ top: scroller.scrollHeight });

function fit() {
  field.style.height = "auto";
  field.style.height = `${Math.min(field.scrollHeight, 180)}px`;
}

function uniqueKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function showOwn(text) {
  const article = document.createElement("article");
  article.className = "message user";
  article.innerHTML = '<div class="said"><span class="who"></span><div class="text typed"></div></div>';
  article.querySelector(".who").textContent = composer.dataset.you;
  article.querySelector(".text").textContent = text;
  thread.append(article);
}

function showAnswering() {
  const part = document.getElementById("answering").content.cloneNode(true).firstElementChild;
  part.querySelector(".step").textContent = composer.dataset.thinking;
  thread.append(part);
  return part;
}

function put(html, place, how = "beforeend") {
  if (!html.trim()) return;
  place.insertAdjacentHTML(how, html);
  window.htmx.process(place.parentElement ?? place);
}

// Server-sent events over fetch: EventSource cannot post.
async function* events(response) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const blocks = (rest + value).split("\n\n");
    rest = blocks.pop();
    for (const block of blocks) {
      const lines = block.split("\n");
      const kind = lines.find((line) => line.startsWith("event: "));
      const data = lines.filter((line) => line.startsWith("data: ")).map((line) => line.slice(6));
      if (kind) yield [kind.slice(7), JSON.parse(data.join("\n"))];
    }
  }
}

function finish(part, data) {
  put(data.html, part, "beforebegin");
  part.remove();
  const news = document.getElementById("news");
  put(data.news, news, "beforebegin");
  news.remove();
  if (composer.dataset.conversation !== data.conversation_id) {
    composer.dataset.conversation = data.conversation_id;
    history.replaceState(null, "", `/chat/${data.conversation_id}`);
    const list = document.getElementById("conversation-list");
    list.setAttribute("hx-get", `/chat/list?current=${encodeURIComponent(data.conversation_id)}`);
  }
  document.body.dispatchEvent(new Event("conversation"));
}

const show = {
  step: (part, data) => { part.querySelector(".step").textContent = data.label; },
  token: (part, data) => {
    part.querySelector(".step").textContent = "";
    part.querySelector(".text").textContent += data.text;
  },
  proposal: (part, data) => put(data.html, part.querySelector(".cards")),
  done: finish,
  error: (part, data) => { throw new Error(data.message); },
};

function ask(text, key) {
  return fetch("/chat/say", {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      Accept: "text/event-stream",
      "HX-Request": "true",
      "X-CSRF-Token": csrf,
      "Idempotency-Key": key,
    },
    body: JSON.stringify({
      message: text,
      conversation_id: composer.dataset.conversation || null,
    }),
  });
}

async function answer(part, text, key) {
  const response = await ask(text, key);
  const elsewhere = response.headers.get("HX-Redirect");
  if (elsewhere) return location.assign(elsewhere);
  if (!response.ok) {
    const holder = document.createElement("div");
    holder.innerHTML = await response.text();
    throw new Error(holder.querySelector("p")?.textContent ?? composer.dataset.failed);
  }
  let ended = false;
  for await (const [kind, data] of events(response)) {
    show[kind]?.(part, data);
    ended ||= kind === "done";
    down();
  }
  if (!ended) throw new Error(composer.dataset.failed);
}

function fail(part, error, again) {
  // A failure of the network itself has no words of ours.
  const said = error instanceof TypeError ? composer.dataset.failed : error.message;
  part.classList.remove("answering");
  part.querySelector(".step").textContent = "";
  part.querySelector(".text").textContent = "";
  const alert = document.createElement("button");
  alert.type = "button";
  alert.className = "alert bad";
  alert.textContent = said;
  alert.addEventListener("click", () => { part.remove(); again(); });
  part.querySelector(".cards").replaceChildren(alert);
}

async function turn(text, key) {
  if (busy) return;
  busy = true;
  thread.setAttribute("aria-busy", "true");
  const part = showAnswering();
  down();
  try {
    await answer(part, text, key);
  } catch (error) {
    fail(part, error, () => turn(text, key));
  } finally {
    busy = false;
    thread.setAttribute("aria-busy", "false");
    down();
  }
}

function send(text) {
  if (busy || !text.trim()) return;
  document.getElementById("welcome")?.remove();
  showOwn(text.trim());
  field.value = "";
  fit();
  turn(text.trim(), uniqueKey());
}

composer.addEventListener("submit", (event) => {
  event.preventDefault();
  send(field.value);
});
field.addEventListener("input", fit);
field.addEventListener("keydown", (event) => {
  // While an input method is composing, Enter chooses a word.
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  send(field.value);
});
document.addEventListener("click", (event) => {
  const ready = event.target.closest("[data-send]");
  if (ready) send(ready.dataset.send);
  const begun = event.target.closest("[data-say]");
  if (begun) {
    field.value = begun.dataset.say;
    field.focus();
    fit();
  }
});
// What was decided by button is told at the end of the thread.
document.body.addEventListener("htmx:oobAfterSwap", () => requestAnimationFrame(down));
down();
