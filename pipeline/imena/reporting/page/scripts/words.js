// The words of the interface, with numbers and plurals of its language.

const numbers = new Intl.NumberFormat(data.lang, { useGrouping: true });
const plurals = new Intl.PluralRules(data.lang);
const FORMS = { en: ["one", "other"], ru: ["one", "few", "many"] }[data.lang];

const number = (n) => numbers.format(n);

function filled(string, values) {
  return string.replace(/\{(\w+)\}/g, (_, name) => {
    const value = values[name];
    return typeof value === "number" ? number(value) : value;
  });
}

const text = (key, values = {}) => filled(data.strings[key], values);

function count(key, n, values = {}) {
  const forms = data.strings[key].split("|");
  return filled(forms[FORMS.indexOf(plurals.select(n))], { n, ...values });
}

const labelWord = (label) => data.strings[label] ?? label;

const probability = (score) =>
  score.toLocaleString(data.lang, { minimumFractionDigits: 2, maximumFractionDigits: 2 });

// As imena.entities.keys has it, names are the same whatever their quotes: these leave no gap.
const NOTHING = /[\u0301\p{Cf}\p{Pi}\p{Pf}„‚"'`′]/gu; // stress marks, soft hyphens, quotes
const BETWEEN = /[^\p{L}\p{M}\p{N}]+/gu; // dashes, commas, brackets, line breaks

/** For search: words in lower case, without ё, quotes and punctuation, a space between two. */
const folded = (string) =>
  string.normalize("NFKC").toLowerCase().replaceAll("ё", "е").replace(NOTHING, "")
    .replace(BETWEEN, " ").trim();
