/** A link with data-payung-dialog="id" opens that dialog; without JavaScript it leads to the page that asks the same. */

export function start() {
  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element)) return;
    const opener = event.target.closest("[data-payung-dialog]");
    const dialog = opener && document.getElementById(opener.dataset.payungDialog);
    if (dialog?.showModal) {
      event.preventDefault();
      dialog.showModal();
      return;
    }
    const closer = event.target.closest("[data-payung-dialog-close]");
    if (closer) {
      event.preventDefault();
      closer.closest("dialog")?.close();
    } else if (event.target.matches("dialog[open]")) {
      event.target.close(); // a click beside the box lands on the dialog itself
    }
  });
}
