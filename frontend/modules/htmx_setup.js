import "htmx.org";

/** The sentence for a request that failed, written by the page in the reader's language; without a key, none. */
function say(key) {
  const region = document.querySelector("[data-payung-live]");
  if (!region) return;
  region.textContent = region.dataset[key] ?? "";
  region.hidden = region.textContent === "";
}

export function start() {
  document.addEventListener("htmx:configRequest", (event) => {
    const token = document.querySelector("meta[name=csrf-token]")?.content;
    if (token) event.detail.headers["X-CSRFToken"] = token;
  });
  document.addEventListener("htmx:sendError", () => say("payungOffline"));
  document.addEventListener("htmx:responseError", () => say("payungFailed"));
  document.addEventListener("htmx:afterOnLoad", () => say());
}
