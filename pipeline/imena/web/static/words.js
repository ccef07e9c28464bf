// The words of the page in the reader's language; strings.json has them.

import { byId } from "./dom.js";

const LANGUAGES = ["en", "ru"];
const all = await (await fetch("/static/strings.json")).json();
let language = chosen();

function chosen() {
  const asked = new URLSearchParams(location.search).get("lang");
  if (LANGUAGES.includes(asked)) return asked;
  return navigator.language.toLowerCase().startsWith("ru") ? "ru" : "en";
}

// words("mergeHint", {name: "Баку"}); a form for each number where n is given.
export function words(key, values = {}) {
  let text = all[language][key];
  if (typeof text === "object") text = text[new Intl.PluralRules(language).select(values.n)];
  return text.replace(/\{(\w+)\}/g, (_, name) =>
    typeof values[name] === "number" ? number(values[name]) : apart(values[name]));
}

// What is read from right to left, or says so of what follows it, turns no word of the page round.
const apart = (value) =>
  /[\u0590-\u08ff\u202a-\u202e\u2066-\u2069]/.test(value) ? `\u2068${value}\u2069` : value;

export const number = (value) => new Intl.NumberFormat(language).format(value);

export function translatePage() {
  document.documentElement.lang = language;
  document.title = `imena: ${words("title")}`;
  for (const place of document.querySelectorAll("[data-words]")) {
    place.textContent = words(place.dataset.words);
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
