// Tables of entities and mentions that can be searched and sorted; a button in each row chooses it.

import { element, searchKey } from "./dom.js";
import { number, words } from "./words.js";

const ROWS = 300; // the largest number shown; the downloads have all of them

/** Show a label as letters; screen readers get its word, unless the word is shown beside it. */
export function labelChip(label, beside = false) {
  const attributes = beside ? { "aria-hidden": "true" } : { role: "img", "aria-label": words(label) };
  return element("span", { class: `chip ${label}`, title: words(label), ...attributes }, label);
}

class Table {
  constructor(container, columns, texts) {
    this.container = container;
    this.columns = columns; // {key, words, cell(row), value(row)}
    this.texts = texts; // returns the texts of a row to search in
    this.query = "";
    this.order = null; // {key, down}; null for the order of the server
    this.rows = [];
  }

  show(rows) {
    this.rows = rows;
    this.search = element("input", {
      type: "search",
      "aria-label": words("search"),
      placeholder: words("search"),
      "data-key": `${this.container.id}-search`,
      oninput: () => { this.query = this.search.value; this.fill(); },
    });
    this.search.value = this.query;
    this.head = element("tr");
    this.body = element("tbody");
    this.note = element("p", { class: "hint" });
    this.container.replaceChildren(
      this.search,
      element("div", { class: "scroll" },
        element("table", {}, element("thead", {}, this.head), this.body)),
      this.note,
    );
    this.fill();
  }

  fill() {
    this.head.replaceChildren(...this.columns.map((column) => this.heading(column)));
    const query = searchKey(this.query).split(" ");
    const found = this.rows.filter((row) => {
      const text = searchKey(this.texts(row).join("\n"));
      return query.every((word) => text.includes(word));
    });
    if (this.order) {
      const { value } = this.columns.find((column) => column.key === this.order.key);
      const sign = this.order.down ? -1 : 1;
      found.sort((a, b) => sign * compare(value(a), value(b)));
    }
    this.body.replaceChildren(...found.slice(0, ROWS).map((row) =>
      element("tr", { "data-entity": row.entity_id }, ...this.columns.map((column) =>
        element("td", { class: column.key }, column.cell(row))))));
    this.note.textContent = "";
    if (!found.length && this.rows.length) this.note.textContent = words("noMatch");
    if (found.length > ROWS) {
      this.note.textContent = words("shownOf", { shown: ROWS, all: found.length });
    }
    this.mark(this.chosen);
  }

  heading(column) {
    const own = this.order?.key === column.key;
    const sorted = own ? (this.order.down ? "descending" : "ascending") : "none";
    const sort = element("button", {
      type: "button",
      class: "plain sort",
      onclick: () => {
        const down = own ? !this.order.down : column.key === "count";
        this.order = { key: column.key, down };
        this.fill();
        this.head.querySelector(`.${column.key} button`).focus();
      },
    }, words(column.words));
    return element("th", { scope: "col", class: column.key, "aria-sort": sorted }, sort);
  }

  mark(entity) {
    this.chosen = entity;
    for (const row of this.body?.rows ?? []) {
      row.classList.toggle("chosen", row.dataset.entity === entity);
    }
  }
}

function compare(a, b) {
  return typeof a === "number" ? a - b : a.localeCompare(b, "ru");
}

function chooser(text, action, key) {
  return element("button", {
    type: "button", class: "plain name", lang: "ru", "data-key": key, onclick: action,
  }, text);
}

export function entityTable(container, choose) {
  return new Table(container, [
    {
      key: "name", words: "name", value: (row) => row.name,
      cell: (row) => chooser(row.name, () => choose(row.entity_id), `entity-${row.entity_id}`),
    },
    { key: "label", words: "label", value: (row) => row.label, cell: (row) => labelChip(row.label) },
    {
      key: "count", words: "count", value: (row) => row.n_mentions,
      cell: (row) => number(row.n_mentions),
    },
  ], (row) => [row.name, ...row.aliases, ...row.names.map((form) => form.name)]);
}

export function mentionTable(container, choose) {
  return new Table(container, [
    {
      key: "form", words: "form", value: (row) => row.text,
      cell: (row) => chooser(row.text, () => choose(row), `mention-${row.doc_id}-${row.mention_id}`),
    },
    {
      key: "normal", words: "normal", value: (row) => row.normal,
      cell: (row) => element("span", { lang: "ru" }, row.normal),
    },
    {
      key: "entity", words: "name", value: (row) => row.entity,
      cell: (row) => element("span", { lang: "ru" }, row.entity),
    },
    { key: "label", words: "label", value: (row) => row.label, cell: (row) => labelChip(row.label) },
  ], (row) => [row.text, row.normal, row.entity]);
}
