// The cards: one for each place that could be better, in the order of the draft; one of them is open.
import { useEffect, useRef, useState } from "preact/hooks";
import { Change } from "./change.jsx";
import { Reasons } from "./reasons.jsx";
import { offers } from "./suggestions.js";
import { SEVERITIES, keyName } from "./words.js";

const FIRST = 3; // offers shown before “更多说法”

/** The list of cards for `places`; `isBrief` folds away why, and what to do instead. */
export function Cards({ draft, places = draft.shown.places, isBrief = false }) {
  return (
    <ol class="cards" aria-label="可以更好的地方">
      {places.map((place) => (
        <Card key={place.key} draft={draft} place={place} isOpen={place.key === draft.activeKey} isBrief={isBrief} />
      ))}
    </ol>
  );
}

function Card({ draft, place, isOpen, isBrief }) {
  const [lead, ...others] = place.findings;
  const words = draft.text.slice(place.start, place.end);
  const item = useRef(null);
  useEffect(() => {
    if (isOpen) bringIntoView(item.current);
  }, [isOpen]);
  return (
    <li class="card" ref={item} data-severity={place.severity} data-open={isOpen ? "" : undefined}>
      <button type="button" class="card-head" aria-expanded={isOpen} onClick={() => draft.goTo(place)}>
        <span class="card-dot" aria-hidden="true" />
        <span class="hidden-but-read">{SEVERITIES[place.severity]}：</span>
        <span class="card-title">{lead.title}</span>
        <q class="card-words">{words}</q>
      </button>
      {isOpen && (
        <div class="card-body">
          {isBrief ? <Brief finding={lead} /> : <Told finding={lead} />}
          {others.length > 0 && <Others findings={others} />}
          <Offers draft={draft} place={place} />
          <Foot draft={draft} place={place} />
        </div>
      )}
    </li>
  );
}

/** Where the cards scroll by themselves, an opened one comes into view; the page around them never moves. */
function bringIntoView(item) {
  const list = item.closest(".opinion");
  if (list && getComputedStyle(list).overflowY === "auto") item.scrollIntoView({ block: "nearest" });
}

/** What else is to be said about the place, folded away. */
function Others({ findings }) {
  return (
    <details class="card-other">
      <summary>{findings.length > 1 ? `这里还有 ${findings.length} 点` : findings[0].title}</summary>
      {findings.map((one) => (
        <section key={one.fingerprint}>
          {findings.length > 1 && <h3>{one.title}</h3>}
          <Told finding={one} />
        </section>
      ))}
    </details>
  );
}

function Brief({ finding }) {
  return (
    <details class="card-other">
      <summary>{finding.what}</summary>
      <Told finding={finding} isBrief />
    </details>
  );
}

function Told({ finding, isBrief = false }) {
  return (
    <dl class="told">
      {!isBrief && (
        <>
          <dt class="hidden-but-read">这里</dt>
          <dd>{finding.what}</dd>
        </>
      )}
      <dt class="hidden-but-read">客户听到的</dt>
      <dd class="told-why">{finding.why}</dd>
      <dt class="told-label">可以这样</dt>
      <dd>{finding.instead}</dd>
      {finding.about && (
        <>
          <dt class="told-label">客户说过</dt>
          <dd>
            <q>{finding.about.text}</q>
          </dd>
        </>
      )}
    </dl>
  );
}

function Offers({ draft, place }) {
  const [showsAll, setShowsAll] = useState(false);
  const offered = offers(place);
  const shown = showsAll ? offered : offered.slice(0, FIRST);
  if (!offered.length) return null;
  return (
    <ul class="offers" aria-label="建议的说法">
      {shown.map(({ suggestion }, index) => (
        <li key={`${suggestion.start} ${suggestion.replacement}`}>
          <button
            type="button"
            class="offer"
            onClick={() => draft.use(index)}
            aria-keyshortcuts={index < 9 ? `Alt+${index + 1}` : undefined}
          >
            <Change text={draft.text} suggestion={suggestion} />
            {index < 9 && <kbd aria-hidden="true">{keyName(`Alt+${index + 1}`)}</kbd>}
          </button>
        </li>
      ))}
      {offered.length > shown.length && (
        <li>
          <button type="button" class="more" onClick={() => setShowsAll(true)}>
            还有 {offered.length - shown.length} 种说法
          </button>
        </li>
      )}
    </ul>
  );
}

function Foot({ draft, place }) {
  if (draft.asksReason) {
    return <Reasons onReason={(reason) => draft.dismiss(place, reason)} onCancel={() => draft.askReason(false)} />;
  }
  return (
    <div class="card-foot">
      <button type="button" class="dismiss" onClick={() => draft.askReason(true)} aria-keyshortcuts="Alt+X">
        这处不用改 <kbd aria-hidden="true">{keyName("Alt+X")}</kbd>
      </button>
    </div>
  );
}
