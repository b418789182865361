/** A file field with data-payung-drop: files can be dropped on it, and the chosen one is named with its size. */

const UNITS = ["B", "KB", "MB", "GB"];

function sizeOf(bytes) {
  const step = bytes < 1 ? 0 : Math.min(Math.floor(Math.log(bytes) / Math.log(1024)), UNITS.length - 1);
  const digits = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: step > 1 ? 1 : 0 });
  return `${digits.format(bytes / 1024 ** step)} ${UNITS[step]}`;
}

function tell(zone) {
  const file = zone.querySelector("input[type=file]")?.files?.[0];
  const place = zone.querySelector("[data-payung-drop-chosen]");
  zone.classList.toggle("is-filled", Boolean(file));
  if (place) place.textContent = file ? `${file.name} · ${sizeOf(file.size)}` : "";
}

const zoneOf = (event) => event.target instanceof Element && event.target.closest("[data-payung-drop]");

export function start() {
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
      const field = zone.querySelector("input[type=file]");
      if (name !== "drop" || !field || !event.dataTransfer?.files.length) return;
      field.files = event.dataTransfer.files;
      field.dispatchEvent(new Event("change", { bubbles: true }));
    });
  }
}
