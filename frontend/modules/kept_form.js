/** A form of which nothing is lost: what is typed is kept as a draft, and sending it waits for the line to come back.

    <form data-payung-kept data-payung-key=… data-payung-owner=… [data-payung-fresh]>; the page says in its own words what
    happens (data-payung-says on [data-payung-sending]). Sent again it is the same form: the server knows it by client_id. */

import htmx from "htmx.org";
import * as drafts from "./drafts.js";

const PAUSES = [3, 6, 12, 30]; // seconds between attempts; the last one repeats
const PATIENCE = 20_000; // milliseconds for one attempt
const NOT_KEPT = new Set(["csrfmiddlewaretoken", "consent_version"]);
const loaded = new Promise((done) => (document.readyState === "complete" ? done() : addEventListener("load", done)));
let state = null;

const values = (form) => [...new FormData(form)].filter(([name, value]) => !NOT_KEPT.has(name) && typeof value === "string");

function fill(form, kept) {
  for (const control of form.elements) {
    if (!control.name || NOT_KEPT.has(control.name) || control.type === "submit") continue;
    const said = kept.filter(([name]) => name === control.name).map(([, value]) => value);
    if (control.type === "checkbox" || control.type === "radio") control.checked = said.includes(control.value);
    else if (said.length) control.value = said[0];
  }
}

/** Writes the newest state of the form; while one is being sealed, only the last of those that follow. */
async function keep() {
  const mine = state;
  if (!mine?.place || mine.done) return;
  mine.wanted = values(mine.form);
  if (mine.keeping) return;
  mine.keeping = true;
  while (mine.wanted) {
    const now = mine.wanted;
    mine.wanted = null;
    await drafts.keep(mine.place, now);
  }
  mine.keeping = false;
  if (mine.done) drafts.forget(mine.place);
}

async function restore(mine) {
  const kept = mine.place && mine.form.hasAttribute("data-payung-fresh") ? await drafts.find(mine.place) : null;
  if (!kept) return;
  const version = new Map(kept).get("version") ?? "";
  if (version !== (mine.form.elements.version?.value ?? "")) return drafts.forget(mine.place);
  fill(mine.form, kept);
  const notice = document.querySelector("[data-payung-restored]");
  if (notice) notice.hidden = false;
  await loaded; // what asks the server listens from then on
  for (const asks of ["nik", "income"]) mine.form.elements[asks]?.dispatchEvent(new Event("change", { bubbles: true }));
}

function say(what, address = "") {
  const region = state.form.querySelector("[data-payung-sending]");
  if (!region) return;
  const text = what ? region.dataset[what] : "";
  region.hidden = !text;
  region.querySelector("p").textContent = text;
  const link = region.querySelector("a");
  link.hidden = !address;
  if (address) link.href = address;
}

function busy(is) {
  state.sending = is;
  for (const button of state.form.querySelectorAll("button[type=submit]")) {
    if (is) button.setAttribute("aria-busy", "true");
    else button.removeAttribute("aria-busy");
  }
}

async function send() {
  if (state.sending || state.done) return;
  stopWaiting();
  busy(true);
  try {
    await heard(await attempt());
  } catch {
    later("offline");
  }
  busy(false);
}

const attempt = () =>
  fetch(state.form.action, {
    method: "POST",
    body: new FormData(state.form),
    headers: { "X-Payung-Kept": "1" },
    signal: AbortSignal.timeout(PATIENCE),
  });

async function heard(answer) {
  const gone = answer.headers.get("X-Payung-Go");
  if (gone) arrived(gone);
  else if (answer.redirected) say("signedOut", answer.url);
  else if (answer.status === 403 && !state.renewed) await renew();
  else if (answer.status >= 500) later("troubled");
  else if (answer.ok) show(new DOMParser().parseFromString(await answer.text(), "text/html"));
  else say("failed");
}

function arrived(address) {
  state.done = true;
  if (state.place) drafts.forget(state.place);
  location.assign(address);
}

/** The page stood open for so long that it may no longer send; a new page says how, or that somebody must sign in. */
async function renew() {
  const answer = await fetch(location.href, { signal: AbortSignal.timeout(PATIENCE) });
  if (answer.redirected) return say("signedOut", answer.url);
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const token = fresh.querySelector("form[data-payung-kept] [name=csrfmiddlewaretoken]")?.value;
  if (!token) return say("failed");
  state.renewed = true;
  state.form.elements.csrfmiddlewaretoken.value = token;
  await heard(await attempt());
}

function stopWaiting() {
  clearTimeout(state?.timer);
  if (state) state.timer = null;
}

function later(why) {
  say(why);
  const pause = PAUSES[Math.min(state.attempts++, PAUSES.length - 1)];
  state.timer = setTimeout(send, pause * 1000);
}

/** The same page with what must be mended: its main part takes the place of this one; what was answered stays said. */
function show(page) {
  const main = document.adoptNode(page.querySelector("main"));
  for (const said of document.querySelectorAll("[data-payung-answered]"))
    main.querySelector(`#${said.id}`)?.replaceChildren(...said.childNodes);
  // what was wrong with it stands above the field by now
  for (const wrong of main.querySelectorAll("[data-payung-answered] .form-error")) wrong.remove();
  document.querySelector("main").replaceWith(main);
  document.title = page.title;
  htmx.process(main);
  begin().then(keep);
  const first = main.querySelector("[role=alert]:not([hidden])");
  if (!first) return;
  first.tabIndex = -1;
  first.focus();
}

async function begin() {
  const form = document.querySelector("form[data-payung-kept]");
  stopWaiting();
  state = form ? { form, attempts: 0 } : null;
  if (!form) return;
  const mine = state;
  mine.place = await drafts.open(form);
  await restore(mine);
}

const isMine = (event) => state && event.target instanceof Element && state.form.contains(event.target);

/** Somebody goes on typing: half of it must not be sent, and nothing says any more that it will be. */
function typed(event) {
  if (!isMine(event)) return;
  if (state.timer) say();
  stopWaiting();
  keep();
}

export function start() {
  try {
    drafts.forgetOld();
  } catch {
    return; // the device lets nobody keep anything: the form is an ordinary one
  }
  begin();
  for (const kind of ["input", "change"]) document.addEventListener(kind, typed);
  document.addEventListener("htmx:oobAfterSwap", (event) => isMine(event) && keep());
  document.addEventListener("submit", (event) => {
    if (event.target.hasAttribute("data-payung-sign-out")) drafts.forgetAll();
    if (event.target !== state?.form) return;
    event.preventDefault();
    send();
  });
  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element) || !event.target.closest("[data-payung-discard]")) return;
    if (state?.place) drafts.forget(state.place);
    location.reload();
  });
  window.addEventListener("online", () => state?.timer && !state.sending && send());
  window.addEventListener("pageshow", (event) => {
    if (event.persisted && state?.done) location.reload();
  });
}
