import type { IncomingHttpHeaders } from "node:http";

/** A state change comes from our own pages only: by Origin, and where a browser says it by Sec-Fetch-Site. */
export function isOwnOrigin(headers: IncomingHttpHeaders, publicUrl: string): boolean {
  const { origin, host } = headers;
  const site = headers["sec-fetch-site"];
  if (site !== undefined && site !== "same-origin" && site !== "none") return false;
  if (!origin) return false;
  // Also what the browser itself calls this host, so that an address of the local network works beside the public one.
  return origin === publicUrl || origin === `http://${host}` || origin === `https://${host}`;
}
