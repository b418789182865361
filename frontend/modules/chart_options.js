/** From what a table says to what ECharts draws. Series differ by their dashes and signs too, not by colour alone. */
import { shortNumbers } from "./chart_table.js";

const DASHES = ["solid", [6, 4], [2, 3], [10, 4, 2, 4]];
const SIGNS = ["circle", "rect", "triangle", "diamond"];
const FONT_SIZE = 14;
const MARK_SIZE = 13;
const YEAR = 365 * 24 * 3600 * 1000;
const YEAR_ROOM = 80; // of one label along an axis of days
const LEGEND_LINE = 24;
const LEGEND_SIGN = 34;
const LEGEND_GAP = 16;
const LETTER = 8; // the width of a letter of a legend, rather more than less
const LAST_LABEL_ROOM = 24; // half of the last label of an axis of days

/** The colours of the page as it stands, light or dark. */
function colours(place) {
  const style = getComputedStyle(place);
  const colour = (name) => style.getPropertyValue(name).trim();
  return {
    font: { fontFamily: style.fontFamily, fontSize: FONT_SIZE },
    ink: colour("--color-base-content"),
    muted: colour("--muted"),
    line: colour("--line"),
    ground: colour("--color-base-100"),
    mark: colour("--chart-mark"),
    series: [1, 2, 3, 4].map((n) => colour(`--chart-${n}`)),
  };
}

/** A step lasts until the next point; the last one until the end of the axis. */
function points(data, values) {
  if (!data.days) return values;
  const found = data.days.map((day, n) => [day, values[n]]);
  return data.until ? [...found, [data.until, values.at(-1)]] : found;
}

/** Where something changes, the point is larger and of another colour; its words stand over it and in the table. */
function marked(data, seen, found) {
  return found.map((value, n) =>
    data.marks[n] ? { value, symbolSize: MARK_SIZE, itemStyle: { color: seen.mark } } : { value },
  );
}

function drawn(data, seen, one, n) {
  const colour = seen.series[n % seen.series.length];
  const found = marked(data, seen, points(data, one.values));
  const common = { name: one.name, data: found, color: colour, emphasis: { disabled: true } };
  if (data.kind === "bar") {
    const edge = { borderColor: seen.ground, borderWidth: 1 };
    const hatch = { symbol: "rect", dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: n * 0.8, color: seen.ground };
    const itemStyle = n ? { ...edge, decal: hatch } : edge;
    return { ...common, data: points(data, one.values), type: "bar", stack: data.stacked ? "all" : undefined, itemStyle };
  }
  return {
    ...common,
    type: "line",
    step: data.kind === "step" ? (data.days ? "end" : "middle") : false,
    symbol: SIGNS[n % SIGNS.length],
    symbolSize: 6,
    showAllSymbol: true,
    connectNulls: false,
    lineStyle: { width: 3, type: DASHES[n % DASHES.length] },
    areaStyle: data.series.length === 1 ? { opacity: 0.12 } : undefined,
  };
}

/** Whether everything drawn is a whole number, so that no half person stands on the axis. */
function wholeNumbers(data) {
  return data.unit !== "percent" && data.series.every((one) => one.values.every((value) => value === null || Number.isInteger(value)));
}

function axes(data, seen, place) {
  const axisLabel = { ...seen.font, color: seen.muted, hideOverlap: true };
  const splitLine = { lineStyle: { color: seen.line } };
  const below = { axisLine: splitLine, axisTick: { show: false }, splitLine: { show: false } };
  const year = (day) => String(new Date(day).getFullYear());
  const splitNumber = Math.max(2, Math.floor(place.clientWidth / YEAR_ROOM));
  return {
    xAxis: data.days
      ? { type: "time", ...below, axisLabel: { ...axisLabel, formatter: year }, minInterval: YEAR, splitNumber }
      : { type: "category", data: data.labels, ...below, axisLabel },
    yAxis: {
      type: "value",
      min: 0,
      minInterval: wholeNumbers(data) ? 1 : undefined,
      splitNumber: 4,
      axisLabel: { ...axisLabel, formatter: shortNumbers(data.unit) },
      splitLine,
    },
  };
}

/** The words over a point, as elements: the content policy refuses styles written into HTML. */
function told(data, at) {
  const box = document.createElement("div");
  const add = (words, name) => {
    const line = document.createElement("p");
    line.textContent = words;
    line.className = name;
    box.append(line);
  };
  add(data.labels[at], "chart-tip-head");
  for (const one of data.series) if (one.shown[at]) add(`${one.name}: ${one.shown[at]}`, "number");
  if (data.marks[at]) add(data.marks[at], "chart-tip-mark");
  return box;
}

/** The names of the series: in one line where they fit, otherwise below each other. */
function named(data, seen, place) {
  const width = data.series.reduce((sum, one) => sum + LEGEND_SIGN + one.name.length * LETTER + LEGEND_GAP, 0);
  const beside = width <= place.clientWidth;
  const legend = {
    show: data.series.length > 1,
    orient: beside ? "horizontal" : "vertical",
    top: 0,
    left: 0,
    itemWidth: LEGEND_SIGN,
    itemGap: beside ? LEGEND_GAP : LEGEND_LINE - FONT_SIZE,
    textStyle: { ...seen.font, color: seen.ink },
    selectedMode: false,
  };
  return { legend, room: LEGEND_GAP + (legend.show ? LEGEND_LINE * (beside ? 1 : data.series.length) : 0) };
}

/** Bars stand between their ends; a line ends at the edge, where half of its last label needs room. */
function roomForLast(data) {
  if (data.days) return LAST_LABEL_ROOM;
  return data.kind === "bar" ? 8 : Math.ceil((data.labels.at(-1).length * LETTER) / 2);
}

/** The whole of what ECharts is asked to draw in a place. */
export function options(data, place) {
  const seen = colours(place);
  const { legend, room } = named(data, seen, place);
  const last = data.labels.length - 1; // the point added at the end of an axis of days is the last row's
  return {
    animation: false,
    textStyle: seen.font,
    grid: {
      left: 4,
      right: roomForLast(data),
      top: room,
      bottom: 4,
      outerBoundsMode: "same",
      outerBoundsContain: "axisLabel",
    },
    legend,
    ...axes(data, seen, place),
    series: data.series.map((one, n) => drawn(data, seen, one, n)),
    tooltip: {
      trigger: "axis",
      confine: true,
      transitionDuration: 0,
      backgroundColor: seen.ground,
      borderColor: seen.line,
      textStyle: { ...seen.font, color: seen.ink },
      extraCssText: "box-shadow: none; white-space: normal; max-width: 18rem;",
      axisPointer: { type: "line", lineStyle: { color: seen.muted } },
      formatter: ([first]) => told(data, Math.min(first.dataIndex, last)),
    },
  };
}
