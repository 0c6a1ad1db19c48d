// Masking: what may name one person or order is starred before a text is kept.

const NUMBER = /(?<![\d０-９])([\d０-９]{3})(?:[\d０-９]{2,}|(?:[ \-–—]?[\d０-９]){6,})([\d０-９]{2}[xX]?)(?![\d０-９])/g;
const ADDRESS = /(?<![\w.%+-])[\w.%+-]{1,64}(?=[@＠]\w)/g;

/** `text` with the middle of long numbers starred (seven digits, or more in groups), and names in e-mail addresses. */
export function masked(text) {
  return String(text).replace(NUMBER, "$1****$2").replace(ADDRESS, "***");
}
