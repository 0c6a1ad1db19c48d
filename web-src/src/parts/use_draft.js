// A draft as a Preact component sees it.
import { useEffect, useReducer } from "preact/hooks";
import { commandOf } from "./keys.js";

/** Draw the component anew whenever `draft` changes. */
export function useDraft(draft) {
  const [, again] = useReducer((count) => count + 1, 0);
  useEffect(() => draft.subscribe(() => again()), [draft]);
}

/** Let the keys of the whole page reach `commands`: a name of `commandOf` → what it does with the command. */
export function useKeys(commands) {
  useEffect(() => {
    const heard = (event) => {
      const command = commandOf(event);
      if (!command || !commands[command.name]) return;
      event.preventDefault();
      event.stopPropagation();
      commands[command.name](command);
    };
    addEventListener("keydown", heard, true);
    return () => removeEventListener("keydown", heard, true);
  });
}
