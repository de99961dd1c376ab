import type { DoorCode, EndpointKey, ParamsOf, Reply, RequestBody, WrongField } from "@anteroom/core/protocol";
import type { RejectionCode } from "@anteroom/core/visit";
import { newId } from "./identifier.ts";
import type { upload } from "./upload.ts";
import { pageSide } from "./page-side.ts";
import { retryDelayMs } from "./retry-delay.ts";

/** `unreachable`: no answer came in the time given; whether a command was obeyed is then unknown. */
export type FailureCode = RejectionCode | DoorCode | "unreachable";
/** The server’s English sentence is for people who debug; pages have their own for each code. */
export type ToldField = Omit<WrongField, "message">;
export type Failure = {
  type: string;
  status: number;
  code: FailureCode;
  /** Each wrong field with the reason. */
  fields?: readonly ToldField[];
  /** Names for the ids in a rejection. */
  names?: readonly string[];
  /** Those of the rejection, for example `callId` of `takenBy`. */
  [member: string]: unknown;
};

/** Not a throw: a refusal is an answer, and so is silence; each has a sentence on the page. */
export type Answer<K extends EndpointKey> = { ok: true; reply: Reply<K> } | { ok: false; problem: Failure };

export type RequestOptions<K extends EndpointKey> = {
  params?: Record<ParamsOf<K>, string>;
  body?: RequestBody<K>;
  signal?: AbortSignal;
  /** Made for each command by itself; give one only to repeat a command whose answer was lost. */
  idempotencyKey?: string;
  /** How long to try again while nobody answers, in milliseconds. */
  patienceMs?: number;
  /** For what takes long to send: told how much of it is gone, from 0 to 1. It takes as long as it moves, and is tried once. */
  onProgress?: (share: number) => void;
};

export type SendRequest = <K extends EndpointKey>(key: K, options?: RequestOptions<K>) => Promise<Answer<K>>;

export type RequestDependencies = {
  fetch: typeof fetch;
  now: () => number;
  random: () => number;
  wait: (ms: number, signal?: AbortSignal) => Promise<void>;
  side: () => "guest" | "member";
  upload: typeof upload;
  /** Whether another site shows this page in a frame. */
  isFramed: () => boolean;
};

/** One try must not use up the whole patience. */
const ATTEMPT_MS = 10_000;
const PATIENCE_MS = 15_000;
/** Answers that say "not now": the same command may be sent again. */
const PASSING: ReadonlySet<FailureCode> = new Set(["unreachable", "unavailable", "tryAgain"]);

/**
 * The typed requests of the contract. A command keeps its `Idempotency-Key` over all tries, so it is obeyed once however
 * often it had to be sent. Rejects only when `signal` aborts.
 */
export function createRequests({ fetch, now, random, wait, side, isFramed, upload }: RequestDependencies): SendRequest {
  async function once(method: string, path: string, init: RequestInit, signal?: AbortSignal): Promise<Answer<EndpointKey>> {
    const attempt = new AbortController();
    const timer = setTimeout(() => attempt.abort(), ATTEMPT_MS);
    const giveUp = () => attempt.abort();
    signal?.addEventListener("abort", giveUp);
    try {
      const response = await fetch(path, { ...init, method, credentials: "same-origin", signal: attempt.signal });
      const body: unknown = response.status === 204 ? {} : await response.json();
      return response.ok ? { ok: true, reply: body as Reply<EndpointKey> } : { ok: false, problem: problemOf(response.status, body) };
    } catch {
      signal?.throwIfAborted();
      return { ok: false, problem: unreachable };
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener("abort", giveUp);
    }
  }

  return async function send<K extends EndpointKey>(key: K, options: RequestOptions<K> = {}): Promise<Answer<K>> {
    const { params, body, signal, onProgress, patienceMs = PATIENCE_MS } = options;
    const [method = "GET", template = "/"] = key.split(" ");
    const path = template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent((params as Record<string, string> | undefined)?.[name] ?? ""));
    const isCommand = method !== "GET";
    const isBytes = body instanceof Uint8Array;
    const headers: Record<string, string> = isCommand
      ? { "content-type": isBytes ? "application/octet-stream" : "application/json", "idempotency-key": options.idempotencyKey ?? newId() }
      : { accept: "application/json" };
    headers["anteroom-side"] = side();
    if (isFramed()) headers["anteroom-embedded"] = "yes";
    const search =
      !isCommand && body
        ? `?${new URLSearchParams(Object.entries(body).flatMap(([name, value]) => (value === undefined || value === "" ? [] : [[name, String(value as string | number | boolean)]]))).toString()}`
        : "";
    const init = { headers, ...(isCommand && { body: isBytes ? (body as Uint8Array<ArrayBuffer>) : JSON.stringify(body ?? {}) }) };

    if (isCommand && onProgress) {
      const given = await upload(path, { method, headers, body: isBytes ? (body as Uint8Array<ArrayBuffer>) : JSON.stringify(body ?? {}) }, onProgress, signal);
      return (given ? answerOf(given.status, given.text) : { ok: false, problem: unreachable }) as Answer<K>;
    }
    const giveUpAt = now() + patienceMs;
    for (let attempt = 0; ; attempt += 1) {
      const answer = (await once(method, path + search, init, signal)) as Answer<K>;
      const delay = retryDelayMs(attempt, random);
      if (answer.ok || !PASSING.has(answer.problem.code) || now() + delay > giveUpAt) return answer;
      await wait(delay, signal);
    }
  };
}

function answerOf(status: number, text: string): Answer<EndpointKey> {
  let body: unknown = null;
  try {
    body = JSON.parse(text);
  } catch {
    // What stands between us and the server does not speak JSON.
  }
  return status >= 200 && status < 300 && body !== null ? { ok: true, reply: body as Reply<EndpointKey> } : { ok: false, problem: problemOf(status, body) };
}

const unreachable: Failure = { type: "about:blank", status: 0, code: "unreachable" };

/** What stands between us and the server (a proxy, a captive portal) answers in its own words. */
function problemOf(status: number, body: unknown): Failure {
  if (typeof body === "object" && body !== null && "code" in body && typeof body.code === "string") return body as Failure;
  const code: FailureCode =
    status === 401
      ? "notSignedIn"
      : status === 404
        ? "notFound"
        : status === 413
          ? "tooLarge"
          : status === 429
            ? "slowDown"
            : status >= 502 && status <= 504
              ? "unavailable"
              : "internal";
  return { type: "about:blank", status, code };
}

/** The requests of this page. */
export const sendRequest: SendRequest = createRequests({
  side: pageSide,
  isFramed,
  // Callers' pages send nothing large.
  upload: async (...args) => (await import("./upload.ts")).upload(...args),
  fetch: (...args) => fetch(...args),
  now: Date.now,
  random: Math.random,
  wait: (ms, signal) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(resolve, ms);
      signal?.addEventListener("abort", () => {
        clearTimeout(timer);
        reject(signal.reason);
      });
    }),
});

/** Whether this page stands in a frame of another one. */
export function isFramed(): boolean {
  return window.self !== window.top;
}
