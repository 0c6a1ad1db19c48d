// Over a web page it looks and speaks as the coach's own pages do.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { REASONS } from "../content/card.js";
import { RULES } from "../content/marks.js";
import { PALETTE } from "../content/palette.js";
import { REASONS as THEIRS } from "../../web-src/src/parts/words.js";

const [TOKENS, MARKS] = ["tokens", "coach"].map((name) =>
  readFileSync(new URL(`../../web-src/src/styles/${name}.css`, import.meta.url), "utf-8"),
);
const schemes = (css) => css.split("@media (prefers-color-scheme: dark)").map((part) => part.split("@media")[0]);
const colours = (css) => new Map([...css.matchAll(/--([a-z-]+): (#[0-9a-f]{6})/g)].map(([, name, value]) => [name, value]));

test("an underline has the form and the colour that it has on the desk", () => {
  const [light, dark] = schemes(TOKENS).map(colours);
  for (const [at, tokens] of [light, dark].entries()) {
    const rules = schemes(RULES)[at];
    for (const severity of ["error", "warning", "info"]) {
      const rule = rules.slice(rules.indexOf(`reply-coach-${severity}`)).split("}")[0];
      assert.ok(rule.includes(tokens.get(`${severity}-line`)), `${severity} ${at}`);
    }
  }
  assert.match(MARKS, /\.mark-error \{[^}]*text-decoration-style: double/);
  assert.match(MARKS, /\.mark \{[^}]*underline 2px solid/);
  assert.match(MARKS, /\.mark-info \{[^}]*text-decoration-style: dotted/);
  const forms = Object.fromEntries([...RULES.matchAll(/reply-coach-(\w+)\) \{ text-decoration: underline (\w+)/g)].map(([, a, b]) => [a, b]));
  assert.deepEqual(forms, { error: "double", warning: "solid", info: "dotted" });
});

test("the palette is theirs", () => {
  for (const [at, tokens] of schemes(TOKENS).map(colours).entries()) {
    const own = colours(schemes(PALETTE)[at]);
    assert.ok(own.size > 10);
    for (const [name, value] of own) assert.equal(value, tokens.get(name), name);
  }
});

test("the reasons have the same words", () => {
  assert.deepEqual(REASONS, THEIRS);
});
