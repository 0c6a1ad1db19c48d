// A library that was opened: what the draft marks in it, what the edit adds and what it removes.
import { useRef, useState } from "preact/hooks";
import { Marked } from "./marked.jsx";

const KINDS = ".csv,.tsv,.txt,.jsonl,.json,.xlsx,.xls,.ods,.md,.yaml,.yml,.log";
const CHANGES = [["added", "+", "会多标出"], ["removed", "−", "不再标出"], ["same", "", "仍然标出"]];

export function Library({ told, library, busy, onLibrary, onClose }) {
  const input = useRef(null);
  const seen = told?.library;
  return (
    <section class="studio-library">
      <h3>
        话术库 {library && <small>{library.name} · {library.replies} 条</small>}
      </h3>
      {!library && <p class="studio-note">打开一份话术库或聊天记录，就能看到这条规则在里面标出哪些句子。只在这台电脑上读，不保存。</p>}
      <div class="studio-actions">
        <input
          ref={input}
          type="file"
          class="hidden-but-read"
          tabIndex={-1}
          aria-hidden="true"
          accept={KINDS}
          onChange={(event) => {
            const [file] = event.target.files;
            if (file) onLibrary(file);
            event.target.value = "";
          }}
        />
        <button type="button" class="button" disabled={busy} onClick={() => input.current.click()}>
          {busy ? "正在读…" : library ? "换一份" : "打开话术库"}
        </button>
        {library && <button type="button" class="button" data-kind="quiet" onClick={onClose}>关掉</button>}
      </div>
      {library && told && !told.runs && <p class="studio-note">{told.problems.length > 0 ? "改好上面的，再看话术库。" : "这种文件不标句子。"}</p>}
      {seen && <Seen seen={seen} />}
    </section>
  );
}

function Seen({ seen }) {
  return (
    <>
      <p class="studio-counts" role="status">
        标出 <b>{seen.hits}</b> 处
        {seen.added > 0 && <span data-change="added">比保存的多 {seen.added}</span>}
        {seen.removed > 0 && <span data-change="removed">{seen.added > 0 ? "" : "比保存的"}少 {seen.removed}</span>}
        {seen.added + seen.removed === 0 && <span>和保存的一样</span>}
      </p>
      {seen.looked < seen.replies && <p class="studio-note">库很大，这次看了前 {seen.looked} 条。</p>}
      {CHANGES.map(([change, sign, title]) => (
        <Hits key={change} change={change} sign={sign} title={title} count={countOf(seen, change)} hits={seen.shown.filter((one) => one.change === change)} />
      ))}
    </>
  );
}

function countOf(seen, change) {
  return change === "same" ? seen.hits - seen.added : seen[change];
}

function Hits({ change, sign, title, count, hits }) {
  const [all, setAll] = useState(false);
  if (count === 0) return null;
  const shown = all ? hits : hits.slice(0, 12);
  return (
    <div class="studio-hits" data-change={change}>
      <h4>{title} {count} 处</h4>
      <ul>
        {shown.map((one, index) => <Hit key={index} one={one} sign={sign} />)}
      </ul>
      {hits.length > shown.length && <button type="button" class="form-link" onClick={() => setAll(true)}>再看 {hits.length - shown.length} 处</button>}
      {all && count > hits.length && <p class="studio-note">还有 {count - hits.length} 处没有列出来。</p>}
    </div>
  );
}

function Hit({ one, sign }) {
  const place = [one.title, one.place.replace(/^(line|row) (\d+)$/, "第 $2 行")].filter(Boolean).join(" · ");
  return (
    <li>
      <span class="studio-sign" aria-hidden="true">{sign}</span>
      <span class="studio-said">
        {one.cut[0] && "…"}
        <Marked text={one.text} spans={[[one.start, one.end]]} />
        {one.cut[1] && "…"}
        {one.replacement && <span class="studio-put">→ {one.replacement}</span>}
        <span class="studio-place">{place}</span>
      </span>
    </li>
  );
}
