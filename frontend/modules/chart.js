/** A <table data-chart="step"> is drawn in the [data-chart-of] that names its id. The table stays: it is what is read
    aloud, printed without a script, and looked up. ECharts comes only with the first such table. */

const tables = () => [...document.querySelectorAll("table[data-chart]")];
const placeOf = (table) => document.querySelector(`[data-chart-of="${CSS.escape(table.id)}"]`);

let drawing;

async function drawAll() {
  const waiting = tables().filter((table) => placeOf(table)?.childElementCount === 0);
  if (!waiting.length && !drawing) return;
  drawing ??= import("./chart_drawing.js");
  const [{ draw, forget }] = await Promise.all([drawing, document.fonts.ready]); // letters are measured
  forget();
  for (const table of waiting) {
    const place = placeOf(table);
    if (place && place.childElementCount === 0) draw(table, place);
  }
}

export function start() {
  drawAll();
  document.addEventListener("htmx:afterSettle", drawAll);
}
