import { describe, expect, it } from "vitest";
import type { SignalData } from "../session.ts";
import { judgeSignal } from "./signal-verdict.ts";
import type { LinkView } from "./signal-verdict.ts";

const OURS = 10;
const THEIRS = 20;
const signal = (change: Partial<SignalData>): SignalData => ({ epoch: 1, generation: THEIRS, ...change });
const offer = { description: { type: "offer" as const, sdp: "" }, exchange: 1 };
const answer = { description: { type: "answer" as const, sdp: "" }, exchange: 1 };
const candidate = { candidate: { candidate: "candidate:1" } };

const fresh: LinkView = { ownGeneration: OURS, theirGeneration: null, retired: new Set(), offering: false, polite: true };
const offering: LinkView = { ...fresh, offering: true };
const standing: LinkView = { ...fresh, theirGeneration: THEIRS, retired: new Set([15]) };

describe("a signal", () => {
  it.each([
    ["with an offer begins a connection", signal(offer), fresh, "answerAnew"],
    ["with the answer to our offer is taken", signal({ ...answer, answers: OURS }), offering, "take"],
    ["with an answer to nobody is dropped", signal(answer), offering, "drop"],
    ["with an offer that crosses ours wins over a polite side", signal(offer), offering, "answerAnew"],
    ["with an offer that crosses ours loses against an impolite side", signal(offer), { ...offering, polite: false }, "drop"],
    ["of a side that waits gets our unanswered offer once more", signal({ restart: true }), offering, "resendOffer"],
    ["of a side that waits gets a first offer", signal({ restart: true }), fresh, "offerAnew"],
    ["on a standing connection is taken", signal({ ...candidate, answers: OURS }), standing, "take"],
    ["from a page that was loaded anew begins a new connection", signal({ ...offer, generation: 30 }), standing, "answerAnew"],
    ["of a reloaded page that waits gets an offer", signal({ generation: 30, restart: true }), standing, "offerAnew"],
    ["from a page that is gone is dropped", signal({ ...offer, generation: 15 }), standing, "drop"],
    ["with a candidate of an unknown page is dropped", signal({ ...candidate, generation: 30 }), standing, "drop"],
    ["to our predecessor is told who is here now", signal({ ...offer, answers: 9 }), standing, "sayHello"],
    ["with a late answer to our predecessor is dropped", signal({ ...answer, answers: 9 }), standing, "drop"],
    ["with a late candidate for our predecessor is dropped", signal({ ...candidate, answers: 9 }), standing, "drop"],
  ] as const)("%s", (_story, data, view, verdict) => {
    expect(judgeSignal(data, view)).toBe(verdict);
  });
});
