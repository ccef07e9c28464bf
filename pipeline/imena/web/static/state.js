// What the page knows, and what it asks the server. The state is here, and nowhere else.

import { post } from "./api.js";
import { words } from "./words.js";

export const state = {
  documents: null, // of a file, as it was read; null: the text is in the text area
  text: "",
  dictionary: null, // {name, text}
  changes: [],
  answer: null,
  shown: 0, // index of the document that is read
  chosen: null, // entity_id
  mention: null, // {doc_id, mention_id} by which it was chosen, if by one in the text
  tab: "entities",
  writing: false, // another text, though there is an answer
};

// What is asked; the meta of documents, which may be long, only where it is wanted.
export function question({
  source = state, changes = state.changes, dictionary = state.dictionary, meta = false,
} = {}) {
  const { documents, text } = source;
  const asked = { dictionary: dictionary?.text ?? null, corrections: changes };
  if (!documents) return { text, ...asked };
  return { documents: meta ? documents : documents.map((each) => ({ ...each, meta: null })), ...asked };
}

export async function ask(options) {
  return (await post("/api/extract", question(options))).json();
}

// A document of an answer as it is sent back.
export const asSent =
  ({ doc_id, text, source, date, title, encoding, meta, error, note, problems }) =>
    ({ doc_id, text, source, date, title, encoding, meta, error, note, problems });

export const isFailed = (each) => each.status === "failed";

export const nothingRead = () => state.answer.documents.every(isFailed);

export function chosenEntity() {
  return state.answer?.entities.find((entity) => entity.entity_id === state.chosen);
}

// An entity by its names: its id changes with what it is called.
export function successor(before) {
  const names = new Set(before.names.map((form) => form.name));
  const shared = (entity) => entity.names.filter((form) => names.has(form.name)).length;
  const known = state.answer.entities.find((entity) => entity.entity_id === before.entity_id);
  return known ?? state.answer.entities.filter(shared).sort((a, b) => shared(b) - shared(a))[0];
}

// All that a correction could change: the same before and after, it has changed nothing.
export const seen = () => JSON.stringify(state.answer.mentions.map((row) =>
  [row.doc_id, row.start, row.end, row.label, row.normal, row.entity_id, row.entity]));

// What was found, in a sentence.
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

// Why there is no name in these documents.
export function noNames(documents) {
  if (documents.every(isFailed)) return "";
  if (!documents.some((each) => each.status === "ok")) return words("empty");
  const ignores = state.changes.some((change) => change.action === "ignore");
  return words(ignores ? "allIgnored" : "nothing");
}
