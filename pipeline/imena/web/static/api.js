// Requests to the server that gave the page. An error has a sentence for the reader.

import { words } from "./words.js";

const OWN_WORDS = { 503: "busy", 504: "late", 413: "sentTooLarge" };
const MAX_BYTES = 5_000_000;
const MAX_CHARS = 1_000_000; // of a text, and of a dictionary, as imena.web.limits has them

// The key is that of the page's own words, if it has any; the server's are English.
class Problem extends Error {
  constructor(message, key) {
    super(message);
    this.key = key;
    this.english = !key;
  }
}

const problem = (key, values) => new Problem(words(key, values), key);

async function asked(path, options) {
  let response;
  try {
    response = await fetch(path, { method: "POST", ...options });
  } catch {
    throw problem("offline");
  }
  if (response.ok) return response;
  if (response.status in OWN_WORDS) throw problem(OWN_WORDS[response.status]);
  const { error, words: key, values } = await response.json().catch(() => ({}));
  if (key) throw problem(key, values);
  throw error ? new Problem(error) : problem("unknown", { status: String(response.status) });
}

export function post(path, content) {
  const body = JSON.stringify(content);
  return asked(path, { headers: { "Content-Type": "application/json" }, body });
}

export function postFile(path, file, fields) {
  if (file.size > MAX_BYTES) throw problem("tooLarge");
  const body = new FormData();
  body.append("file", file);
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  return asked(path, { body });
}

export const isTooLong = (text) => Array.from(text).length > MAX_CHARS;

// The text of a dictionary's file.
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
