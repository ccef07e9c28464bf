// Render the card of an entity with the controls to correct it.

import { button, element, searchKey } from "./dom.js";
import { labelChip } from "./tables.js";
import { number, words } from "./words.js";

const LABELS = ["PER", "ORG", "LOC"];

// Return the reference to an entity that corrections contain.
export const entityRef = (entity) => ({
  label: entity.label, name: entity.name, names: entity.names.map((form) => form.name),
});

const allNames = (entity) => [entity.name, ...entityRef(entity).names];

export function renderEditor(container, entity, entities, { correct, showError, close }) {
  const heading = element("h2", { id: "editor-name", tabindex: -1, lang: "ru", "data-key": "heading" },
    entity.name);
  const sections = [
    element("div", { class: "row head" },
      labelChip(entity.label), heading, element("span", { class: "spring" }),
      button(words("close"), close, { class: "plain", "data-key": "close" })),
    links(entity),
    renaming(entity, entities, correct, showError),
    labels(entity, correct),
    merging(entity, entities, correct),
    names(entity, correct),
  ];
  container.replaceChildren(...sections.filter(Boolean));
}

// Return input of the card that was not sent yet, to restore it after the card is rendered again.
export function unsavedInput(container) {
  const input = container.querySelector("#new-name");
  const written = input && input.value !== input.defaultValue;
  const { value, selectionStart, selectionEnd } = input ?? {};
  return {
    name: written ? { value, selectionStart, selectionEnd } : null,
    other: container.querySelector("#other")?.value,
  };
}

export function restoreInput(container, { name, other }) {
  const input = container.querySelector("#new-name");
  if (input && name) Object.assign(input, name);
  const select = container.querySelector("#other");
  if (select && other && [...select.options].some((option) => option.value === other)) {
    select.value = other;
    select.dispatchEvent(new Event("change"));
  }
}

function links(entity) {
  const known = [
    entity.wikidata && ["Wikidata", `https://www.wikidata.org/wiki/${entity.wikidata}`],
    entity.geonames && ["GeoNames", `https://www.geonames.org/${entity.geonames}`],
  ].filter(Boolean);
  if (!known.length) return null;
  return element("p", { class: "hint links" }, ...known.map(([name, href]) =>
    element("a", { href, target: "_blank", rel: "noopener noreferrer" }, name)));
}

function renaming(entity, entities, correct, showError) {
  const input = element("input", {
    id: "new-name", lang: "ru", maxlength: 1000, autocomplete: "off", "data-key": "new-name",
    value: entity.name,
  });
  input.style.flexBasis = `${entity.name.length + 5}ch`; // a long name gets a row of its own
  const submit = (event) => {
    event.preventDefault();
    const to = input.value.trim().replace(/\s+/g, " ");
    if (to === entity.name) return;
    if (!/[\p{L}\p{N}]/u.test(to)) return showError(words("nameEmpty"));
    const key = searchKey(to);
    const hasName = (other) => allNames(other).some((name) => searchKey(name) === key);
    const taken = entities.find((other) => other !== entity && hasName(other));
    if (taken) return showError(words("nameTaken", { name: to, other: taken.name }));
    input.defaultValue = input.value; // no longer unsaved
    correct({ action: "rename", entity: entityRef(entity), to });
  };
  return element("form", { class: "field", onsubmit: submit },
    element("label", { for: "new-name" }, words("called")),
    element("div", { class: "row" }, input,
      element("button", { type: "submit", "data-key": "rename" }, words("rename"))));
}

function labels(entity, correct) {
  return element("div", { class: "field" },
    element("span", { id: "is-a" }, words("isA")),
    element("div", { class: "row choice", role: "group", "aria-labelledby": "is-a" },
      ...LABELS.map((label) => button(words(label), () => {
        if (label !== entity.label) correct({ action: "label", entity: entityRef(entity), label });
      }, {
        class: `label ${label}`, "data-key": `label-${label}`,
        "aria-pressed": String(label === entity.label),
      }))));
}

function merging(entity, entities, correct) {
  const others = entities.filter((other) => other !== entity);
  if (!others.length) return null;
  others.sort((a, b) => a.name.localeCompare(b.name, "ru"));
  const select = element("select", { id: "other", "data-key": "other" },
    element("option", { value: "" }, words("choose")),
    ...others.map((other) => element("option", { value: other.entity_id, lang: "ru" },
      `${other.name} · ${words(other.label)}`)));
  const hint = element("p", { class: "hint", id: "merge-hint", "aria-live": "polite" });
  const chosen = () => others.find((each) => each.entity_id === select.value);
  const updateHint = () => {
    const other = chosen();
    const stays = words("mergeHint", { name: entity.name });
    const becomes = other && other.label !== entity.label
      && words("mergeLabel", { name: other.name, label: words(entity.label) });
    hint.textContent = [stays, becomes].filter(Boolean).join(" ");
  };
  select.addEventListener("change", updateHint);
  updateHint();
  const merge = () => {
    const other = chosen();
    if (other) correct({ action: "merge", entity: entityRef(entity), other: entityRef(other) });
    else select.focus();
  };
  return element("div", { class: "field" },
    element("label", { for: "other" }, words("same")),
    element("div", { class: "row" }, select,
      button(words("merge"), merge, { "data-key": "merge", "aria-describedby": "merge-hint" })),
    hint);
}

function names(entity, correct) {
  const hasSeveral = entity.names.length > 1;
  const ignore = (selected) => correct({ action: "ignore", entity: entityRef(entity), names: selected });
  const rows = entity.names.map(({ name, n_mentions: count }) => element("li", {},
    element("span", { lang: "ru" }, name),
    element("span", { class: "hint" }, number(count)),
    element("span", { class: "spring" }),
    hasSeveral ? button(words("split"),
      () => correct({ action: "split", entity: entityRef(entity), name }),
      { "data-key": `split-${name}`, "aria-label": words("splitName", { name }) }) : null,
    button(words("ignore"), () => ignore([name]),
      { "data-key": `ignore-${name}`, "aria-label": words("ignoreName", { name }) })));
  const all = hasSeveral
    ? button(words("ignoreAll"), () => ignore(entity.names.map((form) => form.name)),
      { class: "plain", "data-key": "ignore-all" })
    : null;
  return element("div", { class: "field" },
    element("span", {}, words("names")), element("ul", { class: "names" }, ...rows), all);
}
