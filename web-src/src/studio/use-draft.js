// The draft that is open: its text, what came of it, saving it, and what is kept of it in this window.
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { get, post } from "../parts/api.js";
import { forget, keep, kept } from "./drafts.js";

const PAUSE = 250; // milliseconds after the last key

const address = (pack, file) => `/api/studio/file?pack=${encodeURIComponent(pack)}&file=${encodeURIComponent(file)}`;

const isOpen = (one, open) => one.pack === open?.pack && one.file === open?.file;

/**
 * @param {string} page the name under which the server keeps this page's library.
 * @param {number} again changes when the draft must be tried once more: another library.
 */
export function useDraft(page, again) {
  const [open, setOpen] = useState(null);
  const [saved, setSaved] = useState({ text: "", digest: "" });
  const [text, setText] = useState("");
  const [told, setTold] = useState(null);
  const [state, setState] = useState("ready");
  const [conflict, setConflict] = useState(null);
  const number = useRef(0);
  const now = useRef({ open: null, saved: { text: "", digest: "" }, text: "" }); // a key may come before the next drawing
  const isDirty = open !== null && text !== saved.text;

  const put = useCallback((parts) => {
    Object.assign(now.current, parts);
    setOpen(now.current.open);
    setSaved(now.current.saved);
    setText(now.current.text);
  }, []);

  const show = useCallback(async (pack, file, kind) => {
    const found = await get(address(pack.pack, file));
    const draft = pack.own ? kept(pack.pack, file) : undefined;
    setTold(null);
    setConflict(null);
    put({
      open: { pack: pack.pack, file, kind },
      saved: { text: found.text, digest: draft?.digest ?? found.digest },
      text: draft?.text ?? found.text,
    });
  }, []);

  const change = useCallback((next) => put({ text: next }), []);
  const latest = useCallback(() => now.current.text, []);
  const isDirtyNow = useCallback(() => now.current.open !== null && now.current.text !== now.current.saved.text, []);

  useEffect(() => {
    if (!open) return;
    if (text !== saved.text) keep(open.pack, open.file, text, saved.digest);
    else forget(open.pack, open.file);
  }, [open, text, saved]);

  useEffect(() => {
    if (!open) return undefined;
    const mine = (number.current += 1);
    const timer = setTimeout(async () => {
      try {
        const answer = await post("/api/studio/draft", { pack: open.pack, file: open.file, text, page });
        if (mine !== number.current) return;
        setTold(answer);
        setState("ready");
      } catch (refused) {
        if (mine !== number.current || refused.code === "superseded") return;
        if (refused.status === 0) setState("away");
        else setTold({ problems: [{ message: refused.message, file: null, line: 0, column: 0 }], examples: [], rules_count: 0, runs: false, library: null });
      }
    }, PAUSE);
    return () => clearTimeout(timer);
  }, [open, text, saved, page, again]);

  /** Saves; returns "saved", "changed" or "does_not_load"; throws what else was refused. */
  const save = useCallback(
    async (force = false, digest = now.current.saved.digest) => {
      const asked = { pack: now.current.open.pack, file: now.current.open.file, text: now.current.text, digest, force };
      try {
        const answer = await post("/api/studio/save", asked);
        if (!isOpen(asked, now.current.open)) {
          forget(asked.pack, asked.file);
          return "elsewhere";
        }
        put({ saved: { text: asked.text, digest: answer.digest } });
        setConflict(null);
        return "saved";
      } catch (refused) {
        if (refused.code === "changed") setConflict(await get(address(asked.pack, asked.file)));
        else if (refused.code !== "does_not_load") throw refused;
        return refused.code;
      }
    },
    [],
  );

  const takeTheirs = useCallback(() => {
    put({ saved: { text: conflict.text, digest: conflict.digest }, text: conflict.text });
    setConflict(null);
  }, [conflict]);

  return { open, text, told, state, isDirty, isDirtyNow, latest, conflict, show, change, save, takeTheirs, back: () => setConflict(null) };
}
