// What the author of a reply is offered instead.
import { Remove, SelectField, TextField } from "./fields.jsx";

const OVER = [
  ["match", "替换标出的字"],
  ["clause", "替换整个分句"],
  ["turn", "替换整轮"],
  ["before", "加在分句前面"],
  ["after", "加在末尾"],
];

export function Suggestions({ items, edit, canWrite }) {
  return (
    <section class="form-part panel">
      <h3>改写建议</h3>
      <p class="form-hint">⟨…⟩ 是留给客服填的空；{"{action}"} 这样的捕获会放进原话。</p>
      <ul class="form-cards">
        {items.map((item, index) => (
          <li key={index} class="form-card">
            {item.playbook && <p class="form-fixed">用话术里的说法</p>}
            {(item.rewrite !== undefined || !item.playbook) && (
              <TextField area hideLabel label={`改写 第 ${index + 1} 条`} value={item.rewrite} onValue={(text) => edit(["suggest", index, "rewrite"], text)} />
            )}
            {!item.playbook && (
              <SelectField
                hideLabel
                label="放在哪里"
                value={item.over ?? "match"}
                options={OVER}
                onValue={(over) => edit(["suggest", index, "over"], over === "match" ? undefined : over)}
              />
            )}
            {canWrite && <Remove what={`改写 第 ${index + 1} 条`} onClick={() => edit(["suggest", index], undefined)} />}
          </li>
        ))}
      </ul>
      {canWrite && (
        <button type="button" class="button" data-kind="quiet" onClick={() => edit(["suggest", items.length], { rewrite: "⟨更好的说法⟩" })}>
          ＋ 加一条改写
        </button>
      )}
    </section>
  );
}
