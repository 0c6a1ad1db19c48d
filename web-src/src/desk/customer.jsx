// The customer's messages: pasted or typed, the newest last.
import { useEffect, useRef } from "preact/hooks";
import { messagesIn } from "./messages.js";

/**
 * @param {object} wish
 * @param {string[]} wish.messages oldest first.
 * @param {(messages: string[]) => void} wish.onChange
 * @param {(text: string, actions: [string, () => void][]) => void} wish.onSay
 */
export function Customer({ messages, onChange, onSay }) {
  const list = useRef(null);
  const field = useRef(null);
  useEffect(() => {
    list.current?.scrollTo({ top: list.current.scrollHeight });
  }, [messages.length]);

  const take = () => {
    const text = field.current.value.trim();
    field.current.value = "";
    if (text) onChange([...messages, text]);
  };
  const pasted = (event) => {
    const text = event.clipboardData.getData("text/plain");
    const found = messagesIn(text);
    if (field.current.value || found.length === 0 || !/\n/.test(text.trim())) return;
    event.preventDefault();
    onChange([...messages, ...found]);
    if (found.length > 1) onSay(`拆成了 ${found.length} 条`, [["合成一条", () => onChange([...messages, text.trim()])]]);
  };
  const heard = (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    take();
  };
  const clear = () => {
    onChange([]);
    onSay("清空了客户的话", [["撤销", () => onChange(messages)]]);
    field.current.focus();
  };
  const remove = (index) => {
    onChange(messages.filter((_one, other) => other !== index));
    field.current.focus();
  };

  return (
    <section class="customer" aria-labelledby="customer-name">
      <header class="part-head">
        <h2 id="customer-name">客户</h2>
        {messages.length > 0 && (
          <button type="button" class="quiet-link" onClick={clear}>
            清空
          </button>
        )}
      </header>
      <ol class="messages" ref={list} aria-label="客户说的话，最新的在最后">
        {messages.map((message, index) => (
          <li key={`${index} ${message}`} class="message">
            <p>{message}</p>
            <button type="button" class="message-remove" aria-label={`删掉“${message}”`} onClick={() => remove(index)}>
              ×
            </button>
          </li>
        ))}
      </ol>
      <textarea
        class="customer-field"
        ref={field}
        rows={2}
        aria-label="加一条客户的话"
        placeholder={messages.length ? "再加一条，回车放进去" : "把客户的话粘贴到这里，教练会照着语境看回复"}
        onKeyDown={heard}
        onPaste={pasted}
        onBlur={take}
      />
    </section>
  );
}
