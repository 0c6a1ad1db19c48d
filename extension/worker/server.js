// Asking the coach on this machine; the only place that opens a connection.
import { serverAddress } from "../shared/address.js";
import { settings } from "./settings.js";

const PATIENCE = 15_000;

/** What did not work: `code` is "away", "unpaired", "superseded" or the server's own, `message` a sentence. */
export class Refused extends Error {
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

/** The JSON answered to `method path`; throws Refused. */
export async function ask(method, path, body, signal) {
  const { server, token } = await settings();
  const address = serverAddress(server);
  if (!address) throw new Refused("away", "服务地址不在这台电脑上。");
  const headers = { ...(body && { "content-type": "application/json" }), ...(token && { authorization: `Bearer ${token}` }) };
  const answer = await reach(`${address}${path}`, {
    method,
    headers,
    body: body && JSON.stringify(body),
    credentials: "omit",
    redirect: "error",
    cache: "no-store",
    referrerPolicy: "no-referrer",
    signal: signal ? AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)]) : AbortSignal.timeout(PATIENCE),
  });
  if (answer.told?.schema !== 1) throw new Refused("away", "这个地址上没有回复教练。");
  if (answer.ok) return answer.told;
  const { code = "", message = "这个请求没有成功。" } = answer.told.error ?? {};
  const isStranger = [401, 403].includes(answer.status) && code !== "pairing";
  throw new Refused(isStranger ? "unpaired" : code, message);
}

async function reach(address, request) {
  try {
    const answer = await fetch(address, request);
    const told = await answer.json().catch(() => null);
    return { ok: answer.ok, status: answer.status, told };
  } catch {
    if (request.signal.aborted && request.signal.reason?.name !== "TimeoutError") throw new Refused("superseded", "");
    throw new Refused("away", "连不上教练，请看看 coach serve 有没有在运行。");
  }
}
