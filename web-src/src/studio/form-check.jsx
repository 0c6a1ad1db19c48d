// What a rule looks for.
import { ListField, TextField, Remove } from "./fields.jsx";
import { useState } from "preact/hooks";

const HINT = "空格不算字；( | ) 是“或”，? 是可有可无，~4 是中间最多四个字，<名字> 是词表或信号。";

export const listed = (value) => (value === undefined || value === null ? [] : Array.isArray(value) ? value : [value]);

export function CheckFields({ check, edit, canWrite, schema, onYaml }) {
  const list = (key) => ({
    values: listed(check[key]),
    onItem: (index, text) => edit(["check", key, index], text),
    onRemove: (index) => edit(["check", key, index], undefined),
    canWrite,
  });
  return (
    <section class="form-part panel">
      <h3>
        找什么 <small>{schema?.values[check.kind] ?? check.kind}</small>
      </h3>
      {check.kind === "phrase" && <ListField label="说法" hint={HINT} {...list("any")} />}
      {check.kind === "absence" && (
        <>
          <ListField label="说到这些" hint={`${HINT}空着就看每一条回复。`} {...list("when")} />
          <ListField label="却没有这些" {...list("need")} />
        </>
      )}
      {check.kind === "substitute" && <Pairs map={check.map ?? {}} edit={edit} canWrite={canWrite} />}
      {!["phrase", "absence", "substitute"].includes(check.kind) && (
        <button type="button" class="button" data-kind="quiet" onClick={() => onYaml("check")}>这一种在 YAML 里改</button>
      )}
    </section>
  );
}

/** The words of a substitution, each with the better one. */
function Pairs({ map, edit, canWrite }) {
  const [word, setWord] = useState("");
  const add = () => {
    if (word.trim() && !(word in map)) edit(["check", "map", word.trim()], "…");
    setWord("");
  };
  return (
    <div class="form-list">
      <ul>
        {Object.entries(map).map(([from, to]) => (
          <li key={from} class="form-swap">
            <span class="form-fixed">{from}</span>
            <span aria-hidden="true">→</span>
            <TextField hideLabel label={`“${from}”换成`} value={to} onValue={(text) => edit(["check", "map", from], text)} />
            {canWrite && <Remove what={`“${from}”`} onClick={() => edit(["check", "map", from], undefined)} />}
          </li>
        ))}
      </ul>
      {canWrite && (
        <div class="form-add">
          <TextField hideLabel label="不好的词" placeholder="不好的词" value={word} onValue={setWord} />
          <button type="button" class="button" data-kind="quiet" onClick={add}>＋ 加一对</button>
        </div>
      )}
    </div>
  );
}
