// The head of the open file: what it is, form or YAML, and what can be done with it.
import { hasForm } from "./form.jsx";
import { KINDS, stem } from "./words.js";

export function Head({ pack, open, title, isDirty, canWrite, canCopy, tab, onTab, onSave, onExport, onCopy }) {
  return (
    <div class="studio-head">
      <div class="studio-title">
        <h2>{title ?? stem(open.file)}</h2>
        <p>
          {KINDS[open.kind]} · <code>{pack.folder}/{open.file}</code>
          {!canWrite && <span class="studio-tag">只读</span>}
          {isDirty && <span class="studio-tag" data-kind="dirty">还没保存</span>}
        </p>
      </div>
      <div class="studio-actions">
        {hasForm(open.kind) && (
          <div class="studio-tabs" role="group" aria-label="怎么改">
            {[["form", "表单"], ["yaml", "YAML"]].map(([one, name]) => (
              <button key={one} type="button" aria-pressed={tab === one} onClick={() => onTab(one)}>{name}</button>
            ))}
          </div>
        )}
        {canWrite && (
          <button type="button" class="button" data-kind="main" disabled={!isDirty} onClick={onSave} title="Ctrl+S">保存</button>
        )}
        {!canWrite && canCopy && <button type="button" class="button" data-kind="main" onClick={onCopy}>复制到我的规则包</button>}
        <button type="button" class="button" onClick={onExport}>导出</button>
      </div>
    </div>
  );
}
