// The small windows: a new pack, a new file, a built-in rule copied into one's own pack.
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { Dialog } from "../parts/dialog.jsx";
import { SelectField, TextField } from "./fields.jsx";
import { KINDS, stem } from "./words.js";

const NAME = "小写字母、数字、汉字和 -，例如 late-reply";

/** A window that asks; `done` is on the button that calls `onDone`. */
function Question({ title, children, onClose, onDone, done, problem }) {
  const form = useRef(null);
  useLayoutEffect(() => form.current.querySelector("input, select").focus(), []);
  const send = (event) => {
    event.preventDefault();
    onDone();
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form ref={form} class="studio-question" onSubmit={send}>
        {children}
        <p class="problem" role="alert">{problem}</p>
        <div class="studio-actions">
          <button type="submit" class="button" data-kind="main">{done}</button>
          <button type="button" class="button" data-kind="quiet" onClick={() => form.current.closest("dialog").close()}>取消</button>
        </div>
      </form>
    </Dialog>
  );
}

/** Runs `work`, and shows what was refused. */
function useTry(work, onClose) {
  const [problem, setProblem] = useState("");
  const run = async () => {
    try {
      await work();
      onClose();
    } catch (refused) {
      setProblem(refused.message);
    }
  };
  return [problem, run];
}

export function NewPack({ around, onClose, onMake }) {
  const [name, setName] = useState("");
  const [title, setTitle] = useState("");
  const [problem, run] = useTry(() => onMake(name.trim(), title.trim()), onClose);
  return (
    <Question title="新建规则包" done="新建" onClose={onClose} onDone={run} problem={problem}>
      <TextField label="叫什么" value={title} placeholder="例如：我们店" onValue={setTitle} />
      <TextField label="文件夹的名字" value={name} placeholder="our-shop" hint={`${NAME}；建在${around === "." ? "启动教练的文件夹" : ` ${around} `}里`} onValue={setName} />
    </Question>
  );
}

export function NewFile({ pack, names, onClose, onMake }) {
  const [kind, setKind] = useState("rule");
  const [name, setName] = useState("");
  const guidelines = Object.entries(names?.guidelines ?? {}).filter(([, one]) => !one.family);
  const [guideline, setGuideline] = useState(guidelines[0]?.[0] ?? "");
  const [problem, run] = useTry(() => onMake(pack, { kind, name: name.trim(), guideline }), onClose);
  return (
    <Question title={`在“${pack.title}”里新建`} done="新建" onClose={onClose} onDone={run} problem={problem}>
      <SelectField label="建什么" value={kind} options={["rule", "playbook", "signal", "lexicon"].map((one) => [one, KINDS[one]])} onValue={setKind} />
      <TextField label="名字" value={name} hint={NAME} onValue={setName} />
      {kind === "rule" && (
        <SelectField label="属于哪条准则" value={guideline} options={guidelines.map(([id, one]) => [id, one.title])} onValue={setGuideline} />
      )}
    </Question>
  );
}

export function CopyFile({ open, packs, onClose, onMake }) {
  const [pack, setPack] = useState(packs[0]?.pack ?? "");
  const [name, setName] = useState(stem(open.file));
  const [off, setOff] = useState(open.kind === "rule");
  const [problem, run] = useTry(() => onMake(pack, name.trim(), off), onClose);
  return (
    <Question title="复制到我的规则包" done="复制" onClose={onClose} onDone={run} problem={problem}>
      <SelectField label="哪个规则包" value={pack} options={packs.map((one) => [one.pack, one.title])} onValue={setPack} />
      <TextField label="名字" value={name} hint={NAME} onValue={setName} />
      {open.kind === "rule" && (
        <label class="form-check">
          <input type="checkbox" checked={off} onChange={(event) => setOff(event.target.checked)} />
          停用自带的这一条（写进 pack.yaml 的 override）
        </label>
      )}
    </Question>
  );
}
