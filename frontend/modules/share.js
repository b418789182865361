/** A button with data-payung-share opens WhatsApp with that text; the receiver is chosen there. The address is made
 * here alone, so that no text about anybody passes through our server or its logs. */
const WHATSAPP = "https://wa.me/?text=";

export function start() {
  document.documentElement.classList.add("can-share");
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element && event.target.closest("[data-payung-share]");
    if (button) window.open(WHATSAPP + encodeURIComponent(button.dataset.payungShare), "_blank", "noopener");
  });
}
