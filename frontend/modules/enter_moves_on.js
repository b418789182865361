/** Enter in a field of a long form goes to the next one, as its key says on a phone; only the last one sends.

    <form data-payung-kept>. A list of suggestions that takes Enter for itself has prevented it already. */

function next(field) {
  const controls = [...field.form.elements];
  const free = (each) => each.type !== "hidden" && !each.disabled && each.name !== field.name && each.checkVisibility();
  return controls.slice(controls.indexOf(field) + 1).find(free);
}

function pressed(event) {
  const field = event.target;
  if (event.key !== "Enter" || event.defaultPrevented || event.isComposing) return;
  if (!(field instanceof HTMLInputElement) || !field.form?.hasAttribute("data-payung-kept")) return;
  const following = next(field);
  if (!following || following.type === "submit") return;
  event.preventDefault();
  following.focus();
}

export function start() {
  document.addEventListener("keydown", pressed);
}
