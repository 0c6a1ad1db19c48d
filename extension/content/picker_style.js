// How picking the customer's messages looks.
import { PALETTE } from "./palette.js";

export const PICKER_STYLE = `${PALETTE}
.box { position: fixed; border: 2px solid var(--accent); border-radius: 6px; background: color-mix(in srgb, var(--accent) 12%, transparent); }
.bar {
  position: fixed; bottom: 16px; left: 50%; transform: translateX(-50%); display: flex; flex-wrap: wrap; align-items: center; gap: 6px 12px;
  width: max-content; max-width: calc(100vw - 24px); padding: 10px 12px 10px 16px; border: 1px solid var(--line); border-radius: 12px;
  background: var(--surface); color: var(--ink); font: var(--text); box-shadow: var(--shadow); pointer-events: auto;
}
.bar p { margin: 0; }
.bar .acts { display: flex; flex-wrap: wrap; gap: 6px; margin-left: auto; }
.bar button { display: inline-flex; align-items: center; gap: 6px; padding: 3px 10px; border: 1px solid var(--line-strong); border-radius: 8px; background: var(--raised); }
.bar button.main { border-color: var(--accent); background: var(--accent); color: var(--on-accent); }
.bar button.main kbd { background: transparent; border-color: currentColor; color: inherit; }
`;
