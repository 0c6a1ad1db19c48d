// 「连接浏览器扩展」: a six-digit code for the extension, and who is connected.
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { ask, get, post } from "./api.js";
import { Dialog } from "./dialog.jsx";
import { clock, dayOf, grouped, nameOf } from "./pairing.js";

const LOOK_MS = 2000;

/** The button at the bar's end, and the window that it opens. */
export function Connect() {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button class="button connect-open" data-kind="quiet" type="button" onClick={() => setOpen(true)}>
        <svg viewBox="0 0 16 16" width="15" height="15" aria-hidden="true" fill="none" stroke="currentColor">
          <path
            d="M6.5 9.5l3-3M5 7L3.6 8.4a2.8 2.8 0 004 4L9 11M11 9l1.4-1.4a2.8 2.8 0 00-4-4L7 5"
            stroke-width="1.4"
            stroke-linecap="round"
          />
        </svg>
        连接浏览器扩展
      </button>
      {isOpen && <ConnectDialog onClose={() => setOpen(false)} />}
    </>
  );
}

function ConnectDialog({ onClose }) {
  const { pairings, isNew, forget, problem } = usePairings();
  return (
    <Dialog title="连接浏览器扩展" onClose={onClose}>
      {isNew ? (
        <p class="connect-done" role="status">
          连上了。现在可以关掉这个窗口。
        </p>
      ) : (
        <Code />
      )}
      {problem && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      <Pairings pairings={pairings} onForget={forget} />
    </Dialog>
  );
}

function Code() {
  const { code, left, problem, renew } = useCode();
  if (problem) {
    return (
      <div class="connect-code">
        <p class="problem" role="alert">
          {problem}
        </p>
        <button class="button" type="button" onClick={renew}>
          再试一次
        </button>
      </div>
    );
  }
  const isOver = code !== "" && left <= 0;
  return (
    <div class="connect-code">
      <p class="soft">在扩展的设置页里填上这个六位码：</p>
      <p class="code" data-over={isOver || undefined} aria-label={code && `配对码 ${[...code].join(" ")}`} role="status">
        {code ? grouped(code) : "··· ···"}
      </p>
      {isOver ? (
        <>
          <p class="soft" role="status">
            这个码过期了。
          </p>
          <button class="button" data-kind="main" type="button" onClick={renew}>
            换一个新码
          </button>
        </>
      ) : (
        <p class="soft small" role="timer" aria-live="off">
          {code ? `${clock(left)} 后失效，只能用一次` : "正在取…"}
        </p>
      )}
    </div>
  );
}

function Pairings({ pairings, onForget }) {
  if (pairings === null) return null;
  return (
    <section class="pairings" aria-label="已连接的扩展">
      <h3>已连接的扩展</h3>
      {pairings.length === 0 && <p class="soft small">还没有。</p>}
      <ul>
        {pairings.map((one) => (
          <li key={one.id}>
            <span>
              <span class="pairing-name" title={one.origin}>
                {nameOf(one.origin)}
              </span>
              <span class="soft small">{dayOf(one.since)}连上</span>
            </span>
            <button class="button" type="button" aria-label={`断开 ${nameOf(one.origin)}`} onClick={() => onForget(one)}>
              断开
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A code from the server, and how many seconds it has left. */
function useCode() {
  const [given, setGiven] = useState({ code: "", until: 0, problem: "" });
  const [now, setNow] = useState(performance.now());
  const renew = useCallback(async () => {
    setGiven({ code: "", until: 0, problem: "" });
    try {
      const { code, seconds } = await post("/api/pair/code", {});
      setNow(performance.now());
      setGiven({ code, until: performance.now() + seconds * 1000, problem: "" });
    } catch (refused) {
      setGiven({ code: "", until: 0, problem: refused.message });
    }
  }, []);
  useEffect(() => {
    renew();
    const timer = setInterval(() => setNow(performance.now()), 500);
    return () => clearInterval(timer);
  }, []);
  return { ...given, left: (given.until - now) / 1000, renew };
}

/** Who is connected, looked at again and again while the window is open; `isNew` once somebody came. */
function usePairings() {
  const [state, setState] = useState({ pairings: null, isNew: false, problem: "" });
  const known = useRef(null);
  const look = useCallback(async () => {
    try {
      const { pairings } = await get("/api/pairings");
      const ids = pairings.map((one) => `${one.id} ${one.since}`);
      const came = known.current !== null && ids.some((id) => !known.current.includes(id));
      known.current = ids;
      setState((before) => ({ pairings, isNew: before.isNew || came, problem: "" }));
    } catch {
      // the code's own request says what is wrong
    }
  }, []);
  useEffect(() => {
    look();
    const timer = setInterval(look, LOOK_MS);
    return () => clearInterval(timer);
  }, []);
  const forget = async (one) => {
    try {
      await ask("DELETE", `/api/pairings/${encodeURIComponent(one.id)}`);
      await look();
    } catch (refused) {
      setState((before) => ({ ...before, problem: refused.message }));
    }
  };
  return { ...state, forget };
}
