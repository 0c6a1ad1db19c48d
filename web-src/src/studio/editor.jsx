// The YAML editor: colours, completions and a line of help from the schema, problems underlined.
import { autocompletion, closeBrackets, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { yaml } from "@codemirror/lang-yaml";
import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { setDiagnostics } from "@codemirror/lint";
import { Compartment, EditorState } from "@codemirror/state";
import { EditorView, drawSelection, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { useEffect, useRef, useState } from "preact/hooks";
import { nonce } from "../parts/api.js";
import { completer } from "./complete.js";
import { schemaAt } from "./schema-at.js";
import { placeAt } from "./yaml-path.js";

const COLOURS = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: "var(--accent-strong)" },
  { tag: tags.string, color: "var(--ink)" },
  { tag: tags.comment, color: "var(--ink-faint)" },
  { tag: [tags.punctuation, tags.separator, tags.squareBracket, tags.brace], color: "var(--ink-faint)" },
]);

const editable = (can) => [EditorState.readOnly.of(!can), EditorView.contentAttributes.of({ "aria-readonly": String(!can) })];

/**
 * Holds the text from when it is shown until it is taken away; `text` is what it begins with.
 *
 * @param {{text: string, onText(text: string): void, canWrite: boolean, kind: string, schema: object, names: object,
 *   problems: object[], goTo: {line: number, column: number} | null}} props
 */
export function Editor({ text, onText, canWrite, kind, schema, names, problems, goTo }) {
  const host = useRef(null);
  const view = useRef(null);
  const known = useRef({});
  const writing = useRef(new Compartment());
  const [help, setHelp] = useState("");
  known.current = { onText, kind, schema, names };

  useEffect(() => {
    const tell = () => known.current.onText(view.current.state.doc.toString());
    view.current = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: text,
        extensions: [
          EditorView.cspNonce.of(nonce()),
          lineNumbers(),
          history(),
          drawSelection(),
          highlightActiveLine(),
          closeBrackets(),
          EditorView.lineWrapping,
          yaml(),
          syntaxHighlighting(COLOURS),
          autocompletion({ override: [(context) => completer(context, known.current)], icons: false }),
          keymap.of([...completionKeymap, ...defaultKeymap, ...historyKeymap]),
          EditorView.contentAttributes.of({ "aria-label": "YAML", "aria-describedby": "studio-help" }),
          writing.current.of(editable(canWrite)),
          EditorView.updateListener.of((update) => {
            if (update.docChanged && !update.view.composing) tell();
            if (update.docChanged || update.selectionSet) setHelp(helpAt(update.state, known.current));
          }),
          EditorView.domEventHandlers({ compositionend: () => void setTimeout(tell) }),
        ],
      }),
    });
    return () => view.current.destroy();
  }, []);

  useEffect(() => {
    view.current.dispatch({ effects: writing.current.reconfigure(editable(canWrite)) });
  }, [canWrite]);

  useEffect(() => {
    const { doc } = view.current.state;
    view.current.dispatch(setDiagnostics(view.current.state, problems.map((one) => marked(doc, one)).filter(Boolean)));
  }, [problems]);

  useEffect(() => {
    if (!goTo) return;
    const position = positionOf(view.current.state.doc, goTo);
    view.current.dispatch({ selection: { anchor: position }, effects: EditorView.scrollIntoView(position, { y: "center" }) });
    view.current.focus();
  }, [goTo]);

  return (
    <>
      <div class="yaml panel" ref={host} />
      <p class="yaml-help" id="studio-help">{help || "光标放在一个键上，这里说它是什么；Ctrl+空格 列出能写的。"}</p>
    </>
  );
}

function positionOf(doc, { line, column }) {
  const found = doc.line(Math.min(Math.max(line, 1), doc.lines));
  return Math.min(found.from + Math.max(column - 1, 0), found.to);
}

function marked(doc, problem) {
  if (!problem.line || problem.line > doc.lines) return null;
  const from = positionOf(doc, problem);
  const line = doc.lineAt(from);
  const rest = doc.sliceString(from, line.to).match(/^(?:"[^"]*"?|'[^']*'?|[^,\]}#]+)/);
  const to = Math.max(from + (rest ? rest[0].trimEnd().length : 0), Math.min(from + 1, line.to));
  return { from: to > from ? from : line.from, to, severity: problem.severity ?? "error", message: problem.message };
}

function helpAt(state, { kind, schema }) {
  if (!schema) return "";
  const head = state.selection.main.head;
  const line = state.doc.lineAt(head);
  const word = /^[\w-]*/.exec(state.doc.sliceString(head, line.to))[0];
  const place = placeAt(state.doc.toString(), head + word.length);
  if (place.kind === "value") {
    const named = [...place.path].reverse().find((part) => typeof part === "string");
    const found = schemaAt(schema, kind, place.path).key;
    return found?.help ? `${named}：${found.help}` : "";
  }
  const written = state.doc.sliceString(place.from, head) + word;
  const found = schemaAt(schema, kind, place.path).keys[written];
  return found?.help ? `${written}：${found.help}` : "";
}
