// The badge: says when the coach is away or not paired, and nothing when all is well.

const SHOWN = {
  ok: { text: "", color: "#1f6f5c", title: "回复教练" },
  away: { text: "断", color: "#8a3b32", title: "回复教练：连不上，请看看 coach serve 有没有在运行" },
  unpaired: { text: "配", color: "#9a5b12", title: "回复教练：还没有配对，请到设置里配对" },
};

/** Show how the server is: "ok", "away" or "unpaired". */
export async function show(status) {
  const { text, color, title } = SHOWN[status];
  await Promise.all([
    chrome.action.setBadgeText({ text }),
    chrome.action.setBadgeBackgroundColor({ color }),
    chrome.action.setBadgeTextColor({ color: "#ffffff" }),
    chrome.action.setTitle({ title }),
  ]);
}
