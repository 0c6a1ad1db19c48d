// From one message that a person pointed at to a selector for all messages of that side of the chat.

const DEPTH = 7;
const STEADY = /^[a-z][a-z_-]{1,40}$/i; // no digits: those are generated, or belong to one message
const FLEETING = /^(?:is-|has-)?(?:active|selected|hover(?:ed)?|focus(?:ed)?|new|unread|read|first|last|odd|even|enter|leave)$|animat|transition/i;
const OTHER_SIDE = /(?:^|[-_])(?:agent|service|staff|seller|self|me|mine|my|own|right|out|outgoing|sent|operator|kefu|reply|bot|system|notice)(?:$|[-_])/i;

/** The selectors for a message, from the narrowest to the widest, each finding more than the one before. */
export function selectorsFor(target) {
  const path = pathOf(target);
  const parts = path.map((element) => ({ tag: CSS.escape(element.localName), tokens: tokensOf(element) }));
  const root = target.getRootNode();
  const all = [...root.querySelectorAll(written(bare(parts)))];
  const found = [];
  let rest = parts;
  for (const token of [null, ...rarestFirst(parts, all)]) {
    if (token) rest = rest.map((part, at) => (at === token.at ? { ...part, tokens: part.tokens.filter((one) => one !== token.text) } : part));
    const elements = root.querySelectorAll(written(rest));
    if (!found.length || elements.length > found.at(-1).count) found.push({ parts: rest, count: elements.length });
  }
  return found.map(({ parts: kept, count }) => ({ selector: shortest(kept, count, root), count }));
}

/** Which of the selectors to begin with: the widest that finds one side of the chat only. */
export function likeliest(selectors, target) {
  const side = sideOf(target);
  const isOther = (element) => pathOf(element).some((one) => tokensOf(one).some((token) => OTHER_SIDE.test(words(token))));
  const mayBe = (element) => Math.abs(sideOf(element) - side) <= 24 && (isOther(target) || !isOther(element));
  const root = target.getRootNode();
  const good = selectors.findLastIndex(({ selector }) => [...root.querySelectorAll(selector)].every(mayBe));
  return Math.max(0, good);
}

/** The message that was meant: a piece of a line stands for the line it is in. */
export function messageAt(element) {
  let at = element;
  while (at.parentElement && at.parentElement !== document.body && getComputedStyle(at).display === "inline") at = at.parentElement;
  return at;
}

// The element and its ancestors below the body, outermost first.
function pathOf(element) {
  const path = [];
  for (let at = element; at && at !== at.ownerDocument.body && path.length < DEPTH; at = at.parentElement) path.unshift(at);
  return path;
}

// What tells an element from its siblings: classes, roles and data attributes that look as if written by a person.
function tokensOf(element) {
  const classes = [...element.classList].filter((name) => STEADY.test(name) && !FLEETING.test(name));
  const attributes = [...element.attributes].filter(
    ({ name, value }) => (name === "role" || name.startsWith("data-")) && STEADY.test(value) && /^[a-z-]+$/.test(name),
  );
  return [...classes.map((name) => `.${CSS.escape(name)}`), ...attributes.map(({ name, value }) => `[${name}="${value}"]`)];
}

function words(token) {
  return token.startsWith(".") ? token.slice(1) : (/="(.*)"/.exec(token)?.[1] ?? "");
}

// The tokens of the path, those that the fewest of like-built elements share first: dropping them in turn widens.
function rarestFirst(parts, all) {
  const tokens = parts.flatMap(({ tokens: own }, at) => own.map((text) => ({ at, text })));
  const paths = all.map(pathOf);
  const shared = ({ at, text }) => paths.filter((path) => path[at]?.matches(text)).length;
  return tokens.map((token) => [shared(token), token]).sort((a, b) => a[0] - b[0]).map(([, token]) => token);
}

function bare(parts) {
  return parts.map((part) => ({ ...part, tokens: [] }));
}

function written(parts) {
  return parts.map(({ tag, tokens }) => tag + tokens.join("")).join(" > ");
}

// Without the outermost ancestors, as long as exactly the same is found: what does not tell, only breaks later.
function shortest(parts, count, root) {
  let kept = parts;
  while (kept.length > 1 && root.querySelectorAll(written(kept.slice(1))).length === count) kept = kept.slice(1);
  return written(kept);
}

// The left edge of what is written in an element, not of its box, which may be as wide as the chat.
function sideOf(element) {
  const range = element.ownerDocument.createRange();
  range.selectNodeContents(element);
  return range.getBoundingClientRect().left;
}
