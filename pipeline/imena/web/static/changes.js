// Render the list of corrections, each of which can be undone.

import { button, element } from "./dom.js";
import { words } from "./words.js";

export function sentence(change) {
  const { name } = change.entity;
  const sentences = {
    rename: () => words("didRename", { name, to: change.to }),
    label: () => words("didLabel", { name, label: words(change.label) }),
    merge: () => words("didMerge", { name, other: change.other.name }),
    split: () => words("didSplit", { name, part: change.name }),
    ignore: () => words("didIgnore", { names: change.names.map((each) => `«${each}»`).join(", ") }),
  };
  return sentences[change.action]();
}

export function renderChanges(container, changes, setChanges) {
  if (!changes.length) {
    container.replaceChildren(element("p", { class: "hint" }, words("noChanges")));
    return;
  }
  const items = changes.map((change, index) => element("li", {},
    element("span", { lang: "ru" }, sentence(change)),
    element("span", { class: "spring" }),
    button(words("take"), () => setChanges((all) => all.filter((each) => each !== change)), {
      "data-key": `take-${index}`, "aria-label": `${words("take")}: ${sentence(change)}`,
    })));
  const clear = button(words("clear"), () => setChanges(() => []), { class: "plain", "data-key": "clear" });
  container.replaceChildren(element("ol", { class: "changes" }, ...items),
    element("p", { class: "hint" }, changes.length > 1 ? clear : ""));
}
