// Elements from names, properties and children. Text is only ever set as text.

export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

export function button(words, action, properties = {}) {
  return element("button", { type: "button", onclick: action, ...properties }, words);
}

export const byId = (id) => document.getElementById(id);

export const isVisible = (place) => place.isConnected && place.getClientRects().length > 0;

// What counts of a name, in a search and beside another name: no case, ё as е, one kind of dash and of
// space, no quotes, stress marks and soft hyphens.
export const folded = (text) => text.normalize("NFKC").toLowerCase().replaceAll("ё", "е")
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
