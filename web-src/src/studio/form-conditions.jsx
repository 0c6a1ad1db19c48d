// The exceptions and preconditions of a rule or signal, each with the text that proves it.
import { useState } from "preact/hooks";
import { Remove, SelectField, TextField } from "./fields.jsx";
import { listed } from "./form-check.jsx";
import { CONDITIONS } from "./words.js";

const TITLES = { unless: "例外：这些时候不报", only: "前提：这些都成立才报" };
const CLOSED = {
  clause: [["question", "问句"], ["conditional", "条件（如果…）"], ["reported", "转述客户的话"]],
  subject: [["customer", "客户"], ["house", "我们"]],
  inside: [["quote", "引号"], ["parenthesis", "括号"]],
  scope: [["clause", "同一个分句"], ["next-clause", "到相邻分句"], ["message", "同一条消息"], ["turn", "整轮"]],
};

export function Conditions({ groups, edit, canWrite }) {
  return Object.entries(TITLES).map(([group, title]) => {
    const items = listed(groups[group]);
    if (group === "only" && items.length === 0) return null;
    return <Group key={group} group={group} title={title} items={items} edit={edit} canWrite={canWrite} />;
  });
}

function Group({ group, title, items, edit, canWrite }) {
  const [key, setKey] = useState("overlaps");
  const kinds = Object.entries(CONDITIONS).filter(([one]) => one !== "scope");
  const add = () => edit([group, items.length], { [key]: CLOSED[key]?.[0][0] ?? "", quiet: "" });
  return (
    <section class="form-part panel">
      <h3>{title}</h3>
      <ul class="form-cards">
        {items.map((item, index) => (
          <li key={index} class="form-card">
            {Object.entries(item).filter(([one]) => one in CONDITIONS).map(([one, value]) => (
              <Part key={one} name={one} value={value} path={[group, index, one]} edit={edit} />
            ))}
            <TextField area label="这句不能报" value={item.quiet} onValue={(text) => edit([group, index, "quiet"], text)} />
            {canWrite && <Remove what={`第 ${index + 1} 条`} onClick={() => edit([group, index], undefined)} />}
          </li>
        ))}
      </ul>
      {canWrite && (
        <div class="form-add">
          <SelectField hideLabel label="什么条件" value={key} options={kinds} onValue={setKey} />
          <button type="button" class="button" data-kind="quiet" onClick={add}>＋ 加一条</button>
        </div>
      )}
    </section>
  );
}

function Part({ name, value, path, edit }) {
  const label = CONDITIONS[name];
  if (CLOSED[name]) return <SelectField label={label} value={value} options={CLOSED[name]} onValue={(text) => edit(path, text)} />;
  const all = listed(value);
  if (all.some((one) => typeof one !== "string")) return <p class="form-fixed">{label}：几组说法，在 YAML 里改</p>;
  return all.map((one, index) => (
    <TextField
      key={index}
      label={index === 0 ? label : "或者"}
      value={one}
      onValue={(text) => edit(Array.isArray(value) ? [...path, index] : path, text)}
    />
  ));
}
