// The fields of the form: each shows one place of the YAML and tells what was typed, never in the midst of a composition.
import { useId, useRef, useState } from "preact/hooks";

/** What a field shows and does: its own text while a composition is going on, else the file's. */
export function useTyped(value, onValue) {
  const [typed, setTyped] = useState(null);
  const composing = useRef(false);
  return {
    value: typed ?? value,
    onCompositionStart: () => (composing.current = true),
    onCompositionEnd: (event) => {
      composing.current = false;
      setTyped(null);
      onValue(event.target.value);
    },
    onInput: (event) => {
      if (composing.current || event.isComposing) setTyped(event.target.value);
      else onValue(event.target.value);
    },
  };
}

export function Labelled({ label, hint, children, id }) {
  return (
    <div class="form-field">
      <label for={id}>{label}</label>
      {children}
      {hint && <p class="form-hint">{hint}</p>}
    </div>
  );
}

export function TextField({ label, value = "", onValue, placeholder, hint, area = false, hideLabel = false }) {
  const id = useId();
  const typed = useTyped(value, onValue);
  const common = { id, class: "field", placeholder, spellcheck: false, ...typed };
  const control = area ? <textarea {...common} rows={rowsOf(typed.value)} /> : <input type="text" {...common} />;
  if (hideLabel) {
    return (
      <>
        <label class="hidden-but-read" for={id}>{label}</label>
        {control}
      </>
    );
  }
  return <Labelled label={label} hint={hint} id={id}>{control}</Labelled>;
}

export function rowsOf(text) {
  return Math.min(Math.max(text.split("\n").reduce((rows, line) => rows + 1 + Math.floor(line.length / 34), 0), 1), 8);
}

export function SelectField({ label, value = "", options, onValue, hint, hideLabel = false }) {
  const id = useId();
  const known = options.some(([one]) => one === value);
  const select = (
    <select id={id} class="field" value={value} onChange={(event) => onValue(event.target.value)}>
      {!known && <option value={value}>{value}</option>}
      {options.map(([one, title]) => <option key={one} value={one}>{title}</option>)}
    </select>
  );
  if (!hideLabel) return <Labelled label={label} hint={hint} id={id}>{select}</Labelled>;
  return (
    <>
      <label class="hidden-but-read" for={id}>{label}</label>
      {select}
    </>
  );
}

/** A list of short texts, one under the other; a row that was added is written once something is typed into it. */
export function ListField({ label, values, onItem, onRemove, add = "加一条", hint, canWrite = true }) {
  const [extra, setExtra] = useState(false);
  const box = useRef(null);
  const rows = extra ? [...values, null] : values;
  const addRow = () => {
    setExtra(true);
    requestAnimationFrame(() => {
      const inputs = box.current?.querySelectorAll("input.field");
      inputs?.[inputs.length - 1]?.focus();
    });
  };
  return (
    <fieldset class="form-list" ref={box}>
      <legend>{label}</legend>
      {hint && <p class="form-hint">{hint}</p>}
      <ul>
        {rows.map((value, index) => (
          <li key={index}>
            {typeof value === "object" && value !== null ? (
              <p class="form-fixed">{value.pattern ?? value.regex}（在 YAML 里改）</p>
            ) : (
              <TextField
                hideLabel
                label={`${label} 第 ${index + 1} 条`}
                value={value ?? ""}
                onValue={(text) => {
                  if (value === null && text === "") return;
                  if (value === null) setExtra(false);
                  onItem(index, text);
                }}
              />
            )}
            {canWrite && <Remove what={`${label} 第 ${index + 1} 条`} onClick={() => (value === null ? setExtra(false) : onRemove(index))} />}
          </li>
        ))}
      </ul>
      {canWrite && <button type="button" class="button" data-kind="quiet" onClick={addRow} disabled={extra}>＋ {add}</button>}
    </fieldset>
  );
}

export function Remove({ what, onClick }) {
  return (
    <button type="button" class="remove" aria-label={`删掉${what}`} title="删掉" onClick={onClick}>
      <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
        <path d="M4 4l8 8M12 4l-8 8" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" />
      </svg>
    </button>
  );
}
