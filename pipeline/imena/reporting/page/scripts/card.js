// The card of an entity: its ids, forms, merge reasons, co-occurring entities and mentions in context.

const card = byId("card");
const CONTEXT_LENGTH = 90; // code points of a sentence on each side of a mention
const PORTION = 30; // mentions
const isWide = window.matchMedia("(min-width: 1100px)"); // the same width as in page.css
let opener = null;
let entityShown = null;

const ID_SITES = {
  wikidata: [/^Q\d+$/, "Wikidata", (id) => `https://www.wikidata.org/wiki/${id}`],
  geonames: [/^\d+$/, "GeoNames", (id) => `https://www.geonames.org/${id}`],
};

/** Return an id of an entity as a link to its site, or as text if it is malformed; empty without an id. */
function link(name, index) {
  const [shape, title, address] = ID_SITES[name];
  const id = entities[name][index];
  if (id === null) return "";
  if (!shape.test(id)) return id;
  return element("a", { href: address(id), rel: "noreferrer", "aria-label": `${title} ${id}` }, id);
}

function openCard(index, from) {
  opener = from;
  entityShown = index;
  const name = element("h2", { id: "card-title", tabindex: "-1" }, entities.name[index]);
  const label = entities.label[index];
  const figures = `${count("mentions", entities.mentions[index])} · ${count("documents", entities.documents[index])}`;
  card.replaceChildren(
    element("button", { type: "button", class: "close", "aria-label": text("close"), onclick: closeCard }, "×"),
    name,
    element("p", {}, labelTag(label, true), labelWord(label) === label ? "" : ` ${labelWord(label)}`, ` · ${figures}`),
    element("ul", { class: "facts" },
      Object.keys(ID_SITES).filter((name) => entities[name][index] !== null).map((name) =>
        element("li", {}, `${ID_SITES[name][1]}: `, link(name, index))),
      entities.iso[index] === null ? [] : element("li", {}, `${text("id_iso")}: ${entities.iso[index]}`),
      entities.score[index] === null ? []
        : element("li", {}, text("score_mean", { score: probability(entities.score[index]) })),
      element("li", {}, `${text("id_own")}: `, element("code", {}, entities.id[index]))),
    ...forms(index),
    ...reasons(index),
    ...cooccurring(index),
    ...timeChart(index),
    ...contexts(index),
  );
  card.hidden = false;
  card.scrollTop = 0;
  document.body.classList.add("with-card");
  name.focus({ preventScroll: true });
}

function closeCard() {
  if (card.hidden) return;
  card.hidden = true;
  document.body.classList.remove("with-card");
  const row = document.querySelector(`#table [data-index="${entityShown}"]`);
  // The opener may have been replaced, because the table was sorted or another text was chosen.
  [opener, row, byId("entities")].find(focusOn);
}

function focusOn(node) {
  node?.focus({ preventScroll: true });
  return node && node === document.activeElement;
}

function forms(index) {
  const more = entities.n_hidden[index];
  return [
    element("h3", {}, text("forms")),
    element("p", {}, entities.aliases[index].join(", "), more ? ` ${count("more", more)}` : ""),
  ];
}

function reasons(index) {
  const ownReasons = entities.reasons[index];
  if (!ownReasons.length) return [];
  return [
    element("h3", {}, text("why")),
    element("ul", {}, ownReasons.map(([name, reason]) => element("li", {},
      name ? element("b", {}, name) : "", name ? " — " : "", entities.reason_texts[reason]))),
  ];
}

function cooccurring(index) {
  const others = entities.cooccurring[index];
  if (!others.length) return [];
  return [
    element("h3", {}, text("with")),
    element("ul", { class: "cooccurring" }, others.map(([other, weight]) => element("li", {},
      element("button", { type: "button", class: "link", onclick: () => openCard(other, opener) },
        entities.name[other]),
      labelTag(entities.label[other]), element("span", { title: count("sentences", weight) }, number(weight))))),
  ];
}

function timeChart(index) {
  if (!data.series.periods.length || !entities.by_period[index].length) return [];
  const counts = data.series.periods.map(() => 0);
  for (const [period, n] of entities.by_period[index]) counts[period] = n;
  return [
    element("h3", {}, `${text("time_one")}, ${text(`by_${data.series.unit}`)}`),
    chart(counts, `${entities.name[index]}: ${text("time_one")}`),
  ];
}

function contexts(index) {
  const all = mentionsOf.get(index) ?? [];
  const elsewhere = entities.mentions[index] - all.length;
  const list = element("div", { class: "contexts" });
  const button = element("button", { type: "button" });
  let shown = 0;
  let last = -1; // document of the previous mention
  const more = () => {
    for (const mention of all.slice(shown, shown + PORTION)) {
      const from = mentions.document[mention];
      if (from !== last) list.append(element("h4", {}, data.documents[from]), element("ul"));
      last = from;
      list.lastElementChild.append(context(mention));
    }
    shown = Math.min(all.length, shown + PORTION);
    button.hidden = shown === all.length;
    button.textContent = count("contexts_more", Math.min(PORTION, all.length - shown));
  };
  button.addEventListener("click", more);
  more();
  return [
    element("h3", {}, text("contexts")), list, button,
    elsewhere > 0 ? element("p", { class: "notice" }, count("contexts_elsewhere", elsewhere)) : "",
  ];
}

function context(mention) {
  // Offsets count code points, like Array.from and unlike string indices.
  const sentence = Array.from(mentions.sentences[mentions.sentence[mention]]);
  const at = mentions.at[mention];
  const end = at + mentions.length[mention];
  const first = at > CONTEXT_LENGTH ? sentence.indexOf(" ", at - CONTEXT_LENGTH) + 1 || at : 0;
  const from = Math.min(first, at);
  const cut = end + CONTEXT_LENGTH < sentence.length ? sentence.lastIndexOf(" ", end + CONTEXT_LENGTH) : sentence.length;
  const to = Math.max(cut, end);
  const label = entities.label[mentions.entity[mention]];
  const go = () => {
    if (!isWide.matches) closeCard(); // on a narrow screen it would cover the text
    showMention(mention);
  };
  return element("li", {},
    element("button", { type: "button", class: "context", title: text("go_to"), onclick: go },
      from > 0 ? "… " : "", sentence.slice(from, at).join(""),
      element("mark", { class: classOf(label) }, sentence.slice(at, end).join("")),
      sentence.slice(end, to).join(""), to < sentence.length ? " …" : "",
      mentions.copy[mention] ? element("small", {}, ` ${text("is_copy")}`) : ""));
}

function openFromText(mark) {
  const index = entityIndex.get(mark.dataset.entity);
  if (index !== undefined) openCard(index, mark);
}

document.addEventListener("click", (event) => {
  const mark = event.target.closest("article mark");
  if (mark && window.getSelection().isCollapsed) openFromText(mark);
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    if (tooltip.hidden) closeCard();
    hideTooltip();
  }
  if (event.key === "Enter" && event.target.matches("article mark")) openFromText(event.target);
});
