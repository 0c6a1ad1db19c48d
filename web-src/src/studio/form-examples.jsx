// The examples of a rule or signal: what must be reported, what must not, and how a trainer would write it.
import { useId, useRef } from "preact/hooks";
import { Remove, TextField, rowsOf, useTyped } from "./fields.jsx";
import { listed } from "./form-check.jsx";

export function Examples({ items, edit, canWrite, hasBetter = true }) {
  const add = (item) => edit(["examples", items.length], item);
  return (
    <section class="form-part panel">
      <h3>例子</h3>
      <p class="form-hint">至少一半是“不能报”。选中几个字，点“标出”，就只认那一处。</p>
      <ul class="form-cards">
        {items.map((item, index) => (
          <Example key={index} item={item} index={index} edit={edit} canWrite={canWrite} hasBetter={hasBetter} />
        ))}
      </ul>
      {canWrite && (
        <div class="form-add">
          <button type="button" class="button" data-kind="quiet" onClick={() => add({ flag: "" })}>＋ 加一句要报的</button>
          <button type="button" class="button" data-kind="quiet" onClick={() => add({ quiet: "" })}>＋ 加一句不能报的</button>
        </div>
      )}
    </section>
  );
}

function Example({ item, index, edit, canWrite, hasBetter }) {
  const id = useId();
  const area = useRef(null);
  const key = "quiet" in item ? "quiet" : "flag";
  const path = ["examples", index];
  const turn = (to) => {
    const { flag, quiet, better, ...rest } = item;
    const text = (flag ?? quiet ?? "").replace(/[⟦⟧]/g, "");
    edit(path, { [to]: text, ...rest });
  };
  const mark = () => {
    const { selectionStart: from, selectionEnd: to, value } = area.current;
    const bare = (text) => text.replace(/[⟦⟧]/g, "");
    const chosen = bare(value.slice(from, to));
    edit([...path, "flag"], chosen ? `${bare(value.slice(0, from))}⟦${chosen}⟧${bare(value.slice(to))}` : bare(value));
  };
  const context = listed(item.context);
  return (
    <li class="form-card" data-kind={key}>
      <div class="form-choice" role="radiogroup" aria-label={`例子 ${index + 1}`}>
        {[["flag", "要报"], ["quiet", "不能报"]].map(([one, title]) => (
          <label key={one}>
            <input type="radio" name={id} checked={key === one} onChange={() => turn(one)} />
            {title}
          </label>
        ))}
        {key === "flag" && canWrite && (
          <button type="button" class="button" data-kind="quiet" onClick={mark} title="把选中的字括进 ⟦ ⟧">标出</button>
        )}
      </div>
      <Area refs={area} label={`例子 ${index + 1} 的话`} value={item[key] ?? ""} onValue={(text) => edit([...path, key], text)} />
      {key === "flag" && hasBetter && (
        <TextField area label="更好的说法" value={item.better} placeholder="可以不写" onValue={(text) => edit([...path, "better"], text || undefined)} />
      )}
      {item.context !== undefined && (
        <TextField
          area
          label="客户先说"
          value={context.join("\n")}
          onValue={(text) => edit([...path, "context"], text === "" ? undefined : text.includes("\n") ? text.split("\n") : text)}
        />
      )}
      {canWrite && item.context === undefined && (
        <button type="button" class="form-link" onClick={() => edit([...path, "context"], "")}>＋ 客户先说</button>
      )}
      {canWrite && <Remove what={`例子 ${index + 1}`} onClick={() => edit(path, undefined)} />}
    </li>
  );
}

function Area({ refs, label, value, onValue }) {
  const id = useId();
  const typed = useTyped(value, onValue);
  return (
    <>
      <label class="hidden-but-read" for={id}>{label}</label>
      <textarea id={id} ref={refs} class="field" rows={rowsOf(typed.value)} spellcheck={false} {...typed} />
    </>
  );
}
