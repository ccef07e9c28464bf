// What the page says: the line of what has happened, and the box of what is wrong.

import { byId, element } from "./dom.js";

let sentence = () => "";

// The sentence is made anew when the reader changes the language.
export function say(made) {
  sentence = made;
  sayAgain();
}

export function sayAgain() {
  byId("status").textContent = sentence();
}

// Strings and elements; without any, nothing is wrong any more.
export function complain(...parts) {
  byId("alert-text").replaceChildren(...parts);
  byId("alert").hidden = !parts.length;
}

// A reason for which the page has no words of its own.
export const english = (reason) => element("span", { lang: "en" }, reason);
