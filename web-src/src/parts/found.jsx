// Text in which what was searched for is marked.
import { pieces } from "./seek.js";

export function Found({ text, words }) {
  if (!words?.length) return text;
  return pieces(text, words).map((piece, index) => (piece.hit ? <mark key={index}>{piece.text}</mark> : piece.text));
}
