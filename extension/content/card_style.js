// How the card and the chip look.
import { PALETTE } from "./palette.js";

export const CARD_STYLE = `${PALETTE}
.chip {
  position: fixed; display: flex; align-items: center; justify-content: center; min-width: 22px; height: 22px; padding: 0 7px;
  border: 1px solid var(--line-strong); border-radius: 11px; background: var(--surface); color: var(--ink-soft);
  font: var(--text); font-size: 12px; line-height: 20px; pointer-events: auto; white-space: nowrap; opacity: 0.94;
}
.chip:hover { border-color: var(--ink-faint); color: var(--ink); opacity: 1; }
.chip[data-state="blanks"] { border-color: var(--error); background: var(--error); color: var(--surface); opacity: 1; }
.card {
  position: fixed; width: min(380px, calc(100vw - 16px)); max-height: min(440px, calc(100vh - 16px)); overflow: auto;
  overscroll-behavior: contain; padding: 14px 16px 0; border: 1px solid var(--line); border-radius: 12px;
  background: var(--surface); color: var(--ink); font: var(--text); box-shadow: var(--shadow); pointer-events: auto;
  text-align: start; text-spacing-trim: normal; line-break: strict; overflow-wrap: anywhere;
}
header { display: flex; align-items: center; gap: 8px; margin-bottom: 6px; }
h2 { flex: 1; margin: 0; font-size: 15px; font-weight: 600; line-height: 1.5; }
.dot { flex: none; width: 8px; height: 8px; border-radius: 50%; background: var(--tone); }
[data-severity="error"] { --tone: var(--error); }
[data-severity="warning"] { --tone: var(--warning); }
[data-severity="info"] { --tone: var(--info); }
.close {
  flex: none; width: 26px; height: 26px; margin: -4px -8px -4px 0; padding: 0; border: 0; border-radius: 6px; background: none;
  color: var(--ink-faint); font-size: 16px; line-height: 26px;
}
.close:hover { background: var(--sunken); color: var(--ink); }
p { margin: 0 0 4px; text-wrap: pretty; }
.why { color: var(--ink-soft); font-size: 13px; }
.about { margin: 2px 0 6px; padding-left: 10px; border-left: 2px solid var(--line-strong); color: var(--ink-soft); font-size: 13px; }
.instead { font-size: 13px; color: var(--ink-soft); }
.better { display: flex; flex-direction: column; gap: 6px; margin: 10px 0 8px; padding: 0; list-style: none; }
.take {
  display: flex; gap: 9px; align-items: baseline; width: 100%; padding: 7px 10px; border: 1px solid var(--line); border-radius: 8px;
  background: var(--raised); text-align: start; line-height: 1.65;
}
.take:hover { border-color: var(--accent); background: var(--accent-soft); }
.take:hover kbd { border-color: var(--line-strong); }
.words { flex: 1; min-width: 0; }
.old { color: var(--ink-faint); text-decoration: line-through; text-decoration-color: color-mix(in srgb, var(--error) 70%, transparent); }
.arrow { margin: 0 5px; color: var(--ink-faint); }
.new { color: var(--accent); font-weight: 500; }
.blank { padding: 0 2px; border-radius: 4px; background: var(--warning-soft); color: var(--warning); font-weight: 400; }
.told { margin: 6px 0; color: var(--error); font-size: 13px; }
footer {
  position: sticky; bottom: 0; display: flex; flex-wrap: wrap; align-items: center; gap: 2px 4px; margin: 0 -16px; padding: 6px 8px 8px;
  background: var(--surface); font-size: 13px; color: var(--ink-faint);
}
.quiet { display: inline-flex; align-items: center; gap: 6px; padding: 3px 8px; border: 0; border-radius: 6px; background: none; color: var(--ink-soft); }
.quiet:hover { background: var(--sunken); color: var(--ink); }
.more { margin-left: auto; }
.reasons { display: flex; flex-wrap: wrap; gap: 2px 4px; }
.reasons > span { padding: 3px 8px; }
@media (forced-colors: active) { .card, .chip, .take { border: 1px solid; } }
`;
