// The state of the page, and the requests that are made from it. There is no state elsewhere.

import { post } from "./api.js";
import { words } from "./words.js";

export const state = {
  documents: null, // of a file; null if the text is in the text area
  text: "",
  dictionary: null, // {name, text}
  changes: [],
  answer: null,
  shown: 0, // index of the document shown
  chosen: null, // entity_id
  mention: null, // the mention in the text that was clicked to choose the entity, if any
  tab: "entities",
  writing: false, // whether the input is shown although there is an answer
};

// Return the body of a request; the meta of documents, which may be long, is only sent if needed.
export function requestBody({
  source = state, changes = state.changes, dictionary = state.dictionary, meta = false,
} = {}) {
  const { documents, text } = source;
  const common = { dictionary: dictionary?.text ?? null, corrections: changes };
  if (!documents) return { text, ...common };
  return { documents: meta ? documents : documents.map((each) => ({ ...each, meta: null })), ...common };
}

export async function requestAnswer(options) {
  return (await post("/api/extract", requestBody(options))).json();
}

// Return a document of an answer in the form in which it is sent back.
export const requestDocument =
  ({ doc_id, text, source, date, title, encoding, meta, error, note, problems }) =>
    ({ doc_id, text, source, date, title, encoding, meta, error, note, problems });

export const isFailed = (each) => each.status === "failed";

export const nothingRead = () => state.answer.documents.every(isFailed);

export function chosenEntity() {
  return state.answer?.entities.find((entity) => entity.entity_id === state.chosen);
}

// Find an entity in the new answer, by id or else by its names, because a new name changes the id.
export function successor(before) {
  const names = new Set(before.names.map((form) => form.name));
  const shared = (entity) => entity.names.filter((form) => names.has(form.name)).length;
  const known = state.answer.entities.find((entity) => entity.entity_id === before.entity_id);
  return known ?? state.answer.entities.filter(shared).sort((a, b) => shared(b) - shared(a))[0];
}

// Return everything that a correction could change, to find out whether it changed anything.
export const snapshot = () => JSON.stringify(state.answer.mentions.map((row) =>
  [row.doc_id, row.start, row.end, row.label, row.normal, row.entity_id, row.entity]));

// Return a sentence about the result.
export function outcome() {
  const { documents, mentions, entities } = state.answer;
  const failed = documents.filter(isFailed).length;
  const unread = failed && words("unread", { n: failed, all: documents.length });
  const found = mentions.length ? words("found", {
    mentions: words("nMentions", { n: mentions.length }),
    entities: words("nEntities", { n: entities.length }),
  }) : noNames(documents);
  return [unread, found].filter(Boolean).join(" ");
}

// Return the reason why these documents have no names.
export function noNames(documents) {
  if (documents.every(isFailed)) return "";
  if (!documents.some((each) => each.status === "ok")) return words("empty");
  const ignores = state.changes.some((change) => change.action === "ignore");
  return words(ignores ? "allIgnored" : "nothing");
}
