// Examples and rewrites as rule files write them: ⟦the marked place⟧, ⟨a blank⟩, {a captured phrase}.

/** A flagged example in three parts; without marks, all of it stands before. */
export function placed(text) {
  const found = /^([^⟦⟧]*)⟦([^⟦⟧]+)⟧([^⟦⟧]*)$/s.exec(text);
  return found ? { before: found[1], marked: found[2], after: found[3] } : { before: text, marked: "", after: "" };
}

/** An example without its marks. */
export function plain(text) {
  return text.replace(/[⟦⟧]/g, "");
}

/** A rewrite in pieces `{text, blank}`; what is captured reads as a blank too. */
export function blanks(rewrite) {
  return rewrite
    .split(/(⟨[^⟨⟩]*⟩|\{[^{}]*\})/)
    .filter(Boolean)
    .map((piece) => (/^[⟨{]/.test(piece) ? { text: inside(piece), blank: true } : { text: piece, blank: false }));
}

function inside(piece) {
  return piece.startsWith("{") ? "原话里的事" : piece.slice(1, -1);
}

/** The rewrites worth reading by themselves: whole wordings, each once; those of playbooks speak in variables. */
export function wordings(suggest) {
  const known = new Set();
  return (suggest ?? []).filter(({ rewrite, playbook }) => {
    if (!rewrite || playbook || /\$\w/.test(rewrite) || rewrite.length < 4 || known.has(rewrite)) return false;
    known.add(rewrite);
    return !/^(\{[^{}]*\}|⟨[^⟨⟩]*⟩)$/.test(rewrite);
  });
}
