// The marks in the editor: an underline for each finding, soft green for what was done well, a chip for each blank.
//
// The field holds what the coach said last, carried along through every edit. While an input method is composing its
// decorations are only moved, never made anew: a changed element under the caret would end the composition.
import { StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView } from "@codemirror/view";
import { blanksOf, tellsOfBlank } from "./blanks.js";
import { movedFindings, movedHighlights } from "./mapping.js";
import { placesOf, stretches } from "./places.js";

/** Show another answer: `{findings, highlights}` with positions in the text of now. */
export const showAnswer = StateEffect.define();
/** Hide the findings with these fingerprints (a Set). */
export const hideFindings = StateEffect.define();
/** Make the place with this key (or null) stand out. */
export const showActive = StateEffect.define();
/** Make the decorations anew, after a composition. */
export const settle = StateEffect.define();

const NOTHING = { findings: [], highlights: [], hidden: new Set(), active: null };
const HEED = [showAnswer, hideFindings, showActive, settle];

/** `{findings, highlights, hidden, active, places, decorations}`, positions in the text of now. */
export const marks = StateField.define({
  create: (state) => drawn(NOTHING, state.doc),
  update(value, transaction) {
    let next = value;
    if (transaction.docChanged) next = carried(next, transaction);
    for (const effect of transaction.effects) {
      if (effect.is(showAnswer)) next = { ...next, ...effect.value };
      if (effect.is(hideFindings)) next = { ...next, hidden: effect.value };
      if (effect.is(showActive)) next = { ...next, active: effect.value };
    }
    const isHeeded = transaction.effects.some((effect) => HEED.some((type) => effect.is(type)));
    const isComposed = transaction.isUserEvent("input.type.compose");
    if (isHeeded || (transaction.docChanged && !isComposed)) return drawn(next, transaction.newDoc);
    if (!transaction.docChanged) return next;
    return { ...placed(next, transaction.newDoc), decorations: value.decorations.map(transaction.changes) };
  },
  provide: (field) => EditorView.decorations.from(field, (value) => value.decorations),
});

function carried(value, transaction) {
  const before = (start, end) => transaction.startState.doc.sliceString(start, end);
  const after = (start, end) => transaction.newDoc.sliceString(start, end);
  return {
    ...value,
    findings: movedFindings(value.findings, transaction.changes, before, after),
    highlights: movedHighlights(value.highlights, transaction.changes, before, after),
  };
}

function placed(value, doc) {
  const blanks = blanksOf(doc.toString());
  const left = value.findings.filter((one) => !value.hidden.has(one.fingerprint));
  const places = placesOf(left.filter((one) => !tellsOfBlank(one, blanks)));
  return { ...value, blanks, left, places };
}

function drawn(value, doc) {
  const next = placed(value, doc);
  const ranges = [];
  for (const { start, end } of next.highlights) add(ranges, start, end, "praise");
  for (const place of next.places) {
    const isActive = place.key === next.active;
    if (place.isWide && !isActive) continue; // all of it underlined, no other mark would be seen
    for (const { start, end, severity } of stretches(place)) {
      add(ranges, start, end, `mark mark-${severity}${isActive ? " mark-active" : ""}`);
    }
  }
  for (const { start, end } of next.blanks) add(ranges, start, end, "blank");
  return { ...next, decorations: Decoration.set(ranges, true) };
}

function add(ranges, start, end, className) {
  if (start < end) ranges.push(Decoration.mark({ class: className }).range(start, end));
}
