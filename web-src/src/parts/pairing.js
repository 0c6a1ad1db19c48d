// The words of pairing: a code as it is read out, the time it has left, who is connected.

/** Six digits in two groups, as one reads them from one window into another. */
export function grouped(code) {
  return `${code.slice(0, 3)} ${code.slice(3)}`;
}

/** Seconds as a clock shows them: 1:58. */
export function clock(seconds) {
  const left = Math.max(0, Math.ceil(seconds));
  return `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
}

/** Which browser an extension's origin belongs to, with the first letters of its id. */
export function nameOf(origin) {
  const [scheme, id = ""] = origin.split("://");
  const browser = scheme === "moz-extension" ? "Firefox 扩展" : "浏览器扩展";
  return `${browser} ${id.slice(0, 6)}…`;
}

/** The day on which it was connected: a moment in ISO 8601 or in seconds since 1970. */
export function dayOf(since) {
  const at = new Date(typeof since === "number" ? since * 1000 : since);
  return Number.isNaN(at.getTime()) ? "" : `${at.getFullYear()}年${at.getMonth() + 1}月${at.getDate()}日`;
}
