import assert from "node:assert/strict";
import test from "node:test";
import { gathered, placeAt, stepped, stretches } from "../src/parts/places.js";

const finding = (start, end, severity = "warning", name = `${start}-${end}`) => ({
  start, end, severity, guideline: name, fingerprint: name, suggestions: [],
});

test("findings that share a character share a place, and those that only touch do not", () => {
  const places = gathered([finding(7, 9), finding(0, 3, "info"), finding(2, 5, "error"), finding(5, 7)]);
  assert.deepEqual(places.map(({ start, end, severity }) => [start, end, severity]), [
    [0, 5, "error"], [5, 7, "warning"], [7, 9, "warning"],
  ]);
  assert.deepEqual(places[0].findings.map((one) => one.severity), ["error", "info"]);
});

test("a place keeps its key while its first finding stays", () => {
  const [before] = gathered([finding(4, 6), finding(5, 9, "error")]);
  const [after] = gathered([finding(4, 6)]);
  assert.equal(before.key, after.key);
});

test("each stretch of a place is as grave as the gravest finding on it, and no two overlap", () => {
  const [place] = gathered([finding(0, 9), finding(3, 5, "error"), finding(4, 6, "info")]);
  assert.deepEqual(stretches(place), [
    { start: 0, end: 3, severity: "warning" },
    { start: 3, end: 5, severity: "error" },
    { start: 5, end: 9, severity: "warning" },
  ]);
});

test("equally grave findings make one stretch", () => {
  const [place] = gathered([finding(5, 7), finding(5, 9)]);
  assert.deepEqual(stretches(place), [{ start: 5, end: 9, severity: "warning" }]);
});

test("the place at a position counts its edges, and of two that meet the later wins", () => {
  const places = gathered([finding(0, 3), finding(3, 5)]);
  assert.equal(placeAt(places, 3).start, 3);
  assert.equal(placeAt(places, 0).start, 0);
  assert.equal(placeAt(places, 5).start, 3);
  assert.equal(placeAt(places, 6), null);
});

test("steps go round the end both ways", () => {
  const places = gathered([finding(2, 3), finding(6, 8)]);
  assert.equal(stepped(places, 0, 1).start, 2);
  assert.equal(stepped(places, 2, 1).start, 6);
  assert.equal(stepped(places, 6, 1).start, 2);
  assert.equal(stepped(places, 6, -1).start, 2);
  assert.equal(stepped(places, 0, -1).start, 6);
  assert.equal(stepped([], 0, 1), null);
});
