// Draw a bar chart of counts by period as an SVG that is as wide as its container.

const CHART = { height: 150, left: 44, bottom: 22, top: 12 };
const LETTER = 7; // maximum width of a character of the axis in pixels

/**
 * Return a chart of counts, one for each of data.series.periods, and a table of its numbers.
 *
 * The chart is drawn again when its width changes, so that its labels keep their size.
 */
function chart(counts, title) {
  let width = 360;
  const container = element("div", {}, bars(counts, title, width), numbersTable(counts));
  new ResizeObserver(([{ contentRect }]) => {
    const now = Math.round(contentRect.width);
    if (!now || now === width) return;
    width = now;
    container.firstElementChild.replaceWith(bars(counts, title, width));
  }).observe(container);
  return container;
}

/** Return the numbers of the bars as a collapsible table. */
function numbersTable(counts) {
  const rows = counts.flatMap((value, index) => (!value ? [] : [element("tr", {},
    element("th", { scope: "row" }, data.series.periods[index]),
    element("td", { class: "number" }, number(value)))]));
  return element("details", { class: "numbers" },
    element("summary", {}, text("time_table")),
    element("table", {},
      element("thead", {}, element("tr", {},
        element("th", { scope: "col" }, text("period")),
        element("th", { scope: "col", class: "number" }, text("n_mentions")))),
      element("tbody", {}, rows)));
}

function bars(counts, title, width) {
  const { height, left, bottom, top } = CHART;
  const { periods } = data.series;
  const maximum = Math.max(1, ...counts);
  const step = (width - left) / periods.length;
  const plotHeight = height - bottom - top;
  const svg = svgElement("svg", { viewBox: `0 0 ${width} ${height}`, class: "chart", role: "img" },
    svgElement("title", {}, title));
  for (const value of new Set([maximum, 0])) {
    const y = height - bottom - (value / maximum) * plotHeight;
    svg.append(
      svgElement("line", { x1: left, x2: width, y1: y, y2: y, class: "rule" }),
      svgElement("text", { x: left - 6, y: y + 4, "text-anchor": "end" }, number(value)),
    );
  }
  counts.forEach((value, index) => {
    if (!value) return;
    const barHeight = Math.max(1.5, (value / maximum) * plotHeight);
    svg.append(svgElement("rect", {
      x: left + index * step + Math.min(1, step * 0.1), y: height - bottom - barHeight,
      width: Math.max(1, step - Math.min(2, step * 0.2)), height: barHeight, class: "bar",
    }, svgElement("title", {}, `${periods[index]}: ${count("mentions", value)}`)));
  });
  const isCrowded = periods.length > 6 || step < (periods[0].length + 2) * LETTER;
  const labels = !isCrowded ? periods.keys()
    : new Set([0, Math.floor((periods.length - 1) / 2), periods.length - 1]);
  for (const index of labels) {
    const anchor = isCrowded && index === 0 ? "start"
      : isCrowded && index === periods.length - 1 ? "end" : "middle";
    const x = anchor === "start" ? left : anchor === "end" ? width : left + (index + 0.5) * step;
    svg.append(svgElement("text", { x, y: height - 6, "text-anchor": anchor }, periods[index]));
  }
  return svg;
}

if (byId("chart")) {
  byId("chart").append(chart(data.series.all, text("time_all")));
}
