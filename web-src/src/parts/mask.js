// Masking: what may name one person or order is starred before a text is kept, and no whole reply is kept.

const EXCERPT = 40; // characters

const NUMBER = /(?<![\d０-９])([\d０-９]{3})(?:[\d０-９]{2,}|(?:[ \-–—]?[\d０-９]){6,})([\d０-９]{2}[xX]?)(?![\d０-９])/g;
const ADDRESS = /(?<![\w.%+-])[\w.%+-]{1,64}(?=[@＠]\w)/g;

/** `text` with the middle of long numbers starred (seven digits, or more in groups), and names in e-mail addresses. */
export function masked(text) {
  return String(text).replace(NUMBER, "$1****$2").replace(ADDRESS, "***");
}

/** The beginning of marked words, masked: some rules mark a whole reply, and none of it is kept. */
export function shortened(text, most = EXCERPT) {
  const characters = [...masked(text)];
  return characters.length > most ? `${characters.slice(0, most - 1).join("")}…` : characters.join("");
}
