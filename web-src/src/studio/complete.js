// Completions in the YAML editor: keys and closed values of the schema, guidelines, names in < >.
import { schemaAt } from "./schema-at.js";
import { placeAt } from "./yaml-path.js";

const PLAIN = new Set(["flag", "quiet", "better", "rewrite", "what", "why", "instead", "title", "source"]);

/** The completions at the cursor, or null. */
export function completer(context, { kind, schema, names }) {
  if (!schema) return null;
  const text = context.state.doc.toString();
  const place = placeAt(text, context.pos);
  const named = context.matchBefore(/<[^<>\s]*/);
  const key = [...place.path].reverse().find((part) => typeof part === "string");
  if (named && place.kind !== "key" && !PLAIN.has(key)) return told(named.from, nameOptions(names));
  if (!context.explicit && place.written === "" && !/[\s:{[,]$/.test(text.slice(0, context.pos))) return null;
  const options = [];
  if (place.kind !== "value") options.push(...keyOptions(schemaAt(schema, kind, place.path).keys));
  if (place.kind !== "key") options.push(...valueOptions(schema, names, schemaAt(schema, kind, place.path).key, key));
  if (options.length === 0 || (!context.explicit && place.written === "")) return null;
  return told(place.from, options);
}

function told(from, options) {
  return { from, options, validFor: /^[^\s,{}[\]:]*$/ };
}

function keyOptions(keys) {
  return Object.entries(keys).map(([key, { help, required }]) => ({
    label: key,
    apply: `${key}: `,
    detail: required ? "必填" : "",
    info: help,
    type: "property",
    boost: required ? 1 : 0,
  }));
}

function valueOptions(schema, names, found, key) {
  if (key === "guideline") {
    const listed = Object.entries(names?.guidelines ?? {});
    return listed.map(([id, { title }]) => ({ label: id, detail: title, type: "constant" }));
  }
  const values = key === "kind" ? kinds(schema) : (found?.values ?? []);
  return values.map((value) => ({ label: value, detail: schema.values[value] ?? "", type: "constant" }));
}

function kinds(schema) {
  return Object.values(schema.shapes).flatMap((shape) => shape.kind?.values ?? []);
}

function nameOptions(names) {
  const lexicons = Object.entries(names?.lexicons ?? {});
  return [
    ...(names?.signals ?? []).map((name) => ({ label: `<${name}>`, detail: "信号", type: "variable" })),
    ...lexicons.map(([name, words]) => ({ label: `<${name}>`, detail: words.join("、"), type: "variable" })),
  ];
}
