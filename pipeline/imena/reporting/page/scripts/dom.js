// Create elements. Text is only ever set as text, never parsed as HTML.

const byId = (id) => document.getElementById(id);
const SVG = "http://www.w3.org/2000/svg";

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value !== null && value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== null));
  return node;
}

const element = (name, attributes = {}, ...children) =>
  fill(document.createElement(name), attributes, children);

const svgElement = (name, attributes = {}, ...children) =>
  fill(document.createElementNS(SVG, name), attributes, children);

const classOf = (label) => (["PER", "ORG", "LOC"].includes(label) ? label
  : ["own", ...label.split(/\s+/).filter(Boolean)].join("-"));

/** Show a label as letters; screen readers get its word, unless the word is shown beside it. */
function labelTag(label, beside = false) {
  const word = labelWord(label);
  const attributes = word === label ? {} : beside ? { "aria-hidden": "true" } : { role: "img", "aria-label": word };
  return element("span", { class: `label ${classOf(label)}`, ...attributes }, label);
}
