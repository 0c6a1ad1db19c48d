// The form of a pack file: the fields of every day, over the same text that the YAML tab shows.
import { readYaml, setAt } from "./yaml-edit.js";
import { orderOf } from "./schema-at.js";
import { RuleForm } from "./form-rule.jsx";
import { PlaybookForm } from "./form-playbook.jsx";
import { PatternsAndExamples, Words } from "./form-signal.jsx";

const FORMS = { rule: RuleForm, signal: PatternsAndExamples, lexicon: Words, playbook: PlaybookForm };

export const hasForm = (kind) => kind in FORMS;

/**
 * @param {{text: string, kind: string, schema: object, names: object, canWrite: boolean, latest(): string,
 *   onText(text: string): void, onYaml(where: number | string): void}} props `latest` gives the text that an edit is made
 *   in: a second key may come before the first was drawn.
 */
export function Form({ text, kind, schema, names, canWrite, latest, onText, onYaml }) {
  const { data, problem } = readYaml(text);
  if (problem || typeof data !== "object" || Array.isArray(data)) {
    return (
      <div class="form-broken">
        <p>YAML 有一处读不懂，表单先收起来。改好以后这里会自己回来。</p>
        <button type="button" class="button" onClick={() => onYaml(problem?.line ?? 1)}>
          到第 {problem?.line ?? 1} 行看看
        </button>
      </div>
    );
  }
  const order = orderOf(schema, kind);
  const edit = (path, value) => onText(setAt(latest(), path, value, order));
  const Fields = FORMS[kind];
  return (
    <form class="form" onSubmit={(event) => event.preventDefault()}>
      <fieldset class="form-all" disabled={!canWrite}>
        <legend class="hidden-but-read">内容</legend>
        <Fields data={data} edit={edit} names={names} schema={schema} canWrite={canWrite} onYaml={onYaml} />
      </fieldset>
    </form>
  );
}
