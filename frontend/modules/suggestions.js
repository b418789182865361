/** A text field with a list of suggestions below it: arrows, Enter, Escape, a tap. What is typed is never changed
    unless a suggestion is chosen. Without this module, or without the network, the field's own datalist stays. */

const partOf = (input) => document.querySelector(`[data-payung-suggestions="${CSS.escape(input.id)}"]`);
const listOf = (part) => part.querySelector("[data-payung-suggestions-list]");
const inputOf = (part) => document.getElementById(part.dataset.payungSuggestions);
const boxId = (part) => `${listOf(part).id}_isi`;
const options = (part) => [...part.querySelectorAll("[role=option]")];
const partWith = (target) => (target instanceof Element ? target.closest("[data-payung-suggestions]") : null);

/** The field becomes a combobox; its datalist would open a second list above ours. */
function takeOver(input, part) {
  if (input.getAttribute("role") === "combobox") return;
  input.dataset.payungDatalist = input.getAttribute("list") ?? "";
  input.removeAttribute("list");
  for (const [name, value] of [
    ["role", "combobox"],
    ["aria-autocomplete", "list"],
    ["aria-expanded", "false"],
    ["aria-controls", boxId(part)],
  ]) {
    input.setAttribute(name, value);
  }
}

function giveBack(input) {
  for (const name of ["role", "aria-autocomplete", "aria-expanded", "aria-controls", "aria-activedescendant"]) {
    input.removeAttribute(name);
  }
  if (input.dataset.payungDatalist) input.setAttribute("list", input.dataset.payungDatalist);
}

function show(part, open) {
  const input = inputOf(part);
  listOf(part).hidden = !open;
  if (input.getAttribute("role") === "combobox") input.setAttribute("aria-expanded", String(open));
  if (!open) mark(part, null);
}

function mark(part, chosen) {
  const input = inputOf(part);
  for (const option of options(part)) option.setAttribute("aria-selected", String(option === chosen));
  if (chosen) {
    input.setAttribute("aria-activedescendant", chosen.id);
    chosen.scrollIntoView({ block: "nearest" });
  } else input.removeAttribute("aria-activedescendant");
}

function choose(part, option) {
  const input = inputOf(part);
  input.value = part.dataset.payungChosen = option.dataset.payungValue;
  show(part, false);
  input.focus();
  input.dispatchEvent(new Event("change", { bubbles: true }));
}

function move(part, step) {
  const all = options(part);
  const at = all.findIndex((option) => option.getAttribute("aria-selected") === "true");
  const next = at < 0 ? (step > 0 ? 0 : all.length - 1) : at + step;
  mark(part, all[next] ?? null); // past either end, back in the field
}

function pressed(event) {
  const input = event.target;
  const part = input instanceof HTMLInputElement && partOf(input);
  if (!part || !options(part).length) return;
  const closed = listOf(part).hidden;
  const marked = part.querySelector("[aria-selected=true]");
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    if (closed) show(part, true);
    move(part, event.key === "ArrowDown" ? 1 : -1);
  } else if (event.key === "Enter" && !closed && marked) choose(part, marked);
  else if (event.key === "Escape" && !closed) show(part, false);
  else return;
  event.preventDefault();
}

function arrived(event) {
  const part = partWith(event.target);
  if (!part) return;
  const input = inputOf(part);
  const all = options(part);
  const box = part.querySelector("[role=listbox]");
  if (box) box.id = boxId(part);
  for (const [index, option] of all.entries()) option.id = `${boxId(part)}_${index}`;
  const chosen = part.dataset.payungChosen === input.value; // an answer that comes late opens nothing
  show(part, all.length > 0 && !chosen && document.activeElement === input);
  const said = part.querySelector("[data-payung-said]")?.dataset.payungSaid ?? "";
  part.querySelector("[data-payung-suggestions-said]").textContent = input.value.trim() ? said : "";
}

export function start() {
  document.addEventListener("focusin", (event) => {
    const part = event.target instanceof HTMLInputElement && partOf(event.target);
    if (part) takeOver(event.target, part);
    for (const other of document.querySelectorAll("[data-payung-suggestions]")) {
      if (other !== part && !listOf(other).hidden) show(other, false);
    }
  });
  document.addEventListener("focusout", (event) => {
    const part = event.target instanceof HTMLInputElement && partOf(event.target);
    if (part) show(part, false);
  });
  document.addEventListener("keydown", pressed);
  document.addEventListener("mousedown", (event) => {
    if (partWith(event.target)) event.preventDefault(); // the field keeps the focus
  });
  document.addEventListener("click", (event) => {
    const part = partWith(event.target);
    const option = part && event.target.closest("[role=option]");
    if (option) choose(part, option);
  });
  document.addEventListener("htmx:configRequest", (event) => {
    const part = partWith(event.detail.elt);
    if (part) event.detail.parameters = { cari: inputOf(part).value };
  });
  document.addEventListener("htmx:afterSwap", arrived);
  for (const failed of ["htmx:sendError", "htmx:responseError"]) {
    document.addEventListener(failed, (event) => {
      const part = partWith(event.detail.elt);
      if (!part) return;
      show(part, false);
      giveBack(inputOf(part));
    });
  }
}
