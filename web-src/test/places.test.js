import assert from "node:assert/strict";
import test from "node:test";
import { gathered, placeAt, placesOf, stepped, stretches } from "../src/parts/places.js";

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
  const [first, last] = places;
  assert.equal(stepped(places, null, 0, 1), first);
  assert.equal(stepped(places, null, 4, 1), last);
  assert.equal(stepped(places, null, 4, -1), first);
  assert.equal(stepped(places, null, 0, -1), last);
  assert.equal(stepped(places, first, 0, 1), last);
  assert.equal(stepped(places, last, 0, 1), first);
  assert.equal(stepped(places, last, 9, -1), first);
  assert.equal(stepped(places, first, 9, -1), last);
  assert.equal(stepped([], null, 0, 1), null);
});

test("what is said of the whole reply swallows no other place, and comes last", () => {
  const places = placesOf([finding(0, 90, "info"), finding(0, 2), finding(40, 44), finding(43, 46)]);
  assert.deepEqual(places.map(({ start, end, isWide = false }) => [start, end, isWide]), [
    [0, 2, false], [40, 46, false], [0, 90, true],
  ]);
  assert.equal(placeAt(places, 1).end, 2);
  assert.equal(placeAt(places, 20).end, 90);
  const around = places.map((one) => stepped(places, one, one.start, 1));
  assert.deepEqual(around, [places[1], places[2], places[0]]);
});

test("a long stretch with one place in it, or several that overlap, is one place with them", () => {
  const two = [finding(0, 90), finding(5, 9)];
  assert.deepEqual(placesOf(two), gathered(two));
  const three = [...two, finding(8, 12)];
  assert.deepEqual(placesOf(three), gathered(three));
  const short = [finding(0, 12), finding(1, 3), finding(5, 9)];
  assert.deepEqual(placesOf(short), gathered(short));
});
