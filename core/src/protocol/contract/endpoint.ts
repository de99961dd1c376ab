import { z } from "zod";

/** Whose cookie counts, and who is refused without one. */
/** `anyoneOrMember`: nobody has to be signed in, but it is known who is. */
export type Who = "anyone" | "anyoneOrMember" | "caller" | "guest" | "member" | "callerOrMember";

export type Endpoint<Body extends z.ZodType | null, Reply> = {
  who: Who;
  summary: string;
  /** Of a query: what may stand behind the `?`. */
  body: Body;
  /** Type only: replies are made by us and not parsed again. */
  reply: Reply;
  /** True: changes something, needs an `Idempotency-Key`. */
  command: boolean;
};

export type Done = { ok: true };
export type Seated = { ok: true; callId: string; seatId: string };

export const noBody = z.strictObject({});
export const id = z.uuid();
/** Everything behind a `?` is text. */
export const page = z
  .string()
  .regex(/^[1-9]\d{0,5}$/, "Must be a page number.")
  .default("1")
  .transform(Number);
/** Words that must all be there. */
export const find = z.string().max(200).default("");

export function reply<T>(): T {
  return undefined as T;
}
export function query<R>(who: Who, summary: string): Endpoint<null, R> {
  return { who, summary, body: null, reply: reply<R>(), command: false };
}
/** A query with words behind the `?`; all of them are text there. */
export function search<R>() {
  return <B extends z.ZodType>(who: Who, summary: string, body: B): Endpoint<B, R> => ({ who, summary, body, reply: reply<R>(), command: false });
}
export function command<B extends z.ZodType, R = Done>(who: Who, summary: string, body: B): Endpoint<B, R> {
  return { who, summary, body, reply: reply<R>(), command: true };
}
/** A command whose answer says more than that it was done. */
export function commandFor<R>() {
  return <B extends z.ZodType>(who: Who, summary: string, body: B): Endpoint<B, R> => ({ who, summary, body, reply: reply<R>(), command: true });
}
