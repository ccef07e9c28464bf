// Show messages: the status line and the error box.

import { byId, element } from "./dom.js";

let message = () => "";

// Show a message, given as a function because it is made again when the language changes.
export function showStatus(makeMessage) {
  message = makeMessage;
  refreshStatus();
}

export function refreshStatus() {
  byId("status").textContent = message();
}

// Show an error made of strings and elements; without any, hide the error box.
export function showError(...parts) {
  byId("alert-text").replaceChildren(...parts);
  byId("alert").hidden = !parts.length;
}

// Mark a message of the server, which is in English.
export const english = (reason) => element("span", { lang: "en" }, reason);
