/** Draws with ECharts, in SVG. Loaded by chart.js where a page has a chart. */
import { BarChart, LineChart } from "echarts/charts";
import { GridComponent, LegendPlainComponent, TooltipComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { options } from "./chart_options.js";
import { read } from "./chart_table.js";

use([BarChart, LineChart, GridComponent, LegendPlainComponent, TooltipComponent, SVGRenderer]);

const shown = new Map(); // place: the chart, its data and who watches its size

/** Draw what a table says in a place of the page, and again when the place or the colours change. */
export function draw(table, place) {
  const data = read(table);
  if (!data.labels.length || !data.series.length) return;
  place.hidden = false;
  const chart = init(place, null, { renderer: "svg" });
  chart.on("finished", () => letScale(place));
  chart.setOption(options(data, place));
  const watch = new ResizeObserver(() => place.isConnected && chart.resize());
  watch.observe(place);
  shown.set(place, { chart, data, watch });
}

/** With a view box a printed drawing fits the paper, whose width nobody is told of. */
function letScale(place) {
  const svg = place.querySelector("svg");
  svg?.setAttribute("viewBox", `0 0 ${svg.getAttribute("width")} ${svg.getAttribute("height")}`);
}

/** Let go of charts whose place htmx took off the page. */
export function forget() {
  for (const [place, { chart, watch }] of shown) {
    if (place.isConnected) continue;
    watch.disconnect();
    chart.dispose();
    shown.delete(place);
  }
}

// Another theme, or paper, which is white.
for (const medium of ["(prefers-color-scheme: dark)", "print"]) {
  matchMedia(medium).addEventListener("change", () => {
    for (const [place, { chart, data }] of shown) chart.setOption(options(data, place), true);
  });
}
