// The editor of a draft: plain text, soft wrapping, undo, marks; nothing that a person at work does not need.
import { history, historyKeymap, standardKeymap } from "@codemirror/commands";
import { EditorState, Prec } from "@codemirror/state";
import { EditorView, keymap, placeholder } from "@codemirror/view";
import { nonce } from "./api.js";
import { applied } from "./applied.js";
import { blanksOf, nextBlank, previousBlank } from "./blanks.js";
import { marks } from "./marks.js";

const LABELS = { spellcheck: "false", autocorrect: "off", autocapitalize: "off", lang: "zh-CN" };
const AROUND = { top: 20, bottom: 28 }; // pixels that stay between the caret's line and the edge of the sheet

/**
 * An editor in `parent`.
 *
 * @param {object} wish
 * @param {string} wish.text what it holds at first.
 * @param {string} wish.label what a screen reader calls it.
 * @param {string} wish.hint shown while it is empty.
 * @param {(update: import("@codemirror/view").ViewUpdate) => void} wish.onUpdate
 * @param {() => void} wish.onComposed is told a moment after an input method has put its text in.
 * @param {(event: ClipboardEvent, view: EditorView) => boolean} wish.onCopy may take a copy or a cut over.
 */
export function makeEditor(parent, { text, label, hint, onUpdate, onComposed, onCopy }) {
  return new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        EditorView.cspNonce.of(nonce()),
        EditorView.scrollMargins.of(() => AROUND),
        marks,
        applied,
        history(),
        Prec.high(keymap.of([{ key: "Tab", run: toNextBlank, shift: toPreviousBlank }])),
        keymap.of([...historyKeymap, ...standardKeymap]),
        EditorView.lineWrapping,
        placeholder(hint),
        EditorView.contentAttributes.of({ ...LABELS, "aria-label": label }),
        EditorView.updateListener.of(onUpdate),
        EditorView.domEventHandlers({
          beforeinput: typedOver,
          compositionstart: composedOver,
          compositionend: (_event, view) => afterComposition(view, onComposed),
          copy: onCopy,
          cut: onCopy,
        }),
      ],
    }),
  });
}

/** Whether an input method is at work, so that nothing in the editor may change under it. */
export const isComposing = (view) => view.composing || view.compositionStarted;

// Typing over a selection, a browser would give the new words the look of the old ones by a style attribute, which no
// page of ours may have. So the selection is replaced here; an input method begins where nothing is selected any more.

function typedOver(event, view) {
  if (event.inputType !== "insertText" || !event.data) return false;
  if (isComposing(view) || view.state.selection.main.empty) return false;
  event.preventDefault();
  view.dispatch(view.state.replaceSelection(event.data), { userEvent: "input.type", scrollIntoView: true });
  return true;
}

function composedOver(_event, view) {
  const { from, to } = view.state.selection.main;
  let isMarked = false;
  view.state.field(marks).decorations.between(from, to, () => !(isMarked = true));
  if (from === to || !isMarked || isComposing(view)) return false;
  view.dispatch(view.state.replaceSelection(""), { userEvent: "input.type" });
  return false;
}

function afterComposition(view, onComposed) {
  setTimeout(() => {
    if (view.dom.isConnected && !isComposing(view)) onComposed();
  }, 60); // the editor takes the text in within 50 ms
  return false;
}

function toNextBlank(view) {
  const { from, to } = view.state.selection.main;
  return select(view, nextBlank(blanksOf(view.state.doc.toString()), from, to));
}

function toPreviousBlank(view) {
  return select(view, previousBlank(blanksOf(view.state.doc.toString()), view.state.selection.main.from));
}

/** Select `blank` so that typing fills it; whether there was one. */
export function select(view, blank) {
  if (!blank) return false;
  view.dispatch({ selection: { anchor: blank.start, head: blank.end }, scrollIntoView: true, userEvent: "select" });
  return true;
}
