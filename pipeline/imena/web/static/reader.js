// Render the text with its mentions from the tree of parts that the server sends.

import { element } from "./dom.js";
import { words } from "./words.js";

export function renderText(container, shown, mentions, choose) {
  const render = (part) => {
    if (typeof part === "string") return document.createTextNode(part);
    const mention = mentions.get(part.mention);
    const mark = element("mark", {
      class: `mention ${mention.label}${part.continued ? " continued" : ""}`,
      "data-label": mention.label,
      "data-mention": mention.mention_id,
      "data-entity": mention.entity_id,
      tabindex: part.continued ? null : 0,
      role: part.continued ? null : "link", // buttons cannot be nested
      title: `${mention.entity} · ${words(mention.label)}`,
    });
    mark.append(...part.parts.map(render));
    // mentions.css shows the label as letters; screen readers get the word instead.
    if (!part.continued) mark.setAttribute("aria-label", `${mark.textContent}, ${words(mention.label)}`);
    return mark;
  };
  container.replaceChildren(...shown.blocks.map((block) => {
    const classes = block.zone ? `block ${block.zone}${block.copy ? " copy" : ""}` : "gap";
    const paragraph = element(block.zone ? "p" : "div", { class: classes });
    paragraph.append(...block.parts.map(render));
    return paragraph;
  }));
  const chosen = (event) => {
    const mark = event.target.closest("mark");
    if (!mark) return;
    event.preventDefault();
    choose(mark.dataset.entity, Number(mark.dataset.mention));
  };
  container.onclick = (event) => {
    if (!String(getSelection())) chosen(event); // not while text is selected to be copied
  };
  container.onkeydown = (event) => {
    if (event.key === "Enter" || event.key === " ") chosen(event);
  };
}

export function markChosen(container, entity) {
  for (const mark of container.querySelectorAll("mark")) {
    mark.classList.toggle("chosen", mark.dataset.entity === entity);
  }
}

export function markOf(container, mention) {
  return container.querySelector(`mark[data-mention="${Number(mention)}"]`);
}

export function goTo(mark, block = "center") {
  mark.scrollIntoView({ block });
  mark.focus({ preventScroll: true });
}
