// The table: each rule with how often its findings were accepted, edited and dismissed.
import { reasonsInWords, shared } from "./shares.js";

const COUNTS = [
  ["accepted", "采纳"],
  ["edited", "改过"],
  ["dismissed", "忽略"],
];

export function Rules({ rules }) {
  if (!rules.length) return null;
  const rows = rules.map(shared);
  const doubtful = rows.filter((one) => one.isDoubtful).length;
  return (
    <section aria-labelledby="rules-title">
      <h2 id="rules-title">每条规则怎么样</h2>
      <p class="soft">
        {doubtful
          ? `有 ${doubtful} 条规则多半被忽略，可能标得太宽，值得看看它的例子。`
          : "没有哪条规则总被忽略，看起来都合适。"}
      </p>
      <div class="panel">
        <table class="rules" role="table">
          <thead role="rowgroup">
            <tr role="row">
              <th role="columnheader" scope="col">规则</th>
              {COUNTS.map(([name, title]) => (
                <th key={name} role="columnheader" scope="col" class="count">
                  {title}
                </th>
              ))}
              <th role="columnheader" scope="col">占比</th>
            </tr>
          </thead>
          <tbody role="rowgroup">
            {rows.map((one) => (
              <Row key={one.rule} row={one} />
            ))}
          </tbody>
        </table>
      </div>
      <p class="legend" aria-hidden="true">
        {COUNTS.map(([name, title]) => (
          <span key={name} data-part={name}>
            {title}
          </span>
        ))}
      </p>
    </section>
  );
}

function Row({ row }) {
  const reasons = reasonsInWords(row.reasons);
  return (
    <tr role="row" data-doubtful={row.isDoubtful || undefined}>
      <th role="rowheader" scope="row">
        <a href={`/rules#${row.rule}`}>{row.title || row.rule}</a>
        <code>{row.rule}</code>
        {reasons && <span class="reasons">{reasons}</span>}
        {row.isDoubtful && <span class="doubt">多半被忽略，看看是不是标得太宽</span>}
      </th>
      {COUNTS.map(([name, title]) => (
        <td key={name} role="cell" class="count" data-title={title}>
          {row[name]}
        </td>
      ))}
      <td role="cell" class="share">
        <span class="share-bar" aria-hidden="true">
          {COUNTS.map(([name]) => (
            <span key={name} data-part={name} style={{ flexGrow: row[name] }} />
          ))}
        </span>
        <span class="share-words">忽略 {row.shares.dismissed}%</span>
      </td>
    </tr>
  );
}
