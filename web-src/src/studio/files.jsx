// The packs and their files, to choose from.
import { useMemo, useState } from "preact/hooks";
import { isKept } from "./drafts.js";
import { KINDS, stem } from "./words.js";

const MOST = 80; // files of one pack that are listed at once

export function Files({ packs, titles, open, onOpen, onNewFile, onNewPack, canWrite }) {
  const [wanted, setWanted] = useState("");
  const found = useMemo(() => search(packs, titles, wanted.trim().toLowerCase()), [packs, titles, wanted]);
  return (
    <nav class="studio-files" aria-label="规则包">
      <label class="hidden-but-read" for="studio-search">找规则</label>
      <input id="studio-search" class="field" type="search" placeholder="找规则、话术、词表" value={wanted} onInput={(event) => setWanted(event.target.value)} />
      {found.map(({ pack, files }) => (
        <Pack key={pack.pack} pack={pack} files={files} titles={titles} open={open} isSearch={wanted.trim() !== ""} onOpen={onOpen} onNewFile={onNewFile} />
      ))}
      {found.length === 0 && <p class="studio-note">没有找到“{wanted}”。</p>}
      {canWrite && <button type="button" class="button" onClick={onNewPack}>＋ 新建规则包</button>}
    </nav>
  );
}

function search(packs, titles, wanted) {
  return packs
    .map((pack) => ({ pack, files: pack.files.filter(({ file }) => matches(pack, file, titles, wanted)) }))
    .filter(({ pack, files }) => wanted === "" || files.length > 0 || pack.name.includes(wanted));
}

function matches(pack, file, titles, wanted) {
  return wanted === "" || `${pack.name}/${file} ${titles[`${pack.folder}/${file}`] ?? ""}`.toLowerCase().includes(wanted);
}

function Pack({ pack, files, titles, open, isSearch, onOpen, onNewFile }) {
  const isOpen = isSearch || pack.own || open?.pack === pack.pack;
  return (
    <details class="studio-pack" open={isOpen}>
      <summary>
        <span class="studio-pack-name">{pack.title}</span>
        <small>{pack.own ? (pack.used ? "我的" : "还没在用") : "自带"} · {files.length}</small>
      </summary>
      <ul>
        {files.slice(0, MOST).map(({ file, kind }) => {
          const here = open?.pack === pack.pack && open.file === file;
          const title = titles[`${pack.folder}/${file}`];
          return (
            <li key={file}>
              <button type="button" aria-current={here ? "true" : undefined} onClick={() => onOpen(pack, file, kind)}>
                <span class="studio-kind">{KINDS[kind]}</span>
                <span class="studio-file">
                  {title ?? (["pack", "guidelines"].includes(kind) ? file : stem(file))}
                  {title && <small>{stem(file)}</small>}
                </span>
                {isKept(pack.pack, file) && <span class="studio-dot" title="还没保存"><span class="hidden-but-read">还没保存</span></span>}
              </button>
            </li>
          );
        })}
      </ul>
      {files.length > MOST && <p class="studio-note">还有 {files.length - MOST} 个，请用上面的搜索。</p>}
      {pack.own && !isSearch && <button type="button" class="form-link" onClick={() => onNewFile(pack)}>＋ 新建文件</button>}
    </details>
  );
}
