// What this script draws lives in closed shadow roots beside the page's body, styled by sheets that no CSP forbids.

const sheets = new Map();

/** A style sheet of this document, made once; constructed sheets are not subject to the page's CSP. */
export function sheet(css) {
  if (!sheets.has(css)) {
    const made = new CSSStyleSheet();
    made.replaceSync(css);
    sheets.set(css, made);
  }
  return sheets.get(css);
}

const HOST = `:host {
  all: initial !important; position: fixed !important; inset: 0 auto auto 0 !important; width: 0 !important;
  height: 0 !important; z-index: 2147483647 !important; pointer-events: none !important; display: block !important;
}`;

/** A place to draw in, over the page; remove `host` when done. */
export function surface(css) {
  const host = document.createElement("reply-coach");
  const root = host.attachShadow({ mode: "closed" });
  root.adoptedStyleSheets = [sheet(HOST), sheet(css)];
  document.documentElement.append(host);
  return { host, root };
}

/** An element with properties and children; texts stay texts. */
export function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key in made) made[key] = value;
    else made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}
