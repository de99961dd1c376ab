import pino, { type DestinationStream, type Logger } from "pino";

const ADDRESS = /[^\s@"'<>()=,;:]+@[^\s@"'<>()=,;:]+/g;
const LONGEST_STACK = 4_000;
const LONGEST_WORDS = 300;

/** Short, and without anybody's address. */
function plain(text: unknown, longest: number): string {
  return String(text).slice(0, longest).replaceAll(ADDRESS, "…@…");
}

/** A database's error quotes the values that it complains of; here it says only what is wrong and where. */
function errorForLog(error: Error): Record<string, unknown> {
  const { type, message, stack, code, constraint, table } = pino.stdSerializers.err(error) as unknown as Record<string, unknown>;
  const told = (text: unknown) => ("severity" in error ? plain(text, LONGEST_STACK).replaceAll(/: "[^"]*"/g, ': "…"') : plain(text, LONGEST_STACK));
  return { type, message: told(message), stack: told(stack), code, constraint, table };
}

/** `error` and `description`: in the words of somebody else, such as an identity provider that names who was refused. */
const inOthersWords = (text: unknown) => text && plain(text, LONGEST_WORDS);

/** Nothing of a person: no bodies, no cookies, no addresses, no values of rows. */
export function createLog(level: string, destination: DestinationStream): Logger {
  return pino({ level, redact: ["req.headers", "body"], base: null, serializers: { err: errorForLog, error: inOthersWords, description: inOthersWords } }, destination);
}
