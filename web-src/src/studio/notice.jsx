// What the studio says above the draft: what was done or refused, and a word of welcome.

export function Notice({ notice, onClose, onForce }) {
  return (
    <div class="studio-notice" data-kind={notice.kind} role={notice.kind === "good" ? "status" : "alert"}>
      <p>{notice.text}</p>
      {notice.force && <button type="button" class="button" onClick={onForce}>仍要保存</button>}
      <button type="button" class="button" data-kind="quiet" onClick={onClose}>{notice.force ? "再改改" : "知道了"}</button>
    </div>
  );
}

export function Welcome({ packs, writable, onNewPack }) {
  const hasOwn = packs.some((one) => one.own);
  return (
    <div class="studio-welcome">
      <h2>{hasOwn ? "从左边选一条规则" : "先看看自带的规则，或者建一个自己的规则包"}</h2>
      <p>在表单里改，也可以直接改 YAML；右边马上看到例子成不成立，话术库里会多标出、少标出哪些句子。</p>
      {writable && !hasOwn && <button type="button" class="button" data-kind="main" onClick={onNewPack}>新建规则包</button>}
    </div>
  );
}
