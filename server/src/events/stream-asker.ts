import type { Asker } from "../http/handler.ts";
import type { Sessions } from "../http/session.ts";

/** Who opens a stream: a page says which of the cookies of its browser it means, and never who it is. */
export async function streamAsker(sessions: Sessions, cookie: string, url: string): Promise<Asker> {
  const side = new URL(url, "http://here").searchParams.get("side");
  if (side === "guest") return sessions.fromCookie(cookie, "guest");
  const member = await sessions.fromCookie(cookie, "member");
  return member.kind === "member" || side === "member" ? member : sessions.fromCookie(cookie, "guest");
}
