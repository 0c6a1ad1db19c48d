// The sheet that a draft is written on.
import { useEffect, useRef } from "preact/hooks";

/** The editor of `draft`, which begins with `text`; findings with the fingerprints `hidden` stay away. */
export function Sheet({ draft, text = "", hidden = [] }) {
  const place = useRef(null);
  useEffect(() => {
    draft.mount(place.current, text, hidden);
    draft.view.focus();
    return () => draft.destroy();
  }, [draft]);
  return <div class="sheet" ref={place} />;
}
