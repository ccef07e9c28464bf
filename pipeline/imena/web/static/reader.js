// The text with its mentions: built element by element from the parts that the server cut.

import { element } from "./dom.js";
import { words } from "./words.js";

export function drawText(place, shown, mentions, choose) {
  const draw = (part) => {
    if (typeof part === "string") return document.createTextNode(part);
    const mention = mentions.get(part.mention);
    const mark = element("mark", {
      class: `mention ${mention.label}${part.continued ? " continued" : ""}`,
      "data-label": mention.label,
      "data-mention": mention.mention_id,
      "data-entity": mention.entity_id,
      tabindex: part.continued ? null : 0,
      role: part.continued ? null : "link", // a button can have no other inside it
      title: `${mention.entity} · ${words(mention.label)}`,
    });
    mark.append(...part.parts.map(draw));
    // The letters of the label are for the eye only: see mentions.css.
    if (!part.continued) mark.setAttribute("aria-label", `${mark.textContent}, ${words(mention.label)}`);
    return mark;
  };
  place.replaceChildren(...shown.blocks.map((block) => {
    const classes = block.zone ? `block ${block.zone}${block.copy ? " copy" : ""}` : "gap";
    const paragraph = element(block.zone ? "p" : "div", { class: classes });
    paragraph.append(...block.parts.map(draw));
    return paragraph;
  }));
  const chosen = (event) => {
    const mark = event.target.closest("mark");
    if (!mark) return;
    event.preventDefault();
    choose(mark.dataset.entity, Number(mark.dataset.mention));
  };
  place.onclick = (event) => {
    if (!String(getSelection())) chosen(event); // text can be copied
  };
  place.onkeydown = (event) => {
    if (event.key === "Enter" || event.key === " ") chosen(event);
  };
}

export function markChosen(place, entity) {
  for (const mark of place.querySelectorAll("mark")) {
    mark.classList.toggle("chosen", mark.dataset.entity === entity);
  }
}

export function markOf(place, mention) {
  return place.querySelector(`mark[data-mention="${Number(mention)}"]`);
}

export function goTo(mark, block = "center") {
  mark.scrollIntoView({ block });
  mark.focus({ preventScroll: true });
}
