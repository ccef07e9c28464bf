// Render the OpenAPI description of the server: its paths, and the types that they use.

import { byId, element } from "./dom.js";

const { paths, components: { schemas } } = await (await fetch("/openapi.json")).json();
const linked = new Set(); // names of types, each of which has a section on the page
const nameOf = (schema) => schema.$ref?.split("/").pop();
const count = (number) => number.toLocaleString("en");

// Describe the values of a schema by text and links to types.
function kind(schema) {
  const name = nameOf(schema);
  if (name) {
    linked.add(name);
    return [element("a", { href: `#${name}` }, name)];
  }
  const alternatives = (schema.anyOf ?? schema.oneOf)?.filter((each) => each.type !== "null");
  if (alternatives) return alternatives.flatMap((each, index) => [index ? " or " : "", ...kind(each)]);
  if (schema.type === "array") {
    const limit = schema.maxItems ? ` of up to ${count(schema.maxItems)}` : "";
    return [`list${limit}: `, ...kind(schema.items)];
  }
  const values = schema.const ? [schema.const] : schema.enum;
  if (values) return [values.map((each) => JSON.stringify(each)).join(", ")];
  const limit = schema.maxLength ? ` of up to ${count(schema.maxLength)} characters` : "";
  return [(schema.contentMediaType ? "file" : schema.type ?? "anything") + limit];
}

function fields({ properties, required = [] }) {
  return element("dl", {}, ...Object.entries(properties).flatMap(([name, schema]) => {
    const more = [
      required.includes(name) && "required",
      typeof schema.default === "string" && schema.default && `default "${schema.default}"`,
      schema.description,
    ].filter(Boolean);
    const meaning = [...kind(schema), ...more.map((each) => `; ${each}`)];
    return [element("dt", {}, name), element("dd", {}, ...meaning)];
  }));
}

const typed = (content) => Object.entries(content ?? {});

function operation(path, method, { description, parameters = [], requestBody, responses }) {
  const { 200: success, ...failures } = responses;
  const inPath = parameters.map(({ name, schema }) => [name, schema]);
  const errors = Object.values(failures).flatMap((each) => typed(each.content)).slice(0, 1);
  return element("section", { class: "card" },
    element("h2", {}, element("span", { class: "method" }, method.toUpperCase()),
      element("code", {}, path)),
    element("p", {}, description),
    inPath.length ? fields({ properties: Object.fromEntries(inPath) }) : null,
    ...typed(requestBody?.content).flatMap(([type, { schema }]) => [
      element("h3", {}, `Request: ${type}`), fields(schemas[nameOf(schema)]),
    ]),
    element("h3", {}, "Response"),
    ...typed(success.content).map(([type, { schema = {} }]) =>
      element("p", { class: "hint" }, type, ...(isFile(schema) ? [] : [": ", ...kind(schema)]))),
    ...errors.map(([, { schema }]) =>
      element("p", { class: "hint" }, `or with ${Object.keys(failures).join(", ")}: `, ...kind(schema))));
}

const isFile = (schema) => schema.format === "binary" || !Object.keys(schema).length;

function type(name) {
  const schema = schemas[name];
  return element("section", { class: "card" },
    element("h2", { id: name }, name),
    element("p", {}, schema.description ?? ""),
    fields(schema),
    schema.properties.action ? element("pre", {}, JSON.stringify(sample(schema))) : null);
}

// Make an example of a correction.
function sample(schema) {
  const { const: only, enum: values, items, properties } = schemas[nameOf(schema)] ?? schema;
  if (items) return [sample(items)];
  if (!properties) return only ?? values?.[0] ?? "…";
  return Object.fromEntries(Object.entries(properties).map(([name, each]) => [name, sample(each)]));
}

byId("curl").textContent = `curl -s ${location.origin}/api/extract \\
  -H 'Content-Type: application/json' \\
  -d '{"text": "Валерия Герасимова ждут в Баку."}'`;
byId("paths").append(...Object.entries(paths).flatMap(([path, operations]) =>
  Object.entries(operations).map(([method, each]) => operation(path, method, each))));
for (const name of linked) byId("types").append(type(name)); // the loop also visits types added by `type`
document.body.dataset.ready = "";
