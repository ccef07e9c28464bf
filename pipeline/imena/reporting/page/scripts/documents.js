// One text at a time, chosen from a list; its zones shown or hidden.

const articles = [...document.querySelectorAll("article")];
const picker = byId("document");
const hiding = { teasers: "teaser", copies: "copy" }; // a box: the class of what it hides

function showDocument(place) {
  articles.forEach((article, other) => { article.hidden = other !== place; });
  picker.value = String(place);
  byId("previous").disabled = place === 0;
  byId("next").disabled = place === articles.length - 1;
  showInside(place);
}

/** The entities of the document, those with the most mentions first. */
function showInside(place) {
  const counts = new Map();
  mentions.document.forEach((document, mention) => {
    const entity = mentions.entity[mention];
    if (document === place && entity >= 0) counts.set(entity, (counts.get(entity) ?? 0) + 1);
  });
  const most = [...counts].sort(([one, n], [other, m]) => m - n || one - other);
  const list = byId("inside").lastElementChild;
  list.replaceChildren(...most.map(([entity, n]) => element("li", {},
    element("button",
      { type: "button", class: "link", onclick: (event) => openCard(entity, event.currentTarget) },
      entities.name[entity]),
    labelTag(entities.label[entity]), element("span", { title: count("mentions", n) }, number(n)))));
  if (!most.length) list.append(element("li", { class: "quiet" }, text("inside_none")));
}

/** Of the boxes, click those that hide this block; what the others hide stays hidden. */
function uncover(block) {
  for (const [zone, kind] of Object.entries(hiding)) {
    const box = byId(zone);
    if (box && !box.checked && block?.classList.contains(kind)) box.click();
  }
}

/** Show a mention in its text, and which it is. */
function showMention(place) {
  const shown = mentions.document[place];
  showDocument(shown);
  const mark = articles[shown].querySelector(`mark[data-mention="${mentions.id[place]}"]`);
  if (!mark) return;
  uncover(mark.closest(".block"));
  document.querySelector("mark.chosen")?.classList.remove("chosen");
  mark.classList.add("chosen");
  mark.scrollIntoView({ block: "center" });
  mark.focus({ preventScroll: true });
}

if (articles.length) {
  picker.addEventListener("change", () => showDocument(Number(picker.value)));
  byId("previous").addEventListener("click", () => showDocument(Number(picker.value) - 1));
  byId("next").addEventListener("click", () => showDocument(Number(picker.value) + 1));
  for (const zone of Object.keys(hiding)) {
    byId(zone)?.addEventListener("change", (event) => {
      byId("texts").classList.toggle(`without-${zone}`, !event.target.checked);
    });
  }
  showDocument(0);
}

for (const cell of document.querySelectorAll("#documents th[data-place]")) {
  const place = Number(cell.dataset.place);
  const open = () => {
    showDocument(place);
    byId("texts").scrollIntoView();
    articles[place].querySelector(".text").focus({ preventScroll: true });
  };
  cell.replaceChildren(
    element("button", { type: "button", class: "link", onclick: open }, cell.textContent));
}
