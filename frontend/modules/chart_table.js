/** What a <table data-chart> says: its row heads are the points, its columns the series. */

const text = (cell) => cell.textContent.trim().replace(/\s+/g, " ");

function series(head, rows) {
  const place = head.cellIndex;
  return {
    name: text(head),
    values: rows.map((row) => (row.cells[place]?.dataset.value ? Number(row.cells[place].dataset.value) : null)),
    shown: rows.map((row) => (row.cells[place] ? text(row.cells[place]) : "")),
  };
}

/** Points with a <time> in their head stand on an axis of days, otherwise beside each other. */
export function read(table) {
  const rows = [...table.tBodies[0].rows];
  const heads = [...table.tHead.rows[0].cells].slice(1).filter((head) => head.dataset.chart !== "none");
  const days = rows.map((row) => row.cells[0].querySelector("time")?.dateTime ?? null);
  return {
    kind: table.dataset.chart,
    unit: table.dataset.chartUnit ?? "number",
    stacked: "chartStacked" in table.dataset,
    until: table.dataset.chartUntil ?? null,
    labels: rows.map((row) => text(row.cells[0].firstElementChild ?? row.cells[0])),
    days: days.every(Boolean) && days.length ? days : null,
    marks: rows.map((row) => row.dataset.mark ?? ""),
    series: heads.map((head) => series(head, rows)),
  };
}

/** Numbers along the axis, short: Rp16,8 rb. */
export function shortNumbers(unit) {
  const language = document.documentElement.lang;
  if (unit === "percent") {
    const percent = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 2 });
    return (value) => percent.format(value);
  }
  const short = new Intl.NumberFormat(language, { notation: "compact", maximumFractionDigits: 1 });
  return (value) => (unit === "rupiah" ? `Rp${short.format(value)}` : short.format(value));
}
