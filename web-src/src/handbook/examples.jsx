// The examples of a rule: what it marks with the mark in place, better texts, what it leaves alone; and its wordings.
import { useState } from "preact/hooks";
import { Found } from "../parts/found.jsx";
import { blanks, placed } from "./example.js";

const FEW = 5;

export function Examples({ rule, words }) {
  const examples = rule.examples ?? [];
  const flagged = examples.filter((one) => one.flag);
  const quiet = examples.filter((one) => one.quiet);
  return (
    <>
      <Group key={`${rule.id} flag`} title={rule.praise ? "这样说会得到肯定" : "这样说会标出来"} examples={flagged} words={words}>
        {(one) => <Flagged example={one} words={words} isPraise={Boolean(rule.praise)} />}
      </Group>
      <Group key={`${rule.id} quiet`} title={rule.praise ? "这样说不算" : "这样说没有问题"} examples={quiet} words={words}>
        {(one) => (
          <p>
            <Found text={one.quiet} words={words} />
          </p>
        )}
      </Group>
    </>
  );
}

/** Examples under a heading; those beyond the first few are shown when asked for, or when something is searched. */
function Group({ title, examples, words, children }) {
  const [isWhole, setWhole] = useState(false);
  if (!examples.length) return null;
  const shown = isWhole || words.length || examples.length <= FEW + 1 ? examples : examples.slice(0, FEW);
  return (
    <section class="examples">
      <h3>{title}</h3>
      <ul>
        {shown.map((one, index) => (
          <li key={index}>
            <Before example={one} words={words} />
            {children(one)}
          </li>
        ))}
      </ul>
      {shown.length < examples.length && (
        <button class="button more" data-kind="quiet" type="button" onClick={() => setWhole(true)}>
          还有 {examples.length - shown.length} 个例子
        </button>
      )}
    </section>
  );
}

/** What came before the reply. */
function Before({ example, words }) {
  const said = [...(example.earlier ?? []).map((text) => ["客服", text]), ...(example.context ?? []).map((text) => ["客户", text])];
  return said.map(([who, text], index) => (
    <p key={index} class="before">
      {who}：<Found text={text} words={words} />
    </p>
  ));
}

function Flagged({ example, words, isPraise }) {
  const { before, marked, after } = placed(example.flag);
  return (
    <>
      <p>
        <Found text={before} words={words} />
        {marked && (
          <span class="place" data-praise={isPraise || undefined}>
            <Found text={marked} words={words} />
          </span>
        )}
        <Found text={after} words={words} />
      </p>
      {example.better && (
        <p class="better">
          <span class="better-title">更好</span>
          <Found text={example.better} words={words} />
        </p>
      )}
    </>
  );
}

/** What the rule offers to write instead, with its blanks. */
export function Wordings({ wordings }) {
  return (
    <section class="examples wordings">
      <h3>可以这样改</h3>
      <ul>
        {wordings.map(({ rewrite }) => (
          <li key={rewrite}>
            <p>
              {blanks(rewrite).map((piece, index) =>
                piece.blank ? (
                  <span key={index} class="gap">
                    {piece.text}
                  </span>
                ) : (
                  piece.text
                ),
              )}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
