// The table of entities: searched, filtered by label, sorted, a page at a time.

const table = byId("table");
const order = { key: data.order, down: true };
const columns = {
  name: entities.name, label: entities.label, n_mentions: entities.mentions, n_docs: entities.documents,
};
const letters = new Intl.Collator(data.lang);
const everything = entities.name.map((name, place) =>
  folded([name, ...entities.aliases[place], entities.rest[place] ?? ""].join("\n")));
let fitting = [...entities.id.keys()];
let pageShown = 0;

function compare(one, other) {
  const values = columns[order.key];
  const difference = typeof values[one] === "number"
    ? values[one] - values[other] : letters.compare(values[one], values[other]);
  // Equal ones stay in the order that they come in: those in the most documents first.
  return (order.down ? -difference : difference) || one - other;
}

function row(place) {
  const label = entities.label[place];
  const forms = entities.aliases[place];
  const left = forms.length - data.forms + entities.more[place];
  const shown = forms.slice(0, data.forms).join(", ") + (left > 0 ? ` ${count("more", left)}` : "");
  return element("tr", {},
    element("th", { scope: "row" }, element("button",
      {
        type: "button", class: "link", "data-place": place,
        onclick: (event) => openCard(place, event.currentTarget),
      },
      entities.name[place])),
    element("td", {}, labelTag(label)),
    element("td", { class: "number" }, number(entities.mentions[place])),
    element("td", { class: "number" }, number(entities.documents[place])),
    element("td", { class: "forms" }, shown),
    element("td", { class: "ids" }, link("wikidata", place)),
    element("td", { class: "ids" }, link("geonames", place)));
}

function showPage() {
  const pages = Math.max(1, Math.ceil(fitting.length / data.rows));
  const first = pageShown * data.rows;
  table.tBodies[0].replaceChildren(...fitting.slice(first, first + data.rows).map(row));
  byId("page-of").textContent = text("page_of", { page: pageShown + 1, pages });
  byId("page-previous").disabled = pageShown === 0;
  byId("page-next").disabled = pageShown === pages - 1;
  byId("pager").hidden = pages === 1;
  byId("found").textContent = result();
}

/** How many fit; to who searches, also how many are not searched. */
function result() {
  const found = fitting.length ? count("found", fitting.length) : text("nothing_found");
  if (!data.unlisted || !byId("search").value.trim()) return found;
  return `${found.replace(/\.$/, "")}. ${count("unlisted", data.unlisted)}`;
}

function search() {
  const words = folded(byId("search").value).split(" ").filter(Boolean);
  const labels = new Set(
    [...document.querySelectorAll("#labels input:checked")].map((box) => box.value));
  fitting = [...entities.id.keys()].filter((place) =>
    labels.has(entities.label[place]) && words.every((word) => everything[place].includes(word)));
  fitting.sort(compare);
  pageShown = 0;
  showPage();
}

function sortBy(key) {
  // Numbers from the largest, names from the first letter; a second click turns it round.
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
