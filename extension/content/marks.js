// The underlines: CSS custom highlights, which change nothing in the page.
import { sheet } from "./surface.js";

// The forms and colours of the coach's own pages. A double line of 2px would reach into the next line of a narrow field.
const LINES = {
  error: { line: "double 1px", light: "#cf5a4c", dark: "#e0756a" },
  warning: { line: "solid 2px", light: "#d08a2e", dark: "#c99545" },
  info: { line: "dotted 2px", light: "#6f9dbf", dark: "#6f9dbf" },
};

export const NAMES = Object.fromEntries(Object.keys(LINES).map((severity) => [severity, `reply-coach-${severity}`]));

/** The rules that draw the marks, for whatever root holds the marked text. */
export const RULES = `${rules("light")}\n@media (prefers-color-scheme: dark) {\n${rules("dark")}\n}`;

function rules(scheme) {
  const rule = ([severity, look]) =>
    `::highlight(${NAMES[severity]}) { text-decoration: underline ${look.line} ${look[scheme]}; ` +
    "text-underline-offset: 3px; text-decoration-skip-ink: none; }";
  return Object.entries(LINES).map(rule).join("\n");
}

/** Let marks be seen in the document or shadow root that holds `element`. */
export function allowIn(element) {
  const root = element.getRootNode();
  const own = sheet(RULES);
  if (!root.adoptedStyleSheets.includes(own)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, own];
  return () => {
    root.adoptedStyleSheets = root.adoptedStyleSheets.filter((one) => one !== own);
  };
}

/** Mark exactly these: a list of `{range, severity}`. */
export function mark(list) {
  for (const [severity, name] of Object.entries(NAMES)) {
    const ranges = list.filter((one) => one.severity === severity).map((one) => one.range);
    if (ranges.length) CSS.highlights.set(name, new Highlight(...ranges));
    else CSS.highlights.delete(name);
  }
}

export function unmark() {
  mark([]);
}
