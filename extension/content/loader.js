// Starts the coach in a page. A content script cannot be a module itself, so this one imports it: the files stay plain
// modules that node tests as they are, a second start finds the first, and the page's CSP has no say in it. (Their address
// cannot be a dynamic one, use_dynamic_url: Chromium would not find what they import themselves.)
import(chrome.runtime.getURL("content/main.js")).then(
  (main) => main.start(),
  () => {}, // the extension was updated or removed meanwhile
);
