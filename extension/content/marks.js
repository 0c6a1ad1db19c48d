// The underlines: CSS custom highlights, which change nothing in the page.
import { sheet } from "./surface.js";

const COLORS = { error: "#d0463a", warning: "#c77a22", info: "#4c86b0" }; // seen on white as on black

export const NAMES = Object.fromEntries(Object.keys(COLORS).map((severity) => [severity, `reply-coach-${severity}`]));

/** The rules that draw the marks, for whatever root holds the marked text. */
export const RULES = Object.entries(COLORS)
  .map(
    ([severity, color]) =>
      `::highlight(${NAMES[severity]}) { text-decoration: underline wavy ${color}; text-decoration-thickness: 1.5px; ` +
      "text-underline-offset: 3px; text-decoration-skip-ink: none; }",
  )
  .join("\n");

/** Let marks be seen in the document or shadow root that holds `element`. */
export function allowIn(element) {
  const root = element.getRootNode();
  const rules = sheet(RULES);
  if (!root.adoptedStyleSheets.includes(rules)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, rules];
  return () => {
    root.adoptedStyleSheets = root.adoptedStyleSheets.filter((one) => one !== rules);
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
