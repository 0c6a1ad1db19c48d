// Suggestions that were applied to this draft, where they stand now; an undo takes them off the list again.
import { invertedEffects } from "@codemirror/commands";
import { StateEffect, StateField } from "@codemirror/state";

/** Remember an applied suggestion: `{id, finding, suggestion, start, end}`. */
export const addApplied = StateEffect.define({ map: (one, changes) => carried(one, changes) });
/** Forget it, by the entry. */
export const dropApplied = StateEffect.define({ map: (one, changes) => carried(one, changes) });

/** The entries, positions in the text of now. */
export const applied = StateField.define({
  create: () => [],
  update(value, transaction) {
    let next = transaction.docChanged ? value.map((one) => carried(one, transaction.changes)) : value;
    for (const effect of transaction.effects) {
      if (effect.is(addApplied)) next = [...next, effect.value];
      if (effect.is(dropApplied)) next = next.filter((one) => one.id !== effect.value.id);
    }
    return next;
  },
  provide: () =>
    invertedEffects.of((transaction) =>
      transaction.effects.flatMap((effect) => {
        if (effect.is(addApplied)) return [dropApplied.of(effect.value)];
        return effect.is(dropApplied) ? [addApplied.of(effect.value)] : [];
      }),
    ),
});

function carried(one, changes) {
  const start = changes.mapPos(one.start, 1);
  return { ...one, start, end: Math.max(start, changes.mapPos(one.end, -1)) };
}
