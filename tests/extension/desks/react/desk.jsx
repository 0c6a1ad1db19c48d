// A desk whose field React controls: what is not in its state is not in the field.
import { useState } from "react";
import { createRoot } from "react-dom/client";

const BEGINNING = [
  ["a", "我的会员怎么被扣了两次钱"],
  ["b", "您稍等，我看看"],
  ["a", "看了半小时了！气死我了，你们是骗子吗"],
  ["a", "我要投诉你们"],
];

function Desk() {
  const [messages, setMessages] = useState(BEGINNING);
  const [draft, setDraft] = useState("");
  const send = () => {
    setMessages([...messages, ["b", draft]]);
    setDraft("");
  };
  return (
    <>
      <div className="list css-1x9k2a">
        {messages.map(([side, text], at) => (
          <div key={at} className={`row side-${side} css-${at}f3a`}>
            <span className="bubble">{text}</span>
          </div>
        ))}
      </div>
      <div className="writing">
        <textarea id="field" value={draft} onChange={(event) => setDraft(event.target.value)} placeholder="回复客户" />
        <button type="button" id="send" onClick={send}>发送</button>
      </div>
      <output id="state" hidden>{draft}</output>
    </>
  );
}

const place = document.createElement("div");
place.style.display = "contents";
document.body.append(place);
createRoot(place).render(<Desk />);
