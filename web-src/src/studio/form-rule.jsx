// The form of a rule.
import { CheckFields } from "./form-check.jsx";
import { Conditions } from "./form-conditions.jsx";
import { Examples } from "./form-examples.jsx";
import { SelectField, TextField } from "./fields.jsx";
import { Suggestions } from "./form-suggestions.jsx";
import { SEVERITIES } from "./words.js";

export function RuleForm({ data, edit, names, schema, canWrite, onYaml }) {
  const guideline = names?.guidelines[data.guideline];
  const guidelines = Object.entries(names?.guidelines ?? {}).map(([id, one]) => [id, `${one.title}（${id}）`]);
  const own = (key) => (text) => edit([key], text === "" ? undefined : text);
  return (
    <>
      <section class="form-part panel">
        <h3>说的是什么</h3>
        <SelectField label="准则" value={data.guideline} options={guidelines} onValue={(id) => edit(["guideline"], id)} />
        <div class="form-pair">
          <TextField label="标题" value={data.title} placeholder={guideline?.title} onValue={own("title")} />
          <Severity data={data} guideline={guideline} edit={edit} onYaml={onYaml} />
        </div>
        <details class="form-more" open={Boolean(data.what || data.why || data.instead)}>
          <summary>卡片上的话{data.what || data.why || data.instead ? "" : "（用准则的）"}</summary>
          <TextField area label="是什么" value={data.what} placeholder={guideline?.what} onValue={own("what")} />
          <TextField area label="为什么" value={data.why} placeholder={guideline?.why} onValue={own("why")} />
          <TextField area label="怎么说好" value={data.instead} placeholder={guideline?.instead} onValue={own("instead")} />
        </details>
      </section>
      <CheckFields check={data.check ?? {}} edit={edit} canWrite={canWrite} schema={schema} onYaml={onYaml} />
      <Conditions groups={data} edit={edit} canWrite={canWrite} schema={schema} />
      {!data.praise && <Suggestions items={data.suggest ?? []} edit={edit} canWrite={canWrite} />}
      <Examples items={data.examples ?? []} edit={edit} canWrite={canWrite} hasBetter={!data.praise} />
    </>
  );
}

function Severity({ data, guideline, edit, onYaml }) {
  if (data.severity && typeof data.severity === "object") {
    return (
      <div class="form-field">
        <span class="form-label">严重程度</span>
        <button type="button" class="button" data-kind="quiet" onClick={() => onYaml("severity")}>按条件分，在 YAML 里改</button>
      </div>
    );
  }
  const inherited = guideline?.severity ? `用准则的（${SEVERITIES[guideline.severity]}）` : "用准则的";
  const options = [["", inherited], ...Object.entries(SEVERITIES)];
  const choose = (value) => edit(["severity"], value || undefined);
  return <SelectField label="严重程度" value={data.severity ?? ""} options={options} onValue={choose} />;
}
