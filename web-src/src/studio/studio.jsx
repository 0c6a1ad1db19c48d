// The studio: rules and playbooks edited in a form or as YAML, with what they do beside them.
import { render } from "preact";
import { useCallback, useEffect, useState } from "preact/hooks";
import { ask, get, post } from "../parts/api.js";
import { Bar } from "../parts/bar.jsx";
import { RulesState } from "../parts/health.jsx";
import { Conflict } from "./conflict.jsx";
import { CopyFile, NewFile, NewPack } from "./dialogs.jsx";
import { Editor } from "./editor.jsx";
import { Files } from "./files.jsx";
import { Form, hasForm } from "./form.jsx";
import { download, turnOff } from "./files-out.js";
import { attempt, useGuards } from "./guards.js";
import { Head } from "./head.jsx";
import { Notice, Welcome } from "./notice.jsx";
import { lineOfKey, savedText, underlined } from "./outcome.js";
import { Results, ToResults } from "./results.jsx";
import { useDraft } from "./use-draft.js";
import { stem } from "./words.js";
import "./studio.css";

const PAGE = (sessionStorage["coach-studio-page"] ??= crypto.randomUUID?.() ?? String(Math.random()).slice(2));

function Studio() {
  const [all, setAll] = useState(null);
  const [names, setNames] = useState(null);
  const [schema, setSchema] = useState(null);
  const [tab, setTab] = useState("form");
  const [goTo, setGoTo] = useState(null);
  const [library, setLibrary] = useState(null);
  const [libraryBusy, setLibraryBusy] = useState(false);
  const [dialog, setDialog] = useState(null);
  const [notice, setNotice] = useState(null);
  const draft = useDraft(PAGE, library);
  const { open, text } = draft;
  const pack = all?.packs.find((one) => one.pack === open?.pack);
  const canWrite = Boolean(pack?.own);

  const refresh = useCallback(async () => {
    const answer = await get("/api/studio/packs");
    setAll(answer);
    return answer;
  }, []);

  const showFile = useCallback(async (into, file, kind) => {
    await attempt(setNotice, async () => {
      await draft.show(into, file, kind);
      setTab(hasForm(kind) ? "form" : "yaml");
      setGoTo(null);
      history.replaceState(null, "", `#${encodeURIComponent(into.pack)}/${encodeURIComponent(file)}`);
      setNames(await get(`/api/studio/names?pack=${encodeURIComponent(into.pack)}`));
    });
  }, []);

  useEffect(() => {
    attempt(setNotice, async () => {
      setSchema(await get("/api/studio/schema"));
      const { packs } = await refresh();
      const [name, file] = location.hash.slice(1).split("/").map(decodeURIComponent);
      const wanted = packs.find((one) => one.pack === name) ?? packs[0];
      const found = wanted?.files.find((one) => one.file === file);
      if (found) await showFile(wanted, found.file, found.kind);
      else if (wanted) setNames(await get(`/api/studio/names?pack=${encodeURIComponent(wanted.pack)}`));
    });
  }, []);

  const save = useCallback(
    (force, digest) =>
      attempt(setNotice, async () => {
        const done = await draft.save(force, digest);
        if (done === "saved") setNotice({ kind: "good", text: savedText(draft.told, pack) });
        if (done === "does_not_load") setNotice({ kind: "ask", text: "这份草稿教练还读不了。存下来的话，这个文件暂时不起作用，等改好再用。", force: true });
      }),
    [draft, pack],
  );

  useGuards(draft.isDirty, () => canWrite && draft.isDirtyNow() && save());

  const openLibrary = (file) =>
    attempt(setNotice, async () => {
      setLibraryBusy(true);
      try {
        setLibrary(await ask("POST", `/api/studio/library?name=${encodeURIComponent(file.name)}&page=${PAGE}`, file));
      } finally {
        setLibraryBusy(false);
      }
    });
  const closeLibrary = () =>
    attempt(setNotice, async () => {
      await ask("DELETE", `/api/studio/library?page=${PAGE}`);
      setLibrary(null);
    });

  const makePack = async (name, title) => {
    const made = await post("/api/studio/start", { name, title });
    const { packs } = await refresh();
    const found = packs.find((one) => one.pack === made.pack);
    await showFile(found, "pack.yaml", "pack");
    setNotice({ kind: "good", text: `建好了。在 coach.yaml 的 packs 里写上 ./${name}，教练就会用上它。` });
  };
  const makeFile = async (into, asked) => {
    const made = await post("/api/studio/new", { pack: into.pack, ...asked });
    const { packs } = await refresh();
    await showFile(packs.find((one) => one.pack === into.pack), made.file, asked.kind);
  };
  const copyFile = async (into, name, off) => {
    const target = all.packs.find((one) => one.pack === into);
    const old = `${pack.name}/${stem(open.file)}`;
    await makeFile(target, { kind: open.kind, name, text });
    if (off) await turnOff(into, old);
    setNotice({ kind: "good", text: off ? "复制好了，自带的那一条已经停用。" : "复制好了。自带的那一条也还在用。" });
  };

  const goToPlace = (place) => {
    setTab("yaml");
    setGoTo({ line: place.line, column: place.column });
  };
  const goToYaml = (where) => {
    setTab("yaml");
    setGoTo({ line: typeof where === "number" ? where : lineOfKey(text, where), column: 1 });
  };

  if (!all) return <><Bar /><main class="studio"><p class="studio-note">{notice?.text ?? "正在打开规则包…"}</p></main></>;
  return (
    <>
      <Bar />
      <main class="studio">
        <h1 class="hidden-but-read">规则工作室</h1>
        <Files
          packs={all.packs}
          titles={names?.titles ?? {}}
          open={open}
          canWrite={all.writable}
          onOpen={showFile}
          onNewFile={(one) => setDialog({ kind: "file", pack: one })}
          onNewPack={() => setDialog({ kind: "pack" })}
        />
        <section class="studio-work" aria-label="编辑">
          {notice && <Notice notice={notice} onClose={() => setNotice(null)} onForce={() => save(true)} />}
          {!open && <Welcome packs={all.packs} writable={all.writable} onNewPack={() => setDialog({ kind: "pack" })} />}
          {open && (
            <Head
              pack={pack}
              open={open}
              title={names?.titles?.[`${pack.folder}/${open.file}`]}
              isDirty={draft.isDirty}
              canWrite={canWrite}
              canCopy={all.packs.some((one) => one.own) && ["rule", "signal", "lexicon", "playbook"].includes(open.kind)}
              tab={tab}
              onTab={setTab}
              onSave={() => save()}
              onExport={() => download(open.file, text)}
              onCopy={() => setDialog({ kind: "copy" })}
            />
          )}
          {open && draft.conflict && (
            <Conflict
              theirs={draft.conflict.text}
              mine={text}
              onTheirs={draft.takeTheirs}
              onMine={() => save(false, draft.conflict.digest)}
              onExport={() => download(open.file, text)}
              onBack={draft.back}
            />
          )}
          {open && !draft.conflict && tab === "form" && hasForm(open.kind) && (
            <Form key={`${open.pack} ${open.file}`} text={text} kind={open.kind} schema={schema} names={names} canWrite={canWrite} latest={draft.latest} onText={draft.change} onYaml={goToYaml} />
          )}
          {open && !draft.conflict && (tab === "yaml" || !hasForm(open.kind)) && (
            <Editor key={`${open.pack} ${open.file}`} text={text} kind={open.kind} schema={schema} names={names} canWrite={canWrite} onText={draft.change} problems={underlined(draft.told)} goTo={goTo} />
          )}
          {open && <ToResults told={draft.told} state={draft.state} />}
        </section>
        {open && (
          <Results
            told={draft.told}
            state={draft.state}
            kind={open.kind}
            library={library}
            libraryBusy={libraryBusy}
            onGo={goToPlace}
            onLibrary={openLibrary}
            onCloseLibrary={closeLibrary}
          />
        )}
      </main>
      <RulesState />
      {dialog?.kind === "pack" && <NewPack around={all.around} onClose={() => setDialog(null)} onMake={makePack} />}
      {dialog?.kind === "file" && <NewFile pack={dialog.pack} names={names} onClose={() => setDialog(null)} onMake={makeFile} />}
      {dialog?.kind === "copy" && <CopyFile open={open} packs={all.packs.filter((one) => one.own)} onClose={() => setDialog(null)} onMake={copyFile} />}
    </>
  );
}

render(<Studio />, document.body);
