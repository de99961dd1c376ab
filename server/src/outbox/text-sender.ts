import { Unsendable } from "./mailer.ts";

/** Who carries text messages. `base` is an origin, of a webhook the whole address. */
export type TextProvider = { kind: "twilio" | "vonage" | "webhook"; base: string; user: string; secret: string; from: string };
export type OutgoingText = { id: string; to: string; text: string };

/** Sending text messages, as far as the outbox knows it. */
export type TextSender = {
  /** Rejects with `Unsendable` when trying again is of no use, and with anything else when it may be. */
  send(message: OutgoingText): Promise<void>;
};

const PATIENCE_MS = 15_000;
/** "Wait" and "who are you" of HTTP: both pass, the second once the operator has mended it. */
const PASSING: ReadonlySet<number> = new Set([401, 403, 408, 425, 429]);
/** Of Vonage's SMS API: malformed, a number that cannot be, a barred one, a text that cannot be. */
const REFUSED_BY_VONAGE: ReadonlySet<string> = new Set(["3", "6", "7", "12", "15", "22", "23"]);

export function createTextSender(provider: TextProvider): TextSender {
  const carriers = { twilio: byTwilio, vonage: byVonage, webhook: byWebhook };
  return { send: (message) => carriers[provider.kind](provider, message) };
}

async function byTwilio({ base, user, secret, from }: TextProvider, { to, text }: OutgoingText): Promise<void> {
  const answer = await post(`${base}/2010-04-01/Accounts/${encodeURIComponent(user)}/Messages.json`, {
    headers: { authorization: `Basic ${Buffer.from(`${user}:${secret}`).toString("base64")}`, "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ To: to, From: from, Body: text }).toString(),
  });
  refuseUnlessDone(answer);
}

async function byVonage({ base, user, secret, from }: TextProvider, { to, text }: OutgoingText): Promise<void> {
  const answer = await post(`${base}/sms/json`, {
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ api_key: user, api_secret: secret, to: to.replace(/^\+/, ""), from, text, type: "unicode" }),
  });
  refuseUnlessDone(answer);
  // It says 200 to everything, and what came of it for each part of the text.
  const { messages = [] } = (answer.body ?? {}) as { messages?: { status?: string; "error-text"?: string }[] };
  const wrong = messages.find(({ status }) => status !== "0");
  if (!messages.length) throw new Error("the provider's answer has no messages");
  if (wrong) throw new (REFUSED_BY_VONAGE.has(wrong.status ?? "") ? Unsendable : Error)(`refused (${wrong.status ?? "?"}): ${wrong["error-text"] ?? ""}`);
}

/** A gateway of the operator's own: `id` is the same at every try. */
async function byWebhook({ base, secret, from }: TextProvider, { id, to, text }: OutgoingText): Promise<void> {
  const headers = { "content-type": "application/json", ...(secret ? { authorization: `Bearer ${secret}` } : {}) };
  refuseUnlessDone(await post(base, { headers, body: JSON.stringify({ id, to, from, text }) }));
}

type Answer = { status: number; body: unknown };

async function post(url: string, { headers, body }: { headers: Record<string, string>; body: string }): Promise<Answer> {
  const response = await fetch(url, { method: "POST", headers, body, redirect: "error", signal: AbortSignal.timeout(PATIENCE_MS) });
  return { status: response.status, body: await response.json().catch(() => null) };
}

function refuseUnlessDone({ status, body }: Answer): void {
  if (status >= 200 && status < 300) return;
  const { message = "" } = (body ?? {}) as { message?: string };
  const sentence = `the provider answered ${status}${message ? `: ${message}` : ""}`;
  throw status >= 400 && status < 500 && !PASSING.has(status) ? new Unsendable(sentence) : new Error(sentence);
}
