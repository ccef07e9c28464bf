// What the reader does in, requests and a new page out.

import { dictionaryText, isTooLong, post, postFile } from "./api.js";
import { drawChanges } from "./changes.js";
import { byId, element, isVisible, save } from "./dom.js";
import { drawEditor, putBack, unsent } from "./editor.js";
import { listenToFiles } from "./files.js";
import { drawText, goTo, markChosen, markOf } from "./reader.js";
import { complain, english, say, sayAgain } from "./messages.js";
import {
  ask, asSent, chosenEntity, isFailed, noNames, nothingRead, outcome, question, seen, state, successor,
} from "./state.js";
import { entityTable, labelChip, mentionTable } from "./tables.js";
import { inTurn } from "./turns.js";
import { switchLanguage, translatePage, words } from "./words.js";

const EXAMPLE = "Директор Эрмитажа Михаил Пиотровский встретился в Казани с ректором Казанского " +
  "университета Ленаром Сафиным. Сафин рассказал о выставке, которую университет готовит вместе с " +
  "музеем. «Мы ждём гостей из Петербурга и Москвы», — сообщили в пресс-службе Эрмитажа. " +
  "Пиотровского пригласили в Татарстан и на будущий год.";
const TABS = ["entities", "mentions", "changes"];

const entities = entityTable(byId("entities"), (id) => {
  state.mention = null;
  choose(id, true);
});
const mentions = mentionTable(byId("mentions"), (row) => {
  show(state.answer.documents.findIndex((each) => each.doc_id === row.doc_id));
  state.mention = row;
  choose(row.entity_id);
  goTo(markOf(byId("reader"), row.mention_id));
});

// Asking

const read = (text) => inTurn(async () => {
  const source = { text, documents: null };
  begin(source, await ask({ source }));
}, `read ${text}`);

async function readFile(file) {
  const error = await inTurn(async () => {
    const fields = { text_column: byId("column").value.trim() || "text" };
    if (state.dictionary) fields.dictionary = state.dictionary.text;
    const answer = await (await postFile("/api/extract-file", file, fields)).json();
    const source = { text: "", documents: answer.documents.map(asSent) };
    begin(source, state.changes.length ? await ask({ source }) : answer);
  });
  if (error?.key === "noColumn") write("column");
}

function begin(source, answer) {
  const fresh = { shown: 0, chosen: null, mention: null, tab: "entities", writing: false };
  Object.assign(state, source, { answer }, fresh);
  entities.query = mentions.query = "";
  draw();
  byId("reader").focus({ preventScroll: true });
  scrollTo(0, 0);
  say(outcome);
  const { length: n, 0: first } = answer.documents;
  if (nothingRead()) complain(words("noneRead", { n }), " ", english(first.error));
}

// The same texts, by other names; who is chosen then, stays so under whatever id.
async function readAgain({ changes = state.changes, dictionary = state.dictionary }) {
  if (state.answer) {
    const answer = await ask({ changes, dictionary });
    const before = chosenEntity();
    state.answer = answer;
    state.chosen = (before && successor(before)?.entity_id) ?? null;
  } else {
    await post("/api/dictionary", { dictionary: dictionary?.text ?? null, corrections: changes });
  }
  Object.assign(state, { changes, dictionary });
  draw();
}

// The list of corrections becomes another one, if the server can make a dictionary of it.
const setChanges = (change) => inTurn(async () => {
  await readAgain({ changes: change(state.changes) });
  say(outcome);
});

// What was said before holds again when it is the last: it is moved there, and is not there twice.
function correct(correction) {
  const same = JSON.stringify(correction);
  inTurn(async () => {
    const before = seen();
    const others = state.changes.filter((each) => JSON.stringify(each) !== same);
    await readAgain({ changes: [...others, correction] });
    say(seen() === before ? () => words("unchanged") : outcome);
  }, same);
}

const loadDictionary = (file) => inTurn(async () => {
  const dictionary = { name: file.name, text: await dictionaryText(file) };
  await readAgain({ dictionary });
  say(() => words("usedDictionary", dictionary));
});

const dropDictionary = () => inTurn(async () => {
  await readAgain({ dictionary: null });
  say(() => words("undone"));
}, "drop");

const download = (path, content, name) => inTurn(async () => {
  save(await (await post(path, content())).blob(), name);
  say(() => words("saved", { name }));
}, name);

// Drawing

function draw() {
  const { answer, writing } = state;
  const before = document.activeElement;
  const inCard = unsent(byId("editor"));
  const reading = answer !== null && !writing;
  byId("input").hidden = reading;
  byId("result").hidden = !reading;
  byId("back").hidden = !writing;
  for (const place of document.querySelectorAll(".dictionary-name")) {
    place.textContent = state.dictionary ? words("usedDictionary", state.dictionary) : "";
  }
  for (const place of document.querySelectorAll(".drop-dictionary")) place.hidden = !state.dictionary;
  if (!answer) return;
  byId("legend").replaceChildren(...["PER", "ORG", "LOC"].map((label) =>
    element("span", {}, labelChip(label, true), ` ${words(label)}`)));
  drawPicker();
  show(state.shown);
  entities.show(answer.entities);
  mentions.show(answer.mentions);
  drawChanges(byId("list"), state.changes, setChanges);
  byId("undo").hidden = !state.changes.length;
  for (const tab of TABS) {
    const { length } = { ...answer, changes: state.changes }[tab];
    byId(`tab-${tab}`).textContent = `${words(tab)} ${length}`;
  }
  for (const each of document.querySelectorAll("[data-export]")) each.disabled = nothingRead();
  openTab(state.tab);
  choose(state.chosen);
  putBack(byId("editor"), inCard);
  if (reading && !isVisible(before)) refocus(before.dataset.key);
}

function drawPicker() {
  const { documents } = state.answer;
  const signs = { failed: "isFailed", empty: "isEmpty" };
  byId("picker").hidden = documents.length < 2;
  byId("document").replaceChildren(...documents.map(({ doc_id: id, status }, index) =>
    element("option", { value: index }, status in signs ? `${id} · ${words(signs[status])}` : id)));
}

function show(index) {
  state.shown = index;
  const shown = state.answer.documents[index];
  byId("document").value = index;
  const own = state.answer.mentions.filter((row) => row.doc_id === shown.doc_id);
  const byNumber = new Map(own.map((row) => [row.mention_id, row]));
  drawText(byId("reader"), shown, byNumber, (id, mention) => {
    state.mention = byNumber.get(mention);
    choose(id, true);
  });
  const lines = [
    isFailed(shown) && [words("failed", { name: shown.doc_id }), " ", english(shown.error)],
    shown.note && [english(shown.note)],
    !own.length && [noNames([shown])],
  ];
  byId("notes").replaceChildren(...lines.filter(Boolean).map((line) => element("p", {}, ...line)));
  markChosen(byId("reader"), state.chosen);
}

function choose(id, focus = false) {
  state.chosen = id;
  const entity = chosenEntity();
  const editor = byId("editor");
  editor.hidden = !entity;
  editor.replaceChildren();
  if (entity) drawEditor(editor, entity, state.answer.entities, { complain, correct, close: closeEditor });
  if (entity && focus) {
    refocus("heading");
    editor.scrollIntoView({ block: "nearest" });
  }
  markChosen(byId("reader"), id);
  entities.mark(id);
  mentions.mark(id);
}

function closeEditor() {
  const { chosen, mention, answer, shown } = state;
  choose(null);
  const isShown = mention?.doc_id === answer.documents[shown].doc_id;
  const mark = isShown && markOf(byId("reader"), mention.mention_id);
  if (mark && mark.dataset.entity === chosen) goTo(mark, "nearest");
  else refocus(`entity-${chosen}`);
}

// Where the reader was is gone when a part of the page is drawn anew.
function refocus(key) {
  const same = [...document.querySelectorAll("[data-key]")]
    .find((each) => each.dataset.key === key && isVisible(each));
  const other = byId("editor").querySelector("h2") ?? byId(`tab-${state.tab}`);
  (same ?? other).focus({ preventScroll: true });
}

function openTab(tab) {
  state.tab = tab;
  for (const each of TABS) {
    byId(each).hidden = each !== tab;
    byId(`tab-${each}`).setAttribute("aria-selected", String(each === tab));
    byId(`tab-${each}`).tabIndex = each === tab ? 0 : -1;
  }
}

// Another text is written, and whatever is answered meanwhile leaves the reader to it.
function write(place) {
  state.writing = state.answer !== null;
  draw();
  byId(place).focus();
}

// Listening

function listen(id, action, event = "click") {
  byId(id).addEventListener(event, action);
}

listen("find", () => {
  const text = byId("text").value;
  if (!text.trim()) complain(words("noText"));
  else if (isTooLong(text)) complain(words("textTooLong"));
  else read(text);
});
listen("text", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) byId("find").click();
}, "keydown");
listen("example", () => { byId("text").value = EXAMPLE; read(EXAMPLE); });
listen("open", () => byId("file").click());
listen("edit", () => { write("text"); complain(); });
listen("back", () => { state.writing = false; draw(); });
listen("document", () => show(Number(byId("document").value)), "change");
listen("undo", () => setChanges((changes) => changes.slice(0, -1)));
listen("alert-close", () => complain());
listen("language", () => { switchLanguage(); translatePage(); complain(); draw(); sayAgain(); });
listen("save-dictionary", () => download("/api/dictionary", () => {
  const { dictionary, corrections } = question();
  return { dictionary, corrections };
}, "names.yaml"));
for (const tab of TABS) {
  listen(`tab-${tab}`, () => openTab(tab));
  listen(`tab-${tab}`, (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    openTab(TABS[(TABS.indexOf(tab) + step + TABS.length) % TABS.length]);
    byId(`tab-${state.tab}`).focus();
  }, "keydown");
}
for (const place of document.querySelectorAll("[data-export]")) {
  const kind = place.dataset.export;
  const meta = kind === "xlsx"; // no other has the table of documents
  place.addEventListener("click",
    () => download(`/api/export/${kind}`, () => question({ meta }), `mentions.${kind}`));
}
for (const place of document.querySelectorAll(".open-dictionary")) {
  place.addEventListener("click", () => byId("dictionary-file").click());
}
for (const place of document.querySelectorAll(".drop-dictionary")) {
  place.addEventListener("click", dropDictionary);
}
listenToFiles({ readFile, loadDictionary });
addEventListener("keydown", (event) => {
  const searching = event.target.type === "search"; // there it empties the field
  if (event.key === "Escape" && !searching && isVisible(byId("editor"))) closeEditor();
});
addEventListener("beforeunload", (event) => {
  if (state.changes.length) event.preventDefault(); // nobody but this page has them
});

translatePage();
draw();
document.body.dataset.ready = "";
