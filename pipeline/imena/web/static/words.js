// The texts of the page in the reader's language, from strings.json.

import { byId } from "./dom.js";

const LANGUAGES = ["en", "ru"];
const all = await (await fetch("/static/strings.json")).json();
let language = chosen();

function chosen() {
  const requested = new URLSearchParams(location.search).get("lang");
  if (LANGUAGES.includes(requested)) return requested;
  return navigator.language.toLowerCase().startsWith("ru") ? "ru" : "en";
}

// Return a text with values, e.g. words("mergeHint", {name: "Баку"}); n selects the plural form.
export function words(key, values = {}) {
  let text = all[language][key];
  if (typeof text === "object") text = text[new Intl.PluralRules(language).select(values.n)];
  return text.replace(/\{(\w+)\}/g, (_, name) =>
    typeof values[name] === "number" ? number(values[name]) : isolated(values[name]));
}

// Isolate right-to-left text and direction marks, so that they do not change the rest of a sentence.
const isolated = (value) =>
  /[\u0590-\u08ff\u202a-\u202e\u2066-\u2069]/.test(value) ? `\u2068${value}\u2069` : value;

export const number = (value) => new Intl.NumberFormat(language).format(value);

export function translatePage() {
  document.documentElement.lang = language;
  document.title = `imena: ${words("title")}`;
  for (const node of document.querySelectorAll("[data-words]")) {
    node.textContent = words(node.dataset.words);
  }
  const other = LANGUAGES.find((each) => each !== language);
  const toggle = byId("language");
  toggle.textContent = other === "ru" ? "Русский" : "English";
  toggle.lang = other;
}

export function switchLanguage() {
  language = LANGUAGES.find((each) => each !== language);
  const address = new URL(location.href);
  address.searchParams.set("lang", language);
  history.replaceState(null, "", address);
}
