// Run actions one after the other, each on the state that the one before leaves.

import { byId } from "./dom.js";
import { english, showError, showStatus } from "./messages.js";
import { words } from "./words.js";

let last = Promise.resolve();
let lastKey = null;
let waiting = 0;

// Queue an action; return a promise of its error, or of null. An action with the key of the last one is
// dropped while that one is not finished, because it is an accidental second click.
export function enqueue(action, key = null) {
  if (waiting && key !== null && key === lastKey) return;
  lastKey = key;
  waiting += 1;
  showBusy();
  showError();
  last = last.then(() => run(action));
  return last;
}

async function run(action) {
  showStatus(() => words("reading"));
  try {
    await action();
    return null;
  } catch (error) {
    showStatus(() => "");
    showError(error.english ? english(error.message) : error.message);
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
