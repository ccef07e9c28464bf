// The card of an entity: who it is, why, with whom, and every mention in its context.

const card = byId("card");
const AROUND = 90; // code points of a sentence on each side of a mention
const AT_ONCE = 30; // mentions
const besideText = window.matchMedia("(min-width: 1100px)"); // as page.css has it
let opener = null;
let entityShown = null;

const known = {
  wikidata: [/^Q\d+$/, "Wikidata", (id) => `https://www.wikidata.org/wiki/${id}`],
  geonames: [/^\d+$/, "GeoNames", (id) => `https://www.geonames.org/${id}`],
};

/** An id of an entity as a link to what others know of it; nothing if it has none. */
function link(name, place) {
  const [shape, title, address] = known[name];
  const id = entities[name][place];
  if (id === null) return "";
  if (!shape.test(id)) return id;
  return element("a", { href: address(id), rel: "noreferrer", "aria-label": `${title} ${id}` }, id);
}

function openCard(place, from) {
  opener = from;
  entityShown = place;
  const name = element("h2", { id: "card-title", tabindex: "-1" }, entities.name[place]);
  const label = entities.label[place];
  const figures = `${count("mentions", entities.mentions[place])} · ${count("documents", entities.documents[place])}`;
  card.replaceChildren(
    element("button", { type: "button", class: "close", "aria-label": text("close"), onclick: closeCard }, "×"),
    name,
    element("p", {}, labelTag(label, true), labelWord(label) === label ? "" : ` ${labelWord(label)}`, ` · ${figures}`),
    element("ul", { class: "facts" },
      Object.keys(known).filter((name) => entities[name][place] !== null).map((name) =>
        element("li", {}, `${known[name][1]}: `, link(name, place))),
      entities.iso[place] === null ? [] : element("li", {}, `${text("id_iso")}: ${entities.iso[place]}`),
      entities.score[place] === null ? []
        : element("li", {}, text("score_mean", { score: probability(entities.score[place]) })),
      element("li", {}, `${text("id_own")}: `, element("code", {}, entities.id[place]))),
    ...forms(place),
    ...reasons(place),
    ...cooccurring(place),
    ...overTime(place),
    ...contexts(place),
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
  const row = document.querySelector(`#table [data-place="${entityShown}"]`);
  // The opener is gone where the table was sorted or another text was chosen since.
  [opener, row, byId("entities")].find(takesFocus);
}

function takesFocus(place) {
  place?.focus({ preventScroll: true });
  return place && place === document.activeElement;
}

function forms(place) {
  const more = entities.more[place];
  return [
    element("h3", {}, text("forms")),
    element("p", {}, entities.aliases[place].join(", "), more ? ` ${count("more", more)}` : ""),
  ];
}

function reasons(place) {
  const why = entities.why[place];
  if (!why.length) return [];
  return [
    element("h3", {}, text("why")),
    element("ul", {}, why.map(([name, reason]) => element("li", {},
      name ? element("b", {}, name) : "", name ? " — " : "", entities.whys[reason]))),
  ];
}

function cooccurring(place) {
  const others = entities.beside[place];
  if (!others.length) return [];
  return [
    element("h3", {}, text("with")),
    element("ul", { class: "cooccurring" }, others.map(([other, weight]) => element("li", {},
      element("button", { type: "button", class: "link", onclick: () => openCard(other, opener) },
        entities.name[other]),
      labelTag(entities.label[other]), element("span", { title: count("sentences", weight) }, number(weight))))),
  ];
}

function overTime(place) {
  if (!data.series.periods.length || !entities.when[place].length) return [];
  const counts = data.series.periods.map(() => 0);
  for (const [period, n] of entities.when[place]) counts[period] = n;
  return [
    element("h3", {}, `${text("time_one")}, ${text(`by_${data.series.unit}`)}`),
    chart(counts, `${entities.name[place]}: ${text("time_one")}`),
  ];
}

function contexts(place) {
  const all = mentionsOf.get(place) ?? [];
  const elsewhere = entities.mentions[place] - all.length;
  const list = element("div", { class: "contexts" });
  const button = element("button", { type: "button" });
  let shown = 0;
  let last = -1; // the document of the mention before
  const more = () => {
    for (const mention of all.slice(shown, shown + AT_ONCE)) {
      const from = mentions.document[mention];
      if (from !== last) list.append(element("h4", {}, data.documents[from]), element("ul"));
      last = from;
      list.lastElementChild.append(context(mention));
    }
    shown = Math.min(all.length, shown + AT_ONCE);
    button.hidden = shown === all.length;
    button.textContent = count("contexts_more", Math.min(AT_ONCE, all.length - shown));
  };
  button.addEventListener("click", more);
  more();
  return [
    element("h3", {}, text("contexts")), list, button,
    elsewhere > 0 ? element("p", { class: "notice" }, count("contexts_elsewhere", elsewhere)) : "",
  ];
}

function context(mention) {
  // Offsets count code points, as Array.from does; a string's own indices do not.
  const sentence = Array.from(mentions.sentences[mentions.sentence[mention]]);
  const at = mentions.at[mention];
  const end = at + mentions.length[mention];
  const first = at > AROUND ? sentence.indexOf(" ", at - AROUND) + 1 || at : 0;
  const from = Math.min(first, at);
  const cut = end + AROUND < sentence.length ? sentence.lastIndexOf(" ", end + AROUND) : sentence.length;
  const to = Math.max(cut, end);
  const label = entities.label[mentions.entity[mention]];
  const go = () => {
    if (!besideText.matches) closeCard(); // it would lie over the text
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
  const place = placeOf.get(mark.dataset.entity);
  if (place !== undefined) openCard(place, mark);
}

document.addEventListener("click", (event) => {
  const mark = event.target.closest("article mark");
  if (mark && window.getSelection().isCollapsed) openFromText(mark);
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    if (tooltip.hidden) closeCard();
    hush();
  }
  if (event.key === "Enter" && event.target.matches("article mark")) openFromText(event.target);
});
