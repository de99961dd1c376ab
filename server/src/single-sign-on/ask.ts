import { lookup } from "node:dns";
import http from "node:http";
import https from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { type Fault, faultAt, type FaultCode, type FaultValues } from "@anteroom/core/faults";
import { isPublicAddress } from "./public-address.ts";

/** Where identity providers may be: on the internet, or also in the operator's own network. */
export type Network = "public" | "private";
export type Answered = { status: number; body: unknown };

/** Why a provider was not asked, or gave nothing to work with: for whoever typed its address. */
export class Unusable extends Error {
  readonly fault: Fault;
  constructor(fault: Fault, cause?: unknown) {
    super(fault.message, { cause });
    this.fault = fault;
  }
}

export function unusable<C extends FaultCode>(code: C, ...values: FaultValues<C>): Unusable {
  return new Unusable(faultAt("issuer", code, ...values));
}

const PATIENCE_MS = 5_000;
const LARGEST_ANSWER = 256 * 1_024;

/** HTTPS to an address that may be asked. What stands behind the name is looked at when the connection is made, and no redirect is followed. */
export function ask(address: string, network: Network, form: { body: URLSearchParams; authorization: string } | null = null): Promise<Answered> {
  const url = usableUrl(address, network);
  const { request } = url.protocol === "https:" ? https : http;
  const headers = form
    ? { accept: "application/json", "content-type": "application/x-www-form-urlencoded", ...(form.authorization ? { authorization: form.authorization } : {}) }
    : { accept: "application/json" };
  return new Promise((resolve, reject) => {
    const asked = request(
      url,
      { method: form ? "POST" : "GET", headers, timeout: PATIENCE_MS, signal: AbortSignal.timeout(PATIENCE_MS), lookup: lookupIn(network) },
      (response) => {
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (chunk: string) => {
          text += chunk;
          if (text.length > LARGEST_ANSWER) asked.destroy(unusable("providerLarge"));
        });
        response.on("end", () => resolve({ status: response.statusCode ?? 0, body: parsed(text) }));
        response.on("error", reject);
      },
    );
    asked.on("error", (error: NodeJS.ErrnoException) => reject(error instanceof Unusable ? error : new Unusable(unreachable(url, error), error)));
    asked.end(form?.body.toString());
  });
}

/** The address, or an `Unusable` with the reason. */
export function usableUrl(address: string, network: Network): URL {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (!url || url.username || url.password || url.hash) throw unusable("issuerAddress");
  const host = url.hostname.replace(/^\[(.*)\]$/, "$1");
  const isOwnMachine = ["localhost", "127.0.0.1", "::1"].includes(host);
  // A provider beside the product, as in a test: nobody listens between them.
  if (url.protocol !== "https:" && !(network === "private" && isOwnMachine && url.protocol === "http:")) throw unusable("providerHttps");
  if (network === "public" && isIP(host) && !isPublicAddress(host)) throw unusable("providerInside", { address: host });
  return url;
}

function lookupIn(network: Network): LookupFunction {
  return (host, options, done) =>
    lookup(host, { ...options, all: true }, (error, found) => {
      if (error) return done(error, []);
      const inside = network === "public" && found.find(({ address }) => !isPublicAddress(address));
      if (inside) return done(unusable("providerInside", { address: inside.address }), []);
      const [first] = found;
      if (options.all) done(null, found);
      else done(null, first?.address ?? "", first?.family);
    });
}

function unreachable({ host }: URL, { code = "", name }: NodeJS.ErrnoException): Fault {
  if (code === "ENOTFOUND") return faultAt("issuer", "providerUnknown", { host });
  if (name === "TimeoutError" || name === "AbortError") return faultAt("issuer", "providerSlow", { host });
  if (/CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)/.test(code)) return faultAt("issuer", "providerCertificate", { host, reason: code });
  return faultAt("issuer", "providerUnreachable", { host, reason: code || "–" });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // a page of a proxy
  }
}
