/** A button with data-payung-copy copies that text and says so. */

async function copy(button) {
  await navigator.clipboard.writeText(button.dataset.payungCopy);
  const label = button.querySelector("[data-payung-copy-label]") ?? button;
  if (label.textContent === button.dataset.payungCopied) return;
  const before = label.textContent;
  label.textContent = button.dataset.payungCopied;
  setTimeout(() => (label.textContent = before), 2000);
}

export function start() {
  document.documentElement.classList.toggle("can-copy", Boolean(navigator.clipboard));
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element && event.target.closest("[data-payung-copy]");
    if (button) copy(button).catch(() => button.focus());
  });
}
