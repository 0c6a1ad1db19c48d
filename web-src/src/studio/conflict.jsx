// The file was changed elsewhere while it was open here: both texts, and what can be done.
import { useLayoutEffect, useRef } from "preact/hooks";
import { lineDiff } from "./line-diff.js";

export function Conflict({ theirs, mine, onTheirs, onMine, onExport, onBack }) {
  const heading = useRef(null);
  useLayoutEffect(() => heading.current?.focus(), []);
  const lines = lineDiff(theirs, mine);
  return (
    <section class="studio-conflict" aria-labelledby="conflict-title">
      <h3 id="conflict-title" tabIndex={-1} ref={heading}>这个文件在别处改过了，还没有保存</h3>
      <p class="studio-note">绿色的 + 是您这里有的，红色的 − 是磁盘上现在的。两边都还在，请选一个。</p>
      <div class="studio-actions">
        <button type="button" class="button" onClick={onTheirs}>用磁盘上的</button>
        <button type="button" class="button" onClick={onMine}>用我的盖过去</button>
        <button type="button" class="button" data-kind="quiet" onClick={onExport}>先导出我的</button>
        <button type="button" class="button" data-kind="quiet" onClick={onBack}>回去接着改</button>
      </div>
      <ol class="studio-diff">
        {lines.map(({ kind, line }, index) => (
          <li key={index} data-change={{ mine: "added", theirs: "removed" }[kind]}>
            <span aria-hidden="true">{{ mine: "+", theirs: "−", same: " " }[kind]}</span>
            <span class="hidden-but-read">{{ mine: "您的：", theirs: "磁盘上的：", same: "" }[kind]}</span>
            <code>{line}</code>
          </li>
        ))}
      </ol>
    </section>
  );
}
