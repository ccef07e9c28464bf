// Requests to the server that gave the page. An error has a sentence for the reader.

import { words } from "./words.js";

const OWN_WORDS = { 503: "busy", 504: "late", 413: "tooLarge" };
export const MAX_BYTES = 5_000_000;

async function asked(path, options) {
  let response;
  try {
    response = await fetch(path, { method: "POST", ...options });
  } catch {
    throw new Error(words("offline"));
  }
  if (response.ok) return response;
  if (response.status in OWN_WORDS) throw new Error(words(OWN_WORDS[response.status]));
  let problem;
  try {
    const { error, words: key } = await response.json();
    problem = key ? words(key) : error;
  } catch {
    problem = words("unknown", { status: String(response.status) });
  }
  throw new Error(problem);
}

export function post(path, content) {
  const body = JSON.stringify(content);
  return asked(path, { headers: { "Content-Type": "application/json" }, body });
}

export function postFile(path, file, fields) {
  if (file.size > MAX_BYTES) throw new Error(words("tooLarge"));
  const body = new FormData();
  body.append("file", file);
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  return asked(path, { body });
}
