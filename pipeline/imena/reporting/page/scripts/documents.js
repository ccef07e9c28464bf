// Show one text at a time, chosen from a list; show or hide its teasers and repeats.

const articles = [...document.querySelectorAll("article")];
const picker = byId("document");
const HIDDEN_BY = { teasers: "teaser", copies: "copy" }; // id of a checkbox: class of the blocks that it hides

function showDocument(index) {
  articles.forEach((article, other) => { article.hidden = other !== index; });
  picker.value = String(index);
  byId("previous").disabled = index === 0;
  byId("next").disabled = index === articles.length - 1;
  listEntities(index);
}

/** List the entities of a document, those with the most mentions first. */
function listEntities(index) {
  const counts = new Map();
  mentions.document.forEach((document, mention) => {
    const entity = mentions.entity[mention];
    if (document === index && entity >= 0) counts.set(entity, (counts.get(entity) ?? 0) + 1);
  });
  const sorted = [...counts].sort(([one, n], [other, m]) => m - n || one - other);
  const list = byId("inside").lastElementChild;
  list.replaceChildren(...sorted.map(([entity, n]) => element("li", {},
    element("button",
      { type: "button", class: "link", onclick: (event) => openCard(entity, event.currentTarget) },
      entities.name[entity]),
    labelTag(entities.label[entity]), element("span", { title: count("mentions", n) }, number(n)))));
  if (!sorted.length) list.append(element("li", { class: "quiet" }, text("inside_none")));
}

/** Reveal a block by clicking the checkboxes that hide it; other hidden blocks stay hidden. */
function reveal(block) {
  for (const [zone, kind] of Object.entries(HIDDEN_BY)) {
    const box = byId(zone);
    if (box && !box.checked && block?.classList.contains(kind)) box.click();
  }
}

/** Show a mention in its text and highlight it. */
function showMention(index) {
  const shown = mentions.document[index];
  showDocument(shown);
  const mark = articles[shown].querySelector(`mark[data-mention="${mentions.id[index]}"]`);
  if (!mark) return;
  reveal(mark.closest(".block"));
  document.querySelector("mark.chosen")?.classList.remove("chosen");
  mark.classList.add("chosen");
  mark.scrollIntoView({ block: "center" });
  mark.focus({ preventScroll: true });
}

if (articles.length) {
  picker.addEventListener("change", () => showDocument(Number(picker.value)));
  byId("previous").addEventListener("click", () => showDocument(Number(picker.value) - 1));
  byId("next").addEventListener("click", () => showDocument(Number(picker.value) + 1));
  for (const zone of Object.keys(HIDDEN_BY)) {
    byId(zone)?.addEventListener("change", (event) => {
      byId("texts").classList.toggle(`without-${zone}`, !event.target.checked);
    });
  }
  showDocument(0);
}

for (const cell of document.querySelectorAll("#documents th[data-index]")) {
  const index = Number(cell.dataset.index);
  const open = () => {
    showDocument(index);
    byId("texts").scrollIntoView();
    articles[index].querySelector(".text").focus({ preventScroll: true });
  };
  cell.replaceChildren(
    element("button", { type: "button", class: "link", onclick: open }, cell.textContent));
}
