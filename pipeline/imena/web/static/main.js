// Handle the actions of the reader: send requests and render the page.

import { dictionaryText, isTooLong, post, postFile } from "./api.js";
import { renderChanges } from "./changes.js";
import { byId, element, isVisible, save } from "./dom.js";
import { renderEditor, restoreInput, unsavedInput } from "./editor.js";
import { listenToFiles } from "./files.js";
import { goTo, markChosen, markOf, renderText } from "./reader.js";
import { english, refreshStatus, showError, showStatus } from "./messages.js";
import {
  chosenEntity, isFailed, noNames, nothingRead, outcome, requestAnswer, requestBody, requestDocument,
  snapshot, state, successor,
} from "./state.js";
import { entityTable, labelChip, mentionTable } from "./tables.js";
import { enqueue } from "./queue.js";
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

// Requests

const read = (text) => enqueue(async () => {
  const source = { text, documents: null };
  begin(source, await requestAnswer({ source }));
}, `read ${text}`);

async function readFile(file) {
  const error = await enqueue(async () => {
    const fields = { text_column: byId("column").value.trim() || "text" };
    if (state.dictionary) fields.dictionary = state.dictionary.text;
    const answer = await (await postFile("/api/extract-file", file, fields)).json();
    const source = { text: "", documents: answer.documents.map(requestDocument) };
    begin(source, state.changes.length ? await requestAnswer({ source }) : answer);
  });
  if (error?.key === "noColumn") editInput("column");
}

function begin(source, answer) {
  const initial = { shown: 0, chosen: null, mention: null, tab: "entities", writing: false };
  Object.assign(state, source, { answer }, initial);
  entities.query = mentions.query = "";
  render();
  byId("reader").focus({ preventScroll: true });
  scrollTo(0, 0);
  showStatus(outcome);
  const { length: n, 0: first } = answer.documents;
  if (nothingRead()) showError(words("noneRead", { n }), " ", english(first.error));
}

// Extract the same texts with other corrections; the chosen entity stays chosen, even if its id changes.
async function readAgain({ changes = state.changes, dictionary = state.dictionary }) {
  if (state.answer) {
    const answer = await requestAnswer({ changes, dictionary });
    const before = chosenEntity();
    state.answer = answer;
    state.chosen = (before && successor(before)?.entity_id) ?? null;
  } else {
    await post("/api/dictionary", { dictionary: dictionary?.text ?? null, corrections: changes });
  }
  Object.assign(state, { changes, dictionary });
  render();
}

// Change the list of corrections, if the server can make a dictionary of the new list.
const setChanges = (change) => enqueue(async () => {
  await readAgain({ changes: change(state.changes) });
  showStatus(outcome);
});

// Add a correction at the end; an equal one that was made before is removed.
function correct(correction) {
  const same = JSON.stringify(correction);
  enqueue(async () => {
    const before = snapshot();
    const others = state.changes.filter((each) => JSON.stringify(each) !== same);
    await readAgain({ changes: [...others, correction] });
    showStatus(snapshot() === before ? () => words("unchanged") : outcome);
  }, same);
}

const loadDictionary = (file) => enqueue(async () => {
  const dictionary = { name: file.name, text: await dictionaryText(file) };
  await readAgain({ dictionary });
  showStatus(() => words("usedDictionary", dictionary));
});

const dropDictionary = () => enqueue(async () => {
  await readAgain({ dictionary: null });
  showStatus(() => words("undone"));
}, "drop");

const download = (path, content, name) => enqueue(async () => {
  save(await (await post(path, content())).blob(), name);
  showStatus(() => words("saved", { name }));
}, name);

// Rendering

function render() {
  const { answer, writing } = state;
  const before = document.activeElement;
  const cardInput = unsavedInput(byId("editor"));
  const reading = answer !== null && !writing;
  byId("input").hidden = reading;
  byId("result").hidden = !reading;
  byId("back").hidden = !writing;
  for (const node of document.querySelectorAll(".dictionary-name")) {
    node.textContent = state.dictionary ? words("usedDictionary", state.dictionary) : "";
  }
  for (const node of document.querySelectorAll(".drop-dictionary")) node.hidden = !state.dictionary;
  if (!answer) return;
  byId("legend").replaceChildren(...["PER", "ORG", "LOC"].map((label) =>
    element("span", {}, labelChip(label, true), ` ${words(label)}`)));
  renderPicker();
  show(state.shown);
  entities.show(answer.entities);
  mentions.show(answer.mentions);
  renderChanges(byId("list"), state.changes, setChanges);
  byId("undo").hidden = !state.changes.length;
  for (const tab of TABS) {
    const { length } = { ...answer, changes: state.changes }[tab];
    byId(`tab-${tab}`).textContent = `${words(tab)} ${length}`;
  }
  for (const each of document.querySelectorAll("[data-export]")) each.disabled = nothingRead();
  openTab(state.tab);
  choose(state.chosen);
  restoreInput(byId("editor"), cardInput);
  if (reading && !isVisible(before)) focusKey(before.dataset.key);
}

function renderPicker() {
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
  renderText(byId("reader"), shown, byNumber, (id, mention) => {
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
  if (entity) renderEditor(editor, entity, state.answer.entities, { correct, showError, close: closeEditor });
  if (entity && focus) {
    focusKey("heading");
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
  else focusKey(`entity-${chosen}`);
}

// Focus the element with this key, which was replaced when a part of the page was rendered again.
function focusKey(key) {
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

// Show the input again, to edit another text; answers that arrive meanwhile do not hide it.
function editInput(id) {
  state.writing = state.answer !== null;
  render();
  byId(id).focus();
}

// Events

function listen(id, action, event = "click") {
  byId(id).addEventListener(event, action);
}

listen("find", () => {
  const text = byId("text").value;
  if (!text.trim()) showError(words("noText"));
  else if (isTooLong(text)) showError(words("textTooLong"));
  else read(text);
});
listen("text", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) byId("find").click();
}, "keydown");
listen("example", () => { byId("text").value = EXAMPLE; read(EXAMPLE); });
listen("open", () => byId("file").click());
listen("edit", () => { editInput("text"); showError(); });
listen("back", () => { state.writing = false; render(); });
listen("document", () => show(Number(byId("document").value)), "change");
listen("undo", () => setChanges((changes) => changes.slice(0, -1)));
listen("alert-close", () => showError());
listen("language", () => { switchLanguage(); translatePage(); showError(); render(); refreshStatus(); });
listen("save-dictionary", () => download("/api/dictionary", () => {
  const { dictionary, corrections } = requestBody();
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
for (const node of document.querySelectorAll("[data-export]")) {
  const kind = node.dataset.export;
  const meta = kind === "xlsx"; // the only format with the table of documents
  node.addEventListener("click",
    () => download(`/api/export/${kind}`, () => requestBody({ meta }), `mentions.${kind}`));
}
for (const node of document.querySelectorAll(".open-dictionary")) {
  node.addEventListener("click", () => byId("dictionary-file").click());
}
for (const node of document.querySelectorAll(".drop-dictionary")) {
  node.addEventListener("click", dropDictionary);
}
listenToFiles({ readFile, loadDictionary });
addEventListener("keydown", (event) => {
  const searching = event.target.type === "search"; // where Escape clears the field
  if (event.key === "Escape" && !searching && isVisible(byId("editor"))) closeEditor();
});
addEventListener("beforeunload", (event) => {
  if (state.changes.length) event.preventDefault(); // corrections exist only on this page
});

translatePage();
render();
document.body.dataset.ready = "";
