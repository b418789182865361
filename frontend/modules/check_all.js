/** A checkbox with data-payung-check-all="name" ticks every checkbox of that name in its form and keeps the count. */

function boxes(form, name) {
  return [...form.querySelectorAll(`input[type=checkbox][name="${CSS.escape(name)}"]`)];
}

function count(form, master) {
  const all = boxes(form, master.dataset.payungCheckAll);
  const ticked = all.filter((box) => box.checked).length;
  master.checked = ticked > 0 && ticked === all.length;
  master.indeterminate = ticked > 0 && ticked < all.length;
  for (const place of form.querySelectorAll("[data-payung-check-count]")) {
    place.textContent = new Intl.NumberFormat(document.documentElement.lang).format(ticked);
  }
}

export function start() {
  document.addEventListener("change", (event) => {
    const form = event.target.form;
    const master = form?.querySelector("[data-payung-check-all]");
    if (!master) return;
    if (event.target === master) {
      for (const box of boxes(form, master.dataset.payungCheckAll)) box.checked = master.checked;
    }
    count(form, master);
  });
}
