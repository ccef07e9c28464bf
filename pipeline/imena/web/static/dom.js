// Create elements from names, properties and children. Text is only ever set as text, never parsed as HTML.

export function element(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

export function button(words, action, properties = {}) {
  return element("button", { type: "button", onclick: action, ...properties }, words);
}

export const byId = (id) => document.getElementById(id);

export const isVisible = (node) => node.isConnected && node.getClientRects().length > 0;

// Normalise a name for search and comparison: casefold, ё to е, one kind of dash and space, no quotes,
// stress marks and soft hyphens.
export const searchKey = (text) => text.normalize("NFKC").toLowerCase().replaceAll("ё", "е")
  .replace(/[\u0301\p{Cf}\p{Pi}\p{Pf}„‚"'`′]/gu, "")
  .replace(/\s*\p{Pd}\s*/gu, "-")
  .replace(/\s+/g, " ").trim();

export function save(blob, name) {
  const address = URL.createObjectURL(blob);
  const link = element("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
