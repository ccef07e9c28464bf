// Bars over time: counts by period in, an SVG out.

const CHART = { width: 720, height: 150, left: 44, bottom: 22, top: 12 };

/** counts: a number for each of data.series.periods. */
function chart(counts, title) {
  const { width, height, left, bottom, top } = CHART;
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
  const labels = periods.length > 6 ? [0, Math.floor((periods.length - 1) / 2), periods.length - 1]
    : [...periods.keys()];
  for (const place of labels) {
    const many = periods.length > 6;
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
