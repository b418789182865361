/**
 * A file field with data-payung-drop: files can be dropped on it, and the chosen one is named with its size. One that
 * is larger than data-payung-most-bytes is refused here, in the words of data-payung-too-large, and never sent: a server
 * that ends a large upload early may look like a lost connection.
 */

const UNITS = ["B", "KB", "MB", "GB"];

function sizeOf(bytes) {
  const step = bytes < 1 ? 0 : Math.min(Math.floor(Math.log(bytes) / Math.log(1024)), UNITS.length - 1);
  const digits = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: step > 1 ? 1 : 0 });
  return `${digits.format(bytes / 1024 ** step)} ${UNITS[step]}`;
}

const fieldOf = (zone) => zone.querySelector("input[type=file]");

function isTooLarge(field) {
  const most = Number(field?.dataset.payungMostBytes ?? 0);
  return most > 0 && (field.files?.[0]?.size ?? 0) > most;
}

function tell(zone) {
  const field = fieldOf(zone);
  const file = field?.files?.[0];
  const refused = isTooLarge(field);
  const place = zone.querySelector("[data-payung-drop-chosen]");
  zone.classList.toggle("is-filled", Boolean(file));
  zone.closest(".form-field")?.classList.toggle("has-error", refused);
  if (refused) field.setAttribute("aria-invalid", "true");
  else field?.removeAttribute("aria-invalid");
  if (!place) return;
  place.classList.toggle("form-error", refused);
  place.textContent = file ? `${file.name} · ${sizeOf(file.size)}` : "";
  if (refused) place.textContent += ` – ${field.dataset.payungTooLarge}`;
}

/** Stops a form with a file that is too large, and leads back to it. */
function refuse(event, form) {
  const field = [...(form?.querySelectorAll?.("[data-payung-drop] input[type=file]") ?? [])].find(isTooLarge);
  if (!field) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  tell(field.closest("[data-payung-drop]"));
  field.focus();
}

const zoneOf = (event) => event.target instanceof Element && event.target.closest("[data-payung-drop]");

export function start() {
  document.addEventListener("submit", (event) => refuse(event, event.target), { capture: true });
  document.addEventListener("htmx:beforeRequest", (event) => refuse(event, event.target.closest("form")));
  document.addEventListener("change", (event) => {
    const zone = zoneOf(event);
    if (zone) tell(zone);
  });
  for (const name of ["dragover", "dragleave", "drop"]) {
    document.addEventListener(name, (event) => {
      const zone = zoneOf(event);
      if (!zone) return;
      event.preventDefault();
      zone.classList.toggle("is-over", name === "dragover");
      const field = fieldOf(zone);
      if (name !== "drop" || !field || !event.dataTransfer?.files.length) return;
      field.files = event.dataTransfer.files;
      field.dispatchEvent(new Event("change", { bubbles: true }));
    });
  }
}
