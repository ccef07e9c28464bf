// Handle files that the reader chooses or drops on the page, one at a time.

import { byId } from "./dom.js";
import { showError } from "./messages.js";
import { words } from "./words.js";

export function listenToFiles({ readFile, loadDictionary }) {
  listenToInput("file", readFile);
  listenToInput("dictionary-file", loadDictionary);
  addEventListener("dragover", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    document.body.classList.add("dropping");
  });
  addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) document.body.classList.remove("dropping");
  });
  addEventListener("drop", (event) => {
    document.body.classList.remove("dropping");
    if (!hasFiles(event)) return;
    event.preventDefault();
    const [file, ...others] = event.dataTransfer.files;
    if (others.length) showError(words("oneFile"));
    else if (file) (/\.ya?ml$/i.test(file.name) ? loadDictionary : readFile)(file);
  });
}

function listenToInput(id, action) {
  byId(id).addEventListener("change", (event) => {
    const [file] = event.target.files;
    if (file) action(file);
    event.target.value = ""; // the same file can be chosen again
  });
}

// Dragged text is left to the browser.
const hasFiles = (event) => event.dataTransfer?.types.includes("Files");
