// The OpenAPI description of the server in, the list of its addresses out.

import { byId, element } from "./dom.js";

const description = await (await fetch("/openapi.json")).json();

function named(schema) {
  return schema?.$ref ? description.components.schemas[schema.$ref.split("/").pop()] : schema;
}

function kind(schema) {
  if (schema.$ref) return schema.$ref.split("/").pop();
  if (schema.anyOf) return schema.anyOf.map(kind).filter((each) => each !== "null").join(" or ");
  if (schema.oneOf) return schema.oneOf.map(kind).join(", ");
  if (schema.type === "array") return `list of ${schema.items ? kind(schema.items) : "values"}`;
  return schema.enum ? schema.enum.join(", ") : schema.type ?? "one of several";
}

function fields(operation) {
  const content = Object.entries(operation.requestBody?.content ?? {});
  return content.map(([type, { schema }]) => {
    const { properties = {}, required = [] } = named(schema);
    return element("div", {}, element("p", { class: "hint" }, type),
      element("dl", {}, ...Object.entries(properties).flatMap(([name, each]) => [
        element("dt", {}, name),
        element("dd", {}, [
          kind(each), required.includes(name) ? "required" : "", each.description ?? "",
        ].filter(Boolean).join("; ")),
      ])));
  });
}

byId("curl").textContent = `curl -s ${location.origin}/api/extract \\
  -H 'Content-Type: application/json' \\
  -d '{"text": "Валерия Герасимова ждут в Баку."}'`;
byId("paths").append(...Object.entries(description.paths).flatMap(([path, operations]) =>
  Object.entries(operations).map(([method, operation]) => element("section", { class: "card" },
    element("h2", {}, element("span", { class: "method" }, method.toUpperCase()),
      element("code", {}, path)),
    element("p", {}, operation.description ?? ""),
    ...fields(operation)))));
document.body.dataset.ready = "";
