/** <details data-payung-menu> closes when something else is clicked, when focus leaves it, and with Escape. */

const open = () => document.querySelectorAll("details[data-payung-menu][open]");

function closeOthers(event) {
  for (const menu of open()) {
    if (event.target instanceof Node && !menu.contains(event.target)) menu.open = false;
  }
}

export function start() {
  document.addEventListener("click", closeOthers);
  document.addEventListener("focusin", closeOthers);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of open()) {
      menu.open = false;
      menu.querySelector("summary")?.focus();
    }
  });
}
