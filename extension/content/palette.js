// The palette of what is drawn over pages: the same paper, ink and green as the coach's own pages.

export const PALETTE = `
:host {
  color-scheme: light dark;
  --surface: #fffefb; --raised: #ffffff; --sunken: #efece4; --line: #e2ddd1; --line-strong: #c9c2b2;
  --ink: #23211c; --ink-soft: #5d584d; --ink-faint: #6d675a; --accent: #1f6f5c; --accent-soft: #e2efe9;
  --on-accent: #ffffff; --error: #b3362b; --error-soft: #fbe9e5; --warning: #9a5b12; --warning-soft: #faf0dd;
  --info: #3d6380; --info-soft: #e6eff5;
  --shadow: 0 1px 2px rgb(60 50 30 / 8%), 0 8px 28px rgb(60 50 30 / 14%);
  --text: 400 14px/1.7 system-ui, "PingFang SC", "HarmonyOS Sans SC", "Microsoft YaHei UI", "Noto Sans CJK SC",
    "Noto Sans SC", sans-serif;
}
@media (prefers-color-scheme: dark) {
  :host {
    --surface: #211f1b; --raised: #2a2823; --sunken: #141310; --line: #37342d; --line-strong: #524d43;
    --ink: #ece8de; --ink-soft: #b8b1a3; --ink-faint: #989183; --accent: #6fc0a6; --accent-soft: #20362f;
    --on-accent: #10231d; --error: #f0897d; --error-soft: #4a2b27; --warning: #e0ab62; --warning-soft: #43351d;
    --info: #8fb8d6; --info-soft: #263a49;
    --shadow: 0 1px 2px rgb(0 0 0 / 35%), 0 8px 28px rgb(0 0 0 / 45%);
  }
}
*, *::before, *::after { box-sizing: border-box; }
button { font: inherit; color: inherit; margin: 0; cursor: pointer; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
kbd {
  flex: none; min-width: 20px; padding: 0 5px; border: 1px solid var(--line); border-bottom-width: 2px; border-radius: 5px;
  background: var(--surface); color: var(--ink-faint); font: 11px/1.6 ui-monospace, "Cascadia Mono", monospace; text-align: center;
}
.read { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
[hidden] { display: none !important; }
@media (prefers-reduced-motion: reduce) { * { transition: none !important; animation: none !important; } }
`;
