// A site is an origin; what Chrome calls it where permissions and scripts are asked for.

/** The origin of an address a person typed or a tab shows; null for what is no website. */
export function siteOf(address) {
  const text = String(address ?? "").trim();
  if (!text) return null;
  try {
    const url = new URL(/^[a-z][a-z0-9+.-]*:/i.test(text) && !/^[\w.-]+:\d+/.test(text) ? text : `https://${text}`);
    return ["http:", "https:"].includes(url.protocol) && url.hostname ? url.origin : null;
  } catch {
    return null;
  }
}

/** The pattern under which the scripts of a site are registered. */
export function scriptPattern(site) {
  return `${site}/*`;
}

/** The pattern of the permission; it knows no port. */
export function permissionPattern(site) {
  const url = new URL(site);
  return `${url.protocol}//${url.hostname}/*`;
}

/** How a site is shown to a person. */
export function siteName(site) {
  return site.replace(/^https?:\/\//, "");
}
