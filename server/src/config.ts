import { isIP } from "node:net";
import { resolve } from "node:path";

export type Config = {
  port: number;
  host: string;
  /** What people open; cookies, links and the Origin check follow it. No slash at the end. */
  publicUrl: string;
  dataDir: string;
  /** Null: an embedded PostgreSQL in the data folder. */
  databaseUrl: string | null;
  logLevel: "fatal" | "error" | "warn" | "info" | "debug" | "trace" | "silent";
  turn: { urls: string[]; secret: string } | null;
  stunUrls: string[];
  /** Null: mail stays in the outbox, where the platform's administrators read it. `url` holds the password. */
  mail: { url: string; from: string } | null;
  /** Null: text messages stay in the outbox. Its address and secret come from one variable. */
  texts: { kind: "twilio" | "vonage" | "webhook"; base: string; user: string; secret: string; from: string } | null;
  /** Where organisations' own identity providers may be: on the internet only, or also in the operator's network. */
  ssoNetwork: "public" | "private";
  /** Addresses of proxies whose X-Forwarded-For is believed. */
  trustedProxies: string[];
  /** Milliseconds over which clients are told to move to another node. */
  drainMs: number;
};

/** A setting that nobody can run with, said so that an operator understands it. */
class ConfigError extends Error {}

const LEVELS = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;

/** The only reader of the environment. */
export function readConfig(env: Record<string, string | undefined> = process.env): Config {
  const port = wholeNumber(env, "PORT", 3000, 1, 65_535);
  const host = env.HOST?.trim() || "127.0.0.1";
  const publicUrl = address(env, "PUBLIC_URL", ["http:", "https:"]) ?? `http://${host.includes(":") ? `[${host}]` : host === "0.0.0.0" ? "127.0.0.1" : host}:${port}`;
  const turnUrls = list(env.TURN_URL);
  for (const url of turnUrls)
    if (!/^turns?:[^\s:]+(:\d+)?(\?transport=(udp|tcp))?$/.test(url)) throw new ConfigError(`TURN_URL must look like turn:relay.example.org:3478, but it is "${url}".`);
  const stunUrls = list(env.STUN_URL);
  for (const url of stunUrls) if (!/^stuns?:[^\s:]+(:\d+)?$/.test(url)) throw new ConfigError(`STUN_URL must look like stun:relay.example.org:3478, but it is "${url}".`);
  if (turnUrls.length && !env.TURN_SECRET) throw new ConfigError("TURN_URL is set but TURN_SECRET is not: the relay's shared secret is needed to make credentials.");
  // Only a proxy on the same machine comes from there; without believing it, everybody behind it would share one allowance.
  const trustedProxies = env.TRUSTED_PROXIES?.trim() ? list(env.TRUSTED_PROXIES) : ["127.0.0.1", "::1"];
  for (const proxy of trustedProxies)
    if (!isNetwork(proxy)) throw new ConfigError(`TRUSTED_PROXIES must be addresses or networks such as 10.0.0.5 or 10.0.0.0/8, separated by commas, but one is "${proxy}".`);
  const logLevel = env.LOG_LEVEL?.trim() || "info";
  if (!isLevel(logLevel)) throw new ConfigError(`LOG_LEVEL must be one of ${LEVELS.join(", ")}, but it is "${logLevel}".`);
  return {
    port,
    host,
    publicUrl,
    dataDir: resolve(env.DATA_DIR?.trim() || "data"),
    databaseUrl: address(env, "DATABASE_URL", ["postgres:", "postgresql:"], true),
    logLevel,
    turn: turnUrls.length ? { urls: turnUrls, secret: env.TURN_SECRET ?? "" } : null,
    stunUrls,
    mail: mailServer(env),
    texts: textProvider(env),
    ssoNetwork: ssoNetwork(env),
    trustedProxies,
    drainMs: wholeNumber(env, "DRAIN_MS", 5_000, 0, 25_000),
  };
}

/** Both or neither: a server without a sender's address is refused by other servers. */
function mailServer(env: Record<string, string | undefined>): Config["mail"] {
  const url = env.SMTP_URL?.trim() ?? "";
  const from = env.MAIL_FROM?.trim() ?? "";
  if (!url && !from) return null;
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (!parsed?.hostname || !["smtp:", "smtps:"].includes(parsed.protocol))
    throw new ConfigError("SMTP_URL must be an address such as smtp://user:password@mail.example.org:587, or one that begins with smtps://.");
  if (!/^(?:[^<>@"\r\n]*<)?[^\s<>@,;"]+@[^\s<>@,;"]+>?$/.test(from) || from.includes("<") !== from.endsWith(">"))
    throw new ConfigError(`MAIL_FROM must be an address such as no-reply@example.org or "Video visits <no-reply@example.org>", but it is "${from}".`);
  return { url, from };
}

/** One address tells who carries the texts, and with which account. */
function textProvider(env: Record<string, string | undefined>): Config["texts"] {
  const address = env.SMS_URL?.trim() ?? "";
  const from = env.SMS_FROM?.trim() ?? "";
  if (!address && !from) return null;
  const url = URL.canParse(address) ? new URL(address) : null;
  const user = decodeURIComponent(url?.username ?? "");
  const secret = decodeURIComponent(url?.password ?? "");
  const kind = { "twilio:": "twilio", "vonage:": "vonage", "https:": "webhook", "http:": "webhook" }[url?.protocol ?? ""] as "twilio" | "vonage" | "webhook" | undefined;
  const isOwnMachine = ["localhost", "127.0.0.1", "[::1]"].includes(url?.hostname ?? "");
  if (!url?.hostname || !kind || (kind !== "webhook" && (!user || !secret)) || (url.protocol === "http:" && !isOwnMachine))
    throw new ConfigError("SMS_URL must be an address such as twilio://account:token@api.twilio.com, vonage://key:secret@rest.nexmo.com or https://:token@sms.example.org/send.");
  if (!/^(\+[1-9]\d{4,14}|[A-Za-z0-9 ]{1,11})$/.test(from))
    throw new ConfigError(`SMS_FROM must be a number such as +61412555010 or a name of at most 11 letters and digits, but it is "${from}".`);
  return { kind, base: kind === "webhook" ? `${url.origin}${url.pathname}${url.search}` : `https://${url.host}`, user, secret, from };
}

function ssoNetwork(env: Record<string, string | undefined>): Config["ssoNetwork"] {
  const network = env.SSO_NETWORK?.trim() || "public";
  if (network !== "public" && network !== "private")
    throw new ConfigError(`SSO_NETWORK must be public (identity providers on the internet only) or private (also in your own network), but it is "${network}".`);
  return network;
}

/** As `trustProxy` of the HTTP server takes them. */
function isNetwork(text: string): boolean {
  const [address = "", bits, rest] = text.split("/");
  const version = isIP(address);
  return (
    ["loopback", "linklocal", "uniquelocal"].includes(text) ||
    (version > 0 && rest === undefined && (bits === undefined || (/^\d+$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128))))
  );
}

function isLevel(level: string): level is Config["logLevel"] {
  return (LEVELS as readonly string[]).includes(level);
}

function list(text: string | undefined): string[] {
  return (text ?? "")
    .split(",")
    .map((each) => each.trim())
    .filter(Boolean);
}

function wholeNumber(env: Record<string, string | undefined>, name: string, standard: number, least: number, most: number): number {
  const text = env[name]?.trim();
  if (!text) return standard;
  const value = Number(text);
  if (!Number.isInteger(value) || value < least || value > most) throw new ConfigError(`${name} must be a whole number from ${least} to ${most}, but it is "${text}".`);
  return value;
}

/** `secret`: the value holds a password and is not repeated. */
function address(env: Record<string, string | undefined>, name: string, protocols: string[], secret = false): string | null {
  const text = env[name]?.trim();
  if (!text) return null;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !protocols.includes(url.protocol))
    throw new ConfigError(`${name} must be an address that begins with ${protocols.map((each) => `${each}//`).join(" or ")}${secret ? "." : `, but it is "${text}".`}`);
  if (secret) return text;
  if (url.pathname !== "/" || url.search || url.hash || url.username)
    throw new ConfigError(`${name} must be an address without a path, such as ${url.origin}, but it is "${text}".`);
  return url.origin;
}
