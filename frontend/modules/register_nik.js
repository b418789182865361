/** Asks what a NIK tells as soon as its sixteen digits stand there, and whenever a NIK that changed is left. */

const WHOLE = 16;
const asked = new WeakMap();

function typed(event) {
  const field = event.target;
  if (!(field instanceof HTMLInputElement) || field.id !== "id_nik" || !field.value) return;
  if (event.type === "input" && field.value.replace(/\D/g, "").length !== WHOLE) return;
  if (asked.get(field) === field.value) return;
  asked.set(field, field.value);
  field.dispatchEvent(new CustomEvent("payung:nik"));
}

export function start() {
  for (const kind of ["input", "change"]) document.addEventListener(kind, typed);
}
