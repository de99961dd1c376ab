import "@fastify/cookie";
import type { Id } from "@anteroom/core/visit";
import type { FastifyRequest } from "fastify";
import type { Accounts } from "../accounts/index.ts";
import type { GuestSession } from "../visits/index.ts";
import type { Asker } from "./handler.ts";

/** `unprotected`: a member whose organisation asks for a second factor that they have not set up. */
type Presented = Asker | { kind: "unprotected"; personId: Id; sessionId: string };

export const GUEST_COOKIE = "anteroom_visit";
/** A seat that was left is dead within this on every node. Milliseconds. */
const FRESH_MS = 500;

/** Who asks, from cookies alone. A person may be a member in one tab and a caller in another: the route says which counts. */
export function createSessions({ accounts, findGuestSession }: { accounts: Accounts; findGuestSession: (token: string) => Promise<GuestSession | null> }) {
  const known = new Map<string, { until: number; session: Promise<GuestSession | null> }>();

  function guestSession(token: string): Promise<GuestSession | null> {
    const earlier = known.get(token);
    if (earlier && earlier.until > performance.now()) return earlier.session;
    const session = findGuestSession(token);
    known.set(token, { until: performance.now() + FRESH_MS, session });
    session.catch(() => known.delete(token));
    if (known.size > 10_000) for (const [old, { until }] of known) if (until < performance.now()) known.delete(old);
    return session;
  }

  async function guest(token: string | undefined): Promise<Asker> {
    const session = token ? await guestSession(token) : null;
    // A caller whose visit has ended may still read how; a companion who was sent away is nobody.
    if (!session || (!session.isCaller && !session.seatLive)) return { kind: "nobody" };
    return { kind: session.isCaller ? "caller" : "companion", visitId: session.visitId, seatId: session.seatId, sessionId: session.id };
  }

  async function member(cookie: string): Promise<Presented> {
    const session = await accounts.session(new Headers({ cookie }));
    if (!session) return { kind: "nobody" };
    const { personId, sessionId, lacksSecondFactor } = session;
    return { kind: lacksSecondFactor ? "unprotected" : "member", personId, sessionId };
  }

  async function presented(request: FastifyRequest, who: "member" | "guest" | "either"): Promise<Presented> {
    const cookie = request.headers.cookie ?? "";
    // A page of ours says which side it is on; the other cookie of the same browser is then not looked at.
    if (who === "either" && request.headers["anteroom-side"] === "guest") return guest(request.cookies[GUEST_COOKIE]);
    if (who !== "guest") {
      const found = await member(cookie);
      if (found.kind !== "nobody" || who === "member") return found;
    }
    return guest(request.cookies[GUEST_COOKIE]);
  }

  return {
    presented,
    async asker(request: FastifyRequest, who: "member" | "guest"): Promise<Asker> {
      return asAsker(await presented(request, who));
    },
    async fromCookie(cookie: string, who: "member" | "guest"): Promise<Asker> {
      if (who === "member") return asAsker(await member(cookie));
      return guest(new RegExp(`(?:^|;\\s*)${GUEST_COOKIE}=([^;]+)`).exec(cookie)?.[1]);
    },
  };
}

/** Somebody unprotected is nobody, but for the way to a second factor. */
function asAsker(presented: Presented): Asker {
  return presented.kind === "unprotected" ? { kind: "nobody" } : presented;
}

export type Sessions = ReturnType<typeof createSessions>;
