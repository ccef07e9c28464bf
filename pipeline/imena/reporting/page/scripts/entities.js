// The table of entities: search, filter by label, sorting and paging.

const table = byId("table");
const order = { key: data.order, down: true };
const columns = {
  name: entities.name, label: entities.label, n_mentions: entities.mentions, n_docs: entities.documents,
};
const collator = new Intl.Collator(data.lang);
const searchTexts = entities.name.map((name, index) =>
  folded([name, ...entities.aliases[index], entities.hidden_words[index] ?? ""].join("\n")));
let matching = [...entities.id.keys()];
let pageShown = 0;

function compare(one, other) {
  const values = columns[order.key];
  const difference = typeof values[one] === "number"
    ? values[one] - values[other] : collator.compare(values[one], values[other]);
  // Ties keep the order of the data: entities in the most documents first.
  return (order.down ? -difference : difference) || one - other;
}

function row(index) {
  const label = entities.label[index];
  const forms = entities.aliases[index];
  const nHidden = forms.length - data.forms + entities.n_hidden[index];
  const shown = forms.slice(0, data.forms).join(", ") + (nHidden > 0 ? ` ${count("more", nHidden)}` : "");
  return element("tr", {},
    element("th", { scope: "row" }, element("button",
      {
        type: "button", class: "link", "data-index": index,
        onclick: (event) => openCard(index, event.currentTarget),
      },
      entities.name[index])),
    element("td", {}, labelTag(label)),
    element("td", { class: "number" }, number(entities.mentions[index])),
    element("td", { class: "number" }, number(entities.documents[index])),
    element("td", { class: "forms" }, shown),
    element("td", { class: "ids" }, link("wikidata", index)),
    element("td", { class: "ids" }, link("geonames", index)));
}

function showPage() {
  const pages = Math.max(1, Math.ceil(matching.length / data.rows));
  const first = pageShown * data.rows;
  table.tBodies[0].replaceChildren(...matching.slice(first, first + data.rows).map(row));
  byId("page-of").textContent = text("page_of", { page: pageShown + 1, pages });
  byId("page-previous").disabled = pageShown === 0;
  byId("page-next").disabled = pageShown === pages - 1;
  byId("pager").hidden = pages === 1;
  byId("found").textContent = resultText();
}

/** Return the number of matching entities and, during a search, of those that are not searched. */
function resultText() {
  const found = matching.length ? count("found", matching.length) : text("nothing_found");
  if (!data.unlisted || !byId("search").value.trim()) return found;
  return `${found.replace(/\.$/, "")}. ${count("unlisted", data.unlisted)}`;
}

function search() {
  const words = folded(byId("search").value).split(" ").filter(Boolean);
  const labels = new Set(
    [...document.querySelectorAll("#labels input:checked")].map((box) => box.value));
  matching = [...entities.id.keys()].filter((index) =>
    labels.has(entities.label[index]) && words.every((word) => searchTexts[index].includes(word)));
  matching.sort(compare);
  pageShown = 0;
  showPage();
}

function sortBy(key) {
  // Numbers start with the largest, names with the first letter; a second click reverses the order.
  order.down = order.key === key ? !order.down : key.startsWith("n_");
  order.key = key;
  for (const head of table.querySelectorAll("th[data-key]")) {
    if (head.dataset.key === key) head.setAttribute("aria-sort", order.down ? "descending" : "ascending");
    else head.removeAttribute("aria-sort");
  }
  search();
}

if (table) {
  byId("search").addEventListener("input", search);
  byId("labels").addEventListener("change", search);
  for (const head of table.querySelectorAll("th[data-key]")) {
    head.firstElementChild.addEventListener("click", () => sortBy(head.dataset.key));
  }
  byId("page-previous").addEventListener("click", () => { pageShown -= 1; showPage(); });
  byId("page-next").addEventListener("click", () => { pageShown += 1; showPage(); });
  search();
}
