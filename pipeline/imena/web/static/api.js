// Send requests to the server of the page. Errors have a message for the reader.

import { words } from "./words.js";

const STATUS_KEYS = { 503: "busy", 504: "late", 413: "sentTooLarge" };
const MAX_BYTES = 5_000_000;
const MAX_CHARS = 1_000_000; // of a text, and of a dictionary; the limits are those of imena.web.limits

// An error for the reader. `key` names a text in strings.json; messages of the server are English.
class Problem extends Error {
  constructor(message, key) {
    super(message);
    this.key = key;
    this.english = !key;
  }
}

const problem = (key, values) => new Problem(words(key, values), key);

async function request(path, options) {
  let response;
  try {
    response = await fetch(path, { method: "POST", ...options });
  } catch {
    throw problem("offline");
  }
  if (response.ok) return response;
  if (response.status in STATUS_KEYS) throw problem(STATUS_KEYS[response.status]);
  const { error, words: key, values } = await response.json().catch(() => ({}));
  if (key) throw problem(key, values);
  throw error ? new Problem(error) : problem("unknown", { status: String(response.status) });
}

export function post(path, content) {
  const body = JSON.stringify(content);
  return request(path, { headers: { "Content-Type": "application/json" }, body });
}

export function postFile(path, file, fields) {
  if (file.size > MAX_BYTES) throw problem("tooLarge");
  const body = new FormData();
  body.append("file", file);
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  return request(path, { body });
}

export const isTooLong = (text) => Array.from(text).length > MAX_CHARS;

// Read the text of a dictionary file.
export async function dictionaryText(file) {
  if (file.size > MAX_BYTES) throw problem("dictionaryTooLong");
  const bytes = await file.arrayBuffer();
  let text;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw problem("notUtf8", { name: file.name });
  }
  if (isTooLong(text)) throw problem("dictionaryTooLong");
  return text;
}
