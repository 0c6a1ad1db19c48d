// The customer's messages in a text that was pasted: one message, or a chat of several lines.

const CUSTOMER = /^(?:客户|顾客|顧客|客戶|买家|買家|用户|用戶|会员|會員|对方)$/;
const AGENT = /客服|商家|卖家|賣家|店主|店铺|店鋪|旗舰店|旗艦店|^我$/;
const SAID = /^\s*([^\s：:]{1,12})\s*[：:]\s*(\S.*)$/;
const CLOCK = String.raw`(?:\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?\s*)?\d{1,2}:\d{2}(?::\d{2})?`;
const HEADER = new RegExp(String.raw`^\s*(?:(\S.{0,30}?)\s+)?[\[(（]?${CLOCK}[\])）]?\s*(\S{1,30})?\s*$`);

/** The messages of the customer in `text`, oldest first; what the agent said in it is left out. */
export function messagesIn(text) {
  const lines = text.replace(/\r\n?/g, "\n").split("\n").map((line) => line.trim()).filter(Boolean);
  if (lines.some((line) => HEADER.test(line))) return underHeaders(lines);
  const said = lines.map((line) => SAID.exec(line));
  const isChat = said.some((found) => found && (CUSTOMER.test(found[1]) || AGENT.test(found[1])));
  return isChat ? bySpeaker(lines, said) : lines;
}

/** Lines as “小李 10:23:01”, and below each what was said. */
function underHeaders(lines) {
  const messages = [];
  let isAgent = false;
  let isNew = true;
  for (const line of lines) {
    const header = HEADER.exec(line);
    if (header) {
      isAgent = AGENT.test(header[1] ?? header[2] ?? "");
      isNew = true;
    } else if (!isAgent) {
      if (isNew) messages.push(line);
      else messages.push(`${messages.pop()}\n${line}`);
      isNew = false;
    }
  }
  return messages;
}

/** Lines as “客户：…” and “客服：…”; a line without a speaker goes on with the one before. */
function bySpeaker(lines, said) {
  const messages = [];
  let isAgent = false;
  lines.forEach((line, index) => {
    const [, speaker, words] = said[index] ?? [];
    const isNamed = speaker && (CUSTOMER.test(speaker) || AGENT.test(speaker));
    if (isNamed) isAgent = AGENT.test(speaker);
    if (isAgent) return;
    if (isNamed || !messages.length) messages.push(isNamed ? words : line);
    else messages.push(`${messages.pop()}\n${line}`);
  });
  return messages;
}
