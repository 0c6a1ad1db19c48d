// The forms of signals and word lists.
import { ListField } from "./fields.jsx";
import { listed } from "./form-check.jsx";
import { Conditions } from "./form-conditions.jsx";
import { Examples } from "./form-examples.jsx";

export function PatternsAndExamples({ data, edit, canWrite, schema }) {
  return (
    <>
      <section class="form-part panel">
        <h3>说法</h3>
        <ListField
          label="出现任何一个就算"
          values={listed(data.any)}
          onItem={(index, text) => edit(["any", index], text)}
          onRemove={(index) => edit(["any", index], undefined)}
          canWrite={canWrite}
        />
      </section>
      <Conditions groups={data} edit={edit} canWrite={canWrite} schema={schema} />
      <Examples items={listed(data.examples)} edit={edit} canWrite={canWrite} hasBetter={false} />
    </>
  );
}

export function Words({ data, edit, canWrite }) {
  return (
    <section class="form-part panel">
      <h3>词</h3>
      <ListField
        label="一行一个词"
        hint="只写词，不写模式；<名字> 把另一个词表收进来。"
        add="加一个词"
        values={listed(data.words)}
        onItem={(index, text) => edit(["words", index], text)}
        onRemove={(index) => edit(["words", index], undefined)}
        canWrite={canWrite}
      />
    </section>
  );
}
