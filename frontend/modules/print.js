/** A button with data-payung-print prints the page; without a script it is not shown, and the browser's menu does it. */
export function start() {
  document.documentElement.classList.add("can-print");
  document.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("[data-payung-print]")) window.print();
  });
}
