import { describe, expect, it } from "vitest";
import { figuresBetween, qualityOf, sampleOf } from "./link-figures.ts";
import type { LinkSample, Stat } from "./link-figures.ts";

const stats = (...list: Stat[]): [string, Stat][] => list.map((stat) => [stat.id, stat]);
const pair: Stat = {
  id: "P",
  type: "candidate-pair",
  nominated: true,
  state: "succeeded",
  localCandidateId: "L",
  remoteCandidateId: "R",
  currentRoundTripTime: 0.08,
  bytesSent: 10,
  bytesReceived: 20,
};
const local: Stat = { id: "L", type: "local-candidate", candidateType: "host" };
const remote: Stat = { id: "R", type: "remote-candidate", candidateType: "host" };
const transport: Stat = { id: "T", type: "transport", selectedCandidatePairId: "P", bytesSent: 1_000, bytesReceived: 2_000 };

describe("a moment of a link", () => {
  it("is told by the selected pair", () => {
    expect(sampleOf(stats(transport, pair, local, remote), 5)).toMatchObject({ at: 5, rttMs: 80, bytesSent: 1_000, bytesReceived: 2_000, relayed: false });
  });
  it("is told by the nominated pair where the browser has no transport", () => {
    expect(sampleOf(stats(pair, local, remote), 5)).toMatchObject({ bytesSent: 10, bytesReceived: 20 });
  });
  it.each(["L", "R"])("is relayed as soon as one end is (%s)", (end) => {
    const relay = [local, remote].map((one) => (one.id === end ? { ...one, candidateType: "relay" } : one));
    expect(sampleOf(stats(transport, pair, ...relay), 5)?.relayed).toBe(true);
  });
  it("is not there before a path is found", () => {
    expect(sampleOf(stats({ ...pair, state: "in-progress" }), 5)).toBeNull();
  });
});

const before: LinkSample = {
  at: 1_000,
  bytesSent: 0,
  bytesReceived: 0,
  packetsReceived: 100,
  packetsLost: 0,
  fractionLostThere: 0,
  rttMs: 40,
  relayed: false,
  frameHeight: 720,
  framesPerSecond: 30,
};

describe("figures between two moments", () => {
  it("are rates and shares of the time between", () => {
    const now = { ...before, at: 3_000, bytesSent: 250_000, bytesReceived: 125_000, packetsReceived: 195, packetsLost: 5 };
    expect(figuresBetween(before, now)).toMatchObject({ upKbit: 1_000, downKbit: 500, lossPercent: 5 });
  });
  it("never go below zero when a new path counts from zero again", () => {
    const now = { ...before, at: 3_000, packetsReceived: 3 };
    expect(figuresBetween({ ...before, bytesSent: 9_999 }, now)).toMatchObject({ upKbit: 0, lossPercent: 0 });
  });
  it("tell the worse of both directions", () => {
    expect(figuresBetween(before, { ...before, at: 3_000, fractionLostThere: 0.12 }).lossPercent).toBe(12);
  });
});

describe("a link", () => {
  it.each([
    ["good", 40, 0],
    ["fair", 300, 0],
    ["fair", 40, 5],
    ["poor", 600, 0],
    ["poor", 40, 12],
  ] as const)("is %s at %i ms and %i %% loss", (quality, rttMs, lossPercent) => {
    expect(qualityOf({ ...figuresBetween(before, { ...before, at: 3_000 }), rttMs, lossPercent })).toBe(quality);
  });
});
