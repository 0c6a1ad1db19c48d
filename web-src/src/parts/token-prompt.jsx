// Asks for the token of a server that wants one from everybody; it is kept as long as the window is open.
import { render } from "preact";
import { useState } from "preact/hooks";
import { rememberToken, sent, token } from "./api.js";
import { Dialog } from "./dialog.jsx";

const CHECKED = "/openapi.json"; // needs the token, changes nothing

let asking = null;

/**
 * Asks until the server takes the token; true then, false when the person closed the window.
 *
 * All who ask at one time share one window. `used` is the token that was refused: if there is a newer one, that is it.
 */
export function askForToken(used) {
  if (token() && token() !== used) return Promise.resolve(true);
  asking ??= shown().finally(() => {
    asking = null;
  });
  return asking;
}

function shown() {
  return new Promise((resolve) => {
    const place = document.createElement("div");
    document.documentElement.append(place);
    const finish = (isKnown) => {
      render(null, place);
      place.remove();
      resolve(isKnown);
    };
    render(<TokenPrompt onDone={finish} />, place);
  });
}

function TokenPrompt({ onDone }) {
  const [typed, setTyped] = useState("");
  const [problem, setProblem] = useState("");
  const [isBusy, setBusy] = useState(false);

  async function submit(event) {
    event.preventDefault();
    if (!typed.trim() || isBusy) return;
    setBusy(true);
    const found = await tried(typed);
    setBusy(false);
    if (found) setProblem(found);
    else onDone(true);
  }

  return (
    <Dialog title="请填访问令牌" onClose={() => onDone(false)} closable={false}>
      <form class="token" onSubmit={submit}>
        <p class="soft">这个教练服务要凭令牌使用。令牌在启动服务的人手里，就是 --token-file 文件里的那一行。</p>
        <label class="token-label" for="token-field">
          令牌
        </label>
        <input
          id="token-field"
          class="field"
          type="password"
          autocomplete="off"
          spellcheck={false}
          autofocus
          value={typed}
          aria-invalid={Boolean(problem)}
          aria-describedby="token-problem"
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
        <p id="token-problem" class="problem" role="alert">
          {problem}
        </p>
        <div class="dialog-foot">
          <span class="soft small">只记到这个窗口关上为止。</span>
          <button class="button" data-kind="main" type="submit" disabled={isBusy || !typed.trim()}>
            {isBusy ? "在核对…" : "开始使用"}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

/** Keeps the token if the server takes it; else says what is wrong. */
async function tried(typed) {
  const before = token();
  rememberToken(typed);
  try {
    const answer = await sent("GET", CHECKED);
    if (answer.ok) return "";
    rememberToken(before);
    return answer.status === 401 ? "令牌不对，请核对后再填一次。" : "服务没有接受这个请求，请稍后再试。";
  } catch (refused) {
    rememberToken(before);
    return refused.message;
  }
}
