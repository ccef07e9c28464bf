// Actions one after the other: each begins when the one before is done, on what the page then is.

import { byId } from "./dom.js";
import { complain, english, say } from "./messages.js";
import { words } from "./words.js";

let last = Promise.resolve();
let lastKey = null;
let waiting = 0;

// Gives the error, if there was one. What has the key of the action asked for last, while that is not
// done, is one click too many.
export function inTurn(action, key = null) {
  if (waiting && key !== null && key === lastKey) return;
  lastKey = key;
  waiting += 1;
  showBusy();
  complain();
  last = last.then(() => done(action));
  return last;
}

async function done(action) {
  say(() => words("reading"));
  try {
    await action();
    return null;
  } catch (error) {
    say(() => "");
    complain(error.english ? english(error.message) : error.message);
    return error;
  } finally {
    waiting -= 1;
    showBusy();
  }
}

function showBusy() {
  document.body.classList.toggle("busy", waiting > 0);
  byId("main").setAttribute("aria-busy", String(waiting > 0));
  byId("progress").hidden = !waiting;
}
