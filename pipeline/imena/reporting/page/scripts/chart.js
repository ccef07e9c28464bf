// Bars over time: counts by period in, an SVG out that is as wide as its place.

const CHART = { height: 150, left: 44, bottom: 22, top: 12 };
const LETTER = 7; // pixels of a figure of the axis, at most

/**
 * counts: a number for each of data.series.periods. Its words keep their size at any width, and its
 * numbers can be read without pointing at a bar.
 */
function chart(counts, title) {
  let width = 360;
  const place = element("div", {}, bars(counts, title, width), numbersOf(counts));
  new ResizeObserver(([{ contentRect }]) => {
    const now = Math.round(contentRect.width);
    if (!now || now === width) return;
    width = now;
    place.firstElementChild.replaceWith(bars(counts, title, width));
  }).observe(place);
  return place;
}

/** What the bars show, as a table that opens by a click or a key. */
function numbersOf(counts) {
  const rows = counts.flatMap((value, place) => (!value ? [] : [element("tr", {},
    element("th", { scope: "row" }, data.series.periods[place]),
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
  const most = Math.max(1, ...counts);
  const step = (width - left) / periods.length;
  const room = height - bottom - top;
  const svg = drawn("svg", { viewBox: `0 0 ${width} ${height}`, class: "chart", role: "img" },
    drawn("title", {}, title));
  for (const value of new Set([most, 0])) {
    const y = height - bottom - (value / most) * room;
    svg.append(
      drawn("line", { x1: left, x2: width, y1: y, y2: y, class: "rule" }),
      drawn("text", { x: left - 6, y: y + 4, "text-anchor": "end" }, number(value)),
    );
  }
  counts.forEach((value, place) => {
    if (!value) return;
    const tall = Math.max(1.5, (value / most) * room);
    svg.append(drawn("rect", {
      x: left + place * step + Math.min(1, step * 0.1), y: height - bottom - tall,
      width: Math.max(1, step - Math.min(2, step * 0.2)), height: tall, class: "bar",
    }, drawn("title", {}, `${periods[place]}: ${count("mentions", value)}`)));
  });
  const many = periods.length > 6 || step < (periods[0].length + 2) * LETTER;
  const labels = !many ? periods.keys()
    : new Set([0, Math.floor((periods.length - 1) / 2), periods.length - 1]);
  for (const place of labels) {
    const anchor = many && place === 0 ? "start"
      : many && place === periods.length - 1 ? "end" : "middle";
    const x = anchor === "start" ? left : anchor === "end" ? width : left + (place + 0.5) * step;
    svg.append(drawn("text", { x, y: height - 6, "text-anchor": anchor }, periods[place]));
  }
  return svg;
}

if (byId("chart")) {
  byId("chart").append(chart(data.series.all, text("time_all")));
}
