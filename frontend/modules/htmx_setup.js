import "htmx.org";

let signedOut = false;

/** The sentence for a request that failed, written by the page in the reader's language; without a key, none. */
function say(key) {
  const region = document.querySelector("[data-payung-live]");
  if (!region) return;
  region.textContent = region.dataset[key] ?? "";
  region.hidden = region.textContent === "";
}

let held; // the field that is typed in, and how high it stands in the window

function hold() {
  const field = document.activeElement;
  const typed = field?.matches("input, select, textarea");
  held = typed ? { field, top: field.getBoundingClientRect().top } : null;
}

/** An answer that comes late pushes the field that is typed in neither away, nor out of sight or under the bar. */
function keepInPlace() {
  if (!held || held.field !== document.activeElement) return;
  window.scrollBy({ top: held.field.getBoundingClientRect().top - held.top, behavior: "instant" });
}

export function start() {
  document.addEventListener("htmx:configRequest", (event) => {
    const token = document.querySelector("meta[name=csrf-token]")?.content;
    if (token) event.detail.headers["X-CSRFToken"] = token;
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    const answered = event.detail.xhr.responseURL;
    if (!answered || !new URL(answered).pathname.startsWith("/akun/login")) return;
    event.detail.shouldSwap = false; // the session ended: the page of the sign-in is no part of this one
    event.detail.isError = false;
    signedOut = true;
  });
  document.addEventListener("htmx:beforeSwap", hold);
  document.addEventListener("htmx:afterSwap", keepInPlace);
  document.addEventListener("htmx:sendError", () => say("payungOffline"));
  document.addEventListener("htmx:responseError", () => say("payungFailed"));
  document.addEventListener("htmx:afterOnLoad", () => {
    say(signedOut ? "payungSignedOut" : undefined);
    signedOut = false;
  });
}
