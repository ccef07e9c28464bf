// The texts of the page, with numbers and plural forms of its language.

const numbers = new Intl.NumberFormat(data.lang, { useGrouping: true });
const plurals = new Intl.PluralRules(data.lang);
const FORMS = { en: ["one", "other"], ru: ["one", "few", "many"] }[data.lang];

const number = (n) => numbers.format(n);

function withValues(string, values) {
  return string.replace(/\{(\w+)\}/g, (_, name) => {
    const value = values[name];
    return typeof value === "number" ? number(value) : value;
  });
}

const text = (key, values = {}) => withValues(data.strings[key], values);

function count(key, n, values = {}) {
  const forms = data.strings[key].split("|");
  return withValues(forms[FORMS.indexOf(plurals.select(n))], { n, ...values });
}

const labelWord = (label) => data.strings[label] ?? label;

const probability = (score) =>
  score.toLocaleString(data.lang, { minimumFractionDigits: 2, maximumFractionDigits: 2 });

// Removed without leaving a space, as in imena.forms.name_key, so that quotes make no difference:
const REMOVED = /[\u0301\p{Cf}\p{Pi}\p{Pf}„‚"'`′]/gu; // stress marks, soft hyphens, quotes
const SEPARATORS = /[^\p{L}\p{M}\p{N}]+/gu; // dashes, commas, brackets, line breaks

/** Normalise text for search: lower case, ё to е, no quotes, and single spaces for punctuation. */
const folded = (string) =>
  string.normalize("NFKC").toLowerCase().replaceAll("ё", "е").replace(REMOVED, "")
    .replace(SEPARATORS, " ").trim();
