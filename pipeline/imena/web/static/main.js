// What the reader does in, requests and a new page out. The state is here, and nowhere else.

import { post, postFile } from "./api.js";
import { drawChanges } from "./changes.js";
import { byId, element, save } from "./dom.js";
import { drawEditor } from "./editor.js";
import { drawText, goTo, markChosen } from "./reader.js";
import { entityTable, labelChip, mentionTable } from "./tables.js";
import { switchLanguage, translatePage, words } from "./words.js";

const EXAMPLE = "Директор Эрмитажа Михаил Пиотровский встретился в Казани с ректором Казанского " +
  "университета Ленаром Сафиным. Сафин рассказал о выставке, которую университет готовит вместе с " +
  "музеем. «Мы ждём гостей из Петербурга и Москвы», — сообщили в пресс-службе Эрмитажа. " +
  "Пиотровского пригласили в Татарстан и на будущий год.";
const MAX_CHARS = 1_000_000; // as imena.web.limits has it
const TABS = ["entities", "mentions", "changes"];

const state = {
  documents: null, // of a file; null: the text is in the text area
  text: "",
  dictionary: null, // {name, text}
  changes: [],
  answer: null,
  shown: 0, // index of the document that is read
  chosen: null, // entity_id
  mention: null, // by which it was chosen, if by one in the text
  tab: "entities",
  busy: false,
};

const entities = entityTable(byId("entities"), (id) => {
  state.mention = null;
  choose(id, true);
});
const mentions = mentionTable(byId("mentions"), (row) => {
  show(state.answer.documents.findIndex((each) => each.doc_id === row.doc_id));
  state.mention = row.mention_id;
  choose(row.entity_id);
  goTo(byId("reader"), row.mention_id);
});

// Asking

function request({ source = state, changes = state.changes, dictionary = state.dictionary } = {}) {
  const { documents, text } = source;
  const asked = { dictionary: dictionary?.text ?? null, corrections: changes };
  return documents ? { documents, ...asked } : { text, ...asked };
}

async function whileBusy(action) {
  if (state.busy) return;
  state.busy = true;
  document.body.classList.add("busy");
  byId("main").setAttribute("aria-busy", "true");
  byId("progress").hidden = false;
  say(words("reading"));
  complain("");
  try {
    await action();
  } catch (error) {
    say("");
    complain(error.message);
  } finally {
    state.busy = false;
    document.body.classList.remove("busy");
    byId("main").setAttribute("aria-busy", "false");
    byId("progress").hidden = true;
  }
}

const read = (text) => whileBusy(async () => {
  const source = { text, documents: null };
  begin(source, await (await post("/api/extract", request({ source }))).json());
});

const readFile = (file) => whileBusy(async () => {
  const fields = { text_column: byId("column").value.trim() || "text" };
  if (state.dictionary) fields.dictionary = state.dictionary.text;
  const answer = await (await postFile("/api/extract-file", file, fields)).json();
  const documents = answer.documents.filter((each) => each.status !== "failed")
    .map(({ doc_id, text }) => ({ doc_id, text }));
  const source = { text: "", documents };
  begin(source, state.changes.length && documents.length
    ? await readAgain({ source, documents: answer.documents }) : answer);
});

function begin(source, answer) {
  Object.assign(state, source, { answer, shown: 0, chosen: null, tab: "entities" });
  entities.query = mentions.query = "";
  draw();
  byId("reader").focus({ preventScroll: true });
  scrollTo(0, 0);
  say(answer.mentions.length ? summary() : words(noNames()));
}

// The list of corrections becomes this one, if the server can make a dictionary of it.
const setChanges = (changes) => whileBusy(async () => {
  const key = document.activeElement?.dataset.key;
  const before = chosenEntity();
  const answer = await readAgain({ changes });
  Object.assign(state, { changes, answer });
  state.chosen = before && successor(before)?.entity_id;
  draw();
  refocus(key);
  say(summary());
});

// The same documents; those that could not be read stay in their places.
async function readAgain({ documents = state.answer.documents, ...options }) {
  const answer = await (await post("/api/extract", request(options))).json();
  const read = new Map(answer.documents.map((each) => [each.doc_id, each]));
  answer.documents = documents.map((each) => read.get(each.doc_id) ?? each);
  return answer;
}

// An entity by its names: its id changes with what it is called.
function successor(before) {
  const names = new Set(before.names.map((form) => form.name));
  const shared = (entity) => entity.names.filter((form) => names.has(form.name)).length;
  const known = state.answer.entities.find((entity) => entity.entity_id === before.entity_id);
  return known ?? state.answer.entities.filter(shared).sort((a, b) => shared(b) - shared(a))[0];
}

const loadDictionary = (file) => whileBusy(async () => {
  const dictionary = { name: file.name, text: await file.text() };
  if (state.answer) {
    state.answer = await readAgain({ dictionary });
  } else {
    await post("/api/dictionary", { dictionary: dictionary.text });
  }
  state.dictionary = dictionary;
  draw();
  say(words("usedDictionary", dictionary));
});

const dropDictionary = () => whileBusy(async () => {
  if (state.answer) state.answer = await readAgain({ dictionary: null });
  state.dictionary = null;
  draw();
  say(words("undone"));
});

const download = (path, content, name) => whileBusy(async () => {
  save(await (await post(path, content)).blob(), name);
  say(words("saved", { name }));
});

// Drawing

function draw() {
  const { answer } = state;
  byId("input").hidden = answer !== null;
  byId("result").hidden = answer === null;
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
  byId("tab-entities").textContent = `${words("entities")} ${answer.entities.length}`;
  byId("tab-mentions").textContent = `${words("mentions")} ${answer.mentions.length}`;
  byId("tab-changes").textContent = `${words("changes")} ${state.changes.length}`;
  openTab(state.tab);
  choose(state.chosen);
}

function drawPicker() {
  const { documents } = state.answer;
  byId("picker").hidden = documents.length < 2;
  byId("document").replaceChildren(...documents.map((each, index) =>
    element("option", { value: index }, each.doc_id)));
}

function show(index) {
  state.shown = index;
  const shown = state.answer.documents[index];
  byId("document").value = index;
  const own = state.answer.mentions.filter((row) => row.doc_id === shown.doc_id);
  const byNumber = new Map(own.map((row) => [row.mention_id, row]));
  drawText(byId("reader"), shown, byNumber, (id, mention) => {
    state.mention = mention;
    choose(id, true);
  });
  const failed = shown.error && words("failed", { name: shown.doc_id, error: shown.error });
  const empty = shown.status === "empty" && words("empty");
  const none = !empty && !failed && !state.answer.mentions.length && words("nothing");
  const lines = [failed, shown.note, empty, none];
  byId("notes").replaceChildren(...lines.filter(Boolean).map((line) => element("p", {}, line)));
  markChosen(byId("reader"), state.chosen);
}

function choose(id, focus = false) {
  state.chosen = id;
  const entity = chosenEntity();
  byId("editor").hidden = !entity;
  if (entity) {
    const actions = {
      complain,
      correct: (change) => setChanges([...state.changes, change]),
      close: () => closeEditor(id),
    };
    drawEditor(byId("editor"), entity, state.answer.entities, actions);
    if (focus || !byId("result").contains(document.activeElement)) refocus("heading");
    if (focus) byId("editor").scrollIntoView({ block: "nearest" });
  }
  markChosen(byId("reader"), id);
  entities.mark(id);
  mentions.mark(id);
}

function closeEditor(id) {
  choose(null);
  if (state.mention === null) refocus(`entity-${id}`);
  else goTo(byId("reader"), state.mention, "nearest");
}

function chosenEntity() {
  return state.answer?.entities.find((entity) => entity.entity_id === state.chosen);
}

// Where the reader was is gone when a part of the page is drawn anew.
function refocus(key) {
  const same = [...document.querySelectorAll("[data-key]")].find((each) => each.dataset.key === key);
  const heading = byId("editor").querySelector("h2");
  (same ?? (byId("editor").hidden ? byId(`tab-${state.tab}`) : heading))?.focus({ preventScroll: true });
}

function openTab(tab) {
  state.tab = tab;
  for (const each of TABS) {
    byId(each).hidden = each !== tab;
    byId(`tab-${each}`).setAttribute("aria-selected", String(each === tab));
    byId(`tab-${each}`).tabIndex = each === tab ? 0 : -1;
  }
}

function summary() {
  return words("found", {
    mentions: words("nMentions", { n: state.answer.mentions.length }),
    entities: words("nEntities", { n: state.answer.entities.length }),
  });
}

// Why nothing was found.
function noNames() {
  return state.answer.documents.some((each) => each.status === "ok") ? "nothing" : "empty";
}

function say(text) {
  byId("status").textContent = text;
}

function complain(text) {
  byId("alert-text").textContent = text;
  byId("alert").hidden = !text;
}

// Listening

function listen(id, action, event = "click") {
  byId(id).addEventListener(event, action);
}

listen("find", () => {
  const text = byId("text").value;
  if (!text.trim()) complain(words("noText"));
  else if (Array.from(text).length > MAX_CHARS) complain(words("textTooLong"));
  else read(text);
});
listen("text", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) byId("find").click();
}, "keydown");
listen("example", () => { byId("text").value = EXAMPLE; read(EXAMPLE); });
listen("open", () => byId("file").click());
listen("edit", () => {
  byId("result").hidden = true;
  byId("input").hidden = false;
  byId("back").hidden = false;
  complain("");
  byId("text").focus();
});
listen("back", draw);
listen("document", () => { show(Number(byId("document").value)); }, "change");
listen("undo", () => setChanges(state.changes.slice(0, -1)));
listen("alert-close", () => complain(""));
listen("language", () => { switchLanguage(); translatePage(); complain(""); say(""); redraw(); });
listen("save-dictionary", () => {
  const { dictionary, corrections } = request();
  download("/api/dictionary", { dictionary, corrections }, "names.yaml");
});
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
  place.addEventListener("click", () => download(`/api/export/${kind}`, request(), `mentions.${kind}`));
}
for (const place of document.querySelectorAll(".open-dictionary")) {
  place.addEventListener("click", () => byId("dictionary-file").click());
}
for (const place of document.querySelectorAll(".drop-dictionary")) {
  place.addEventListener("click", dropDictionary);
}
for (const [id, action] of [["file", readFile], ["dictionary-file", loadDictionary]]) {
  listen(id, (event) => {
    const [file] = event.target.files;
    if (file) action(file);
    event.target.value = ""; // the same file can be chosen again
  }, "change");
}
addEventListener("dragover", (event) => {
  event.preventDefault();
  document.body.classList.add("dropping");
});
addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) document.body.classList.remove("dropping");
});
addEventListener("drop", (event) => {
  event.preventDefault();
  document.body.classList.remove("dropping");
  const [file] = event.dataTransfer.files;
  if (!file) return;
  if (/\.ya?ml$/i.test(file.name)) loadDictionary(file);
  else readFile(file);
});
addEventListener("beforeunload", (event) => {
  if (state.changes.length) event.preventDefault(); // nobody but this page has them
});

function redraw() {
  const writing = byId("result").hidden;
  draw();
  if (writing && state.answer) byId("edit").click();
}

translatePage();
draw();
document.body.dataset.ready = "";
