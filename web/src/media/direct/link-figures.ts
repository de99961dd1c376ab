import type { LinkFigures, LinkQuality } from "../session.ts";

/** Numbers of one moment, out of `getStats`; two of them make the figures of the time between. */
export type LinkSample = {
  at: number;
  bytesSent: number;
  bytesReceived: number;
  packetsReceived: number;
  packetsLost: number;
  /** Of our packets, as they report it. 0 to 1. */
  fractionLostThere: number;
  rttMs: number;
  relayed: boolean;
  frameHeight: number;
  framesPerSecond: number;
};

export type Stat = { id: string; type: string } & Readonly<Record<string, unknown>>;

export function sampleOf(report: Iterable<readonly [string, Stat]>, at: number): LinkSample | null {
  const stats = new Map(report);
  const all = [...stats.values()];
  const transport = all.find((stat) => stat.type === "transport");
  // Firefox has no transport statistics; it marks the pair instead.
  const pair =
    stats.get(String(transport?.["selectedCandidatePairId"])) ?? all.find((stat) => stat.type === "candidate-pair" && stat["nominated"] === true && stat["state"] === "succeeded");
  if (!pair) return null;
  const inbound = all.filter((stat) => stat.type === "inbound-rtp");
  const picture = inbound.find((stat) => stat["kind"] === "video" && number(stat, "framesDecoded") > 0);
  const reports = all.filter((stat) => stat.type === "remote-inbound-rtp");
  const sum = (name: string) => inbound.reduce((total, stat) => total + number(stat, name), 0);
  return {
    at,
    bytesSent: number(transport ?? pair, "bytesSent"),
    bytesReceived: number(transport ?? pair, "bytesReceived"),
    packetsReceived: sum("packetsReceived"),
    packetsLost: sum("packetsLost"),
    fractionLostThere: Math.max(0, ...reports.map((stat) => number(stat, "fractionLost"))),
    rttMs: number(pair, "currentRoundTripTime") * 1_000,
    relayed: ["localCandidateId", "remoteCandidateId"].some((end) => stats.get(String(pair[end]))?.["candidateType"] === "relay"),
    frameHeight: number(picture, "frameHeight"),
    framesPerSecond: number(picture, "framesPerSecond"),
  };
}

function number(stat: Stat | undefined, name: string): number {
  const value = stat?.[name];
  return typeof value === "number" ? value : 0;
}

export function figuresBetween(before: LinkSample, now: LinkSample): LinkFigures {
  const seconds = Math.max(0.001, (now.at - before.at) / 1_000);
  // A new path or a restarted decoder counts from zero again; a negative difference is no figure.
  const since = (name: "bytesSent" | "bytesReceived" | "packetsReceived" | "packetsLost") => Math.max(0, now[name] - before[name]);
  const packets = since("packetsReceived") + since("packetsLost");
  const lostHere = packets === 0 ? 0 : since("packetsLost") / packets;
  return {
    route: now.relayed ? "relay" : "direct",
    rttMs: Math.round(now.rttMs),
    lossPercent: Math.round(Math.max(lostHere, now.fractionLostThere) * 1_000) / 10,
    upKbit: Math.round((since("bytesSent") * 8) / seconds / 1_000),
    downKbit: Math.round((since("bytesReceived") * 8) / seconds / 1_000),
    frameHeight: now.frameHeight,
    framesPerSecond: Math.round(now.framesPerSecond),
  };
}

/** Limits as people notice them: ITU-T G.114 (delay) and what speech with redundancy bears (loss). */
export function qualityOf({ rttMs, lossPercent }: LinkFigures): Extract<LinkQuality, "good" | "fair" | "poor"> {
  if (rttMs > 500 || lossPercent > 10) return "poor";
  if (rttMs > 250 || lossPercent > 3) return "fair";
  return "good";
}
