// The form of a playbook: each thing that is refused, why, how it stands, and what can be done.
import { useState } from "preact/hooks";
import { ListField, Remove, TextField } from "./fields.jsx";
import { listed } from "./form-check.jsx";

const PARTS = [
  ["because", "原因", "永远成立的，例如：订单一提交，地址就同步给快递了"],
  ["limit", "限制", "说成事实，例如：新地址要请快递在途中改"],
  ["can", "能做什么", "真能做到的，例如：联系快递改送到您的新地址"],
];

export function PlaybookForm({ data, edit, canWrite }) {
  const [name, setName] = useState("");
  const things = data.things && typeof data.things === "object" ? data.things : {};
  const add = () => {
    if (!name.trim() || name in things) return;
    edit(["things", name.trim()], { about: [name.trim()], because: "…", limit: "…", can: "…", examples: [`${name.trim()}不行的哦`] });
    setName("");
  };
  return (
    <>
      <section class="form-part panel">
        <TextField label="名字" value={data.title} onValue={(text) => edit(["title"], text)} />
      </section>
      {Object.entries(things).map(([title, thing]) => (
        <Thing key={title} title={title} thing={thing ?? {}} edit={edit} canWrite={canWrite} />
      ))}
      {canWrite && (
        <div class="form-add">
          <TextField hideLabel label="又一件会被拒绝的事" placeholder="又一件事，例如：改时间" value={name} onValue={setName} />
          <button type="button" class="button" onClick={add}>＋ 加一件</button>
        </div>
      )}
    </>
  );
}

function Thing({ title, thing, edit, canWrite }) {
  const path = ["things", title];
  const list = (key) => ({
    values: listed(thing[key]),
    onItem: (index, text) => edit([...path, key, index], text),
    onRemove: (index) => edit([...path, key, index], undefined),
    canWrite,
  });
  return (
    <section class="form-part panel form-thing">
      <h3>{title}</h3>
      {canWrite && <Remove what={`“${title}”`} onClick={() => edit(path, undefined)} />}
      {PARTS.map(([key, label, hint]) => (
        <TextField key={key} area label={label} value={thing[key]} placeholder={hint} onValue={(text) => edit([...path, key], text)} />
      ))}
      <ListField label="怎么认出是这件事" {...list("about")} />
      <ListField label="这样拒绝时，都要用上这条" {...list("examples")} />
    </section>
  );
}
