// The handbook in order: guidelines under their packs, what breaks them apart from what honours them.
import { folded } from "../parts/seek.js";
import { plain } from "./example.js";

/** What /api/rules answered, as sections `{pack, title, praise, entries}`; an entry is a guideline with its rules. */
export function shelve({ rules, guidelines, packs }) {
  const titles = new Map(packs.map((pack) => [pack.name, pack.title]));
  const sections = new Map();
  for (const guideline of guidelines) {
    for (const praise of [false, true]) {
      const own = rules.filter((rule) => rule.guideline === guideline.id && Boolean(rule.praise) === praise);
      if (!own.length) continue;
      const pack = titles.has(guideline.pack) ? guideline.pack : own[0].pack;
      const key = `${praise} ${pack}`;
      if (!sections.has(key)) sections.set(key, { pack, title: titles.get(pack) ?? pack, praise, entries: [] });
      sections.get(key).entries.push(entryOf(guideline, own, praise));
    }
  }
  const shelved = [...sections.values()];
  return [...shelved.filter((one) => !one.praise), ...shelved.filter((one) => one.praise)];
}

function entryOf(guideline, rules, praise) {
  const known = new Set(rules.flatMap((rule) => rule.severities));
  const severities = ["error", "warning", "info"].filter((name) => known.has(name));
  return { ...guideline, severities, praise, rules: ordered(rules).map((rule) => ({ ...rule, texts: textsOf(rule) })) };
}

/** The rule that is named like its guideline first, then by id. */
function ordered(rules) {
  const isMain = (rule) => rule.id.endsWith(`/${rule.guideline}`);
  return [...rules].sort((one, other) => isMain(other) - isMain(one) || one.id.localeCompare(other.id));
}

/** All that is searched in a rule: `[where, text]`. */
function textsOf(rule) {
  const examples = (rule.examples ?? []).flatMap((one) => [
    ["例", plain(one.flag ?? one.quiet)],
    ["更好", one.better ?? ""],
  ]);
  const texts = [
    ["标题", rule.title],
    ["看什么", rule.what],
    ["为什么", rule.why],
    ["怎么说好", rule.instead],
    ...examples,
    ["编号", `${rule.id} ${rule.guideline}`],
    ["出处", rule.source],
  ];
  return texts.filter(([, text]) => text).map(([where, text]) => ({ where, text, folded: folded(text) }));
}

/**
 * The sections as far as they fit `wanted`: `{words, severity, dimension, part}`, empty for any.
 * An entry that was found brings `hit`: `{rule, where, text}`, the text that holds most of the words.
 */
export function sift(sections, wanted) {
  return sections
    .filter((section) => !wanted.part || (wanted.part === "praise") === section.praise)
    .map((section) => ({ ...section, entries: section.entries.map((one) => found(one, wanted)).filter(Boolean) }))
    .filter((section) => section.entries.length);
}

function found(entry, { words, severity, dimension }) {
  const rules = entry.rules.filter(
    (rule) =>
      (!severity || rule.severities.includes(severity)) &&
      (!dimension || rule.dimension === dimension) &&
      words.every((word) => rule.texts.some((one) => one.folded.includes(word))),
  );
  if (!rules.length) return null;
  return { ...entry, rules, hit: words.length ? hitOf(rules, words) : null };
}

/** The text that holds most of the words; the first of those, in the order in which a rule is read. */
function hitOf(rules, words) {
  let best = { held: 0 };
  for (const rule of rules) {
    for (const { where, text, folded: plainText } of rule.texts) {
      const held = words.filter((word) => plainText.includes(word)).length;
      if (held > best.held) best = { held, rule: rule.id, where, text };
    }
  }
  return { rule: best.rule, where: best.where, text: best.text };
}

/** How many guidelines and rules the sections hold. */
export function counted(sections) {
  const entries = sections.flatMap((section) => section.entries);
  return { guidelines: entries.length, rules: entries.reduce((sum, one) => sum + one.rules.length, 0) };
}

/** The entry and rule that an address after # names: a rule's id, or a guideline's (its first rule). */
export function opened(sections, name) {
  for (const entry of sections.flatMap((section) => section.entries)) {
    const rule = entry.id === name ? entry.rules[0] : entry.rules.find((one) => one.id === name);
    if (rule) return { entry, rule };
  }
  return null;
}
