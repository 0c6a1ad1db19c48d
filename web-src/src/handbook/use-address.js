// What stands after # in the address: the rule that is open. The browser's back button closes it again.
import { useCallback, useEffect, useState } from "preact/hooks";

/** `[name, go]`: the name, empty when there is none; `go(name, {replace})` opens another one. */
export function useAddress() {
  const [name, setName] = useState(named());
  useEffect(() => {
    const follow = () => setName(named());
    addEventListener("hashchange", follow);
    addEventListener("popstate", follow);
    return () => {
      removeEventListener("hashchange", follow);
      removeEventListener("popstate", follow);
    };
  }, []);
  const go = useCallback((next, { replace = false } = {}) => {
    const address = next ? `#${next}` : location.pathname + location.search;
    history[replace ? "replaceState" : "pushState"](null, "", address);
    setName(next);
  }, []);
  return [name, go];
}

function named() {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return location.hash.slice(1);
  }
}
