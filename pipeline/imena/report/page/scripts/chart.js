// Bars over time: counts by period in, an SVG out that is as wide as its place.

const CHART = { height: 150, left: 44, bottom: 22, top: 12 };
const LETTER = 7; // pixels of a figure of the axis, at most

/** counts: a number for each of data.series.periods. Its words keep their size at any width. */
function chart(counts, title) {
  let width = 360;
  const place = element("div", {}, bars(counts, title, width));
  new ResizeObserver(([{ contentRect }]) => {
    const now = Math.round(contentRect.width);
    if (!now || now === width) return;
    width = now;
    place.replaceChildren(bars(counts, title, width));
  }).observe(place);
  return place;
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
