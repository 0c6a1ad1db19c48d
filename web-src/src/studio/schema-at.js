// What may stand at a place of a pack file, from the schema that the server tells.

/**
 * @param {object} schema answered by /api/studio/schema.
 * @param {string} kind of the file.
 * @param {(string|number)[]} path from the top of the file.
 * @returns {{keys: Record<string, object>, key: object | null, free: boolean}} `keys` of a mapping that may stand there,
 *   `key` under which the place stands; `free` where the author chooses the keys.
 */
export function schemaAt(schema, kind, path) {
  const root = schema.roots[kind];
  let shapes = root ? [root] : [];
  let key = null;
  let free = kind === "guidelines";
  for (const part of path) {
    if (typeof part === "number") continue;
    if (free) {
      free = false;
      continue;
    }
    key = shapes.map((shape) => schema.shapes[shape][part]).find(Boolean) ?? null;
    if (!key) return { keys: {}, key: null, free: false };
    shapes = key.shapes ?? [];
    free = Boolean(key.named);
  }
  if (free) return { keys: key?.values ? named(key.values, schema) : {}, key, free };
  return { keys: Object.assign({}, ...shapes.map((shape) => schema.shapes[shape])), key, free };
}

function named(values, schema) {
  return Object.fromEntries(values.map((value) => [value, { help: schema.values[value] ?? "" }]));
}

/** The keys of `schema.roots[kind]` in the order of the schema. */
export function orderOf(schema, kind) {
  return Object.keys(schema?.shapes[schema.roots[kind]] ?? {});
}
