import type { SignalData } from "../session.ts";

/**
 * What one side of a link knows when a signal comes in. A *generation* is one RTCPeerConnection: a reloaded page or a
 * rebuilt link has a new one, and nothing meant for another generation may be applied.
 */
export type LinkView = {
  ownGeneration: number;
  /** Null until they answered or offered. */
  theirGeneration: number | null;
  /** Generations of theirs that were replaced. */
  retired: ReadonlySet<number>;
  /** An own offer is out and not answered. */
  offering: boolean;
  polite: boolean;
};

/**
 * `take`: for this connection. `answerAnew`: their offer begins a new connection, ours is replaced. `offerAnew`: they have
 * a new page and wait for an offer. `resendOffer`: ours was probably lost. `sayHello`: they speak to a connection that is
 * gone; tell them ours.
 */
export type Verdict = "take" | "answerAnew" | "offerAnew" | "resendOffer" | "sayHello" | "drop";

export function judgeSignal(data: SignalData, view: LinkView): Verdict {
  const isOffer = data.description?.type === "offer";

  if (data.answers !== undefined && data.answers !== view.ownGeneration) return isOffer || data.restart ? "sayHello" : "drop";
  if (view.retired.has(data.generation)) return "drop";
  if (data.generation === view.theirGeneration) return "take";

  if (isOffer) {
    // Both began at once: exactly one of the two offers survives, and it is the impolite one's.
    const glare = view.theirGeneration === null && view.offering;
    return glare && !view.polite ? "drop" : "answerAnew";
  }
  if (data.restart) return view.theirGeneration === null && view.offering ? "resendOffer" : "offerAnew";
  if (data.description?.type === "answer" && view.theirGeneration === null && data.answers === view.ownGeneration) return "take";
  return "drop";
}
