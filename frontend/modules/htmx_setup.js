import "htmx.org";

let signedOut = false;

/** The sentence for a request that failed, written by the page in the reader's language; without a key, none. */
function say(key) {
  const region = document.querySelector("[data-payung-live]");
  if (!region) return;
  region.textContent = region.dataset[key] ?? "";
  region.hidden = region.textContent === "";
}

/** An answer that comes late may push the field that is typed in out of sight, or under the bar below the form. */
function keepInSight() {
  const field = document.activeElement;
  if (field?.matches("input, select, textarea")) field.scrollIntoView({ block: "nearest" });
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
  document.addEventListener("htmx:afterSwap", keepInSight);
  document.addEventListener("htmx:sendError", () => say("payungOffline"));
  document.addEventListener("htmx:responseError", () => say("payungFailed"));
  document.addEventListener("htmx:afterOnLoad", () => {
    say(signedOut ? "payungSignedOut" : undefined);
    signedOut = false;
  });
}
