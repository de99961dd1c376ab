import { describe, expect, it } from "vitest";
import { placesLeft, wouldFitAsGroup } from "./capacity.ts";
import { answerInvitation, invitationTarget } from "./invitation.ts";
import { PREPARE_MS, type RouteSwitch, routeFor, stepSwitch } from "./route.ts";
import { type CallRules, strictestOf } from "./strictest.ts";
import { toolsOf } from "./tools.ts";

describe("places in a call", () => {
  const call = { id: "call", capacity: 3 };
  const seat = (state: "knocking" | "in" | "held" | "left", callId = "call") => ({ callId, state });
  it.each([
    ["in and held have a place", [seat("in"), seat("held")], 1],
    ["knocking and left have none", [seat("in"), seat("knocking"), seat("left")], 2],
    ["other calls do not count", [seat("in"), seat("in", "other")], 2],
    ["never less than none", [seat("in"), seat("in"), seat("in"), seat("held")], 0],
  ] as const)("%s", (_story, seats, left) => expect(placesLeft(call, seats)).toBe(left));

  it.each([
    ["fits", 17, { groupCallsAvailable: true, groupCapacity: 20 }, true],
    ["does not fit even so", 18, { groupCallsAvailable: true, groupCapacity: 20 }, false],
    ["needs a media server", 1, { groupCallsAvailable: false, groupCapacity: 20 }, false],
    ["is none when it is one already", 1, { groupCallsAvailable: true, groupCapacity: 3 }, false],
  ] as const)("a group call %s", (_story, more, rules, answer) => expect(wouldFitAsGroup(call, [seat("in"), seat("in"), seat("in")], more, rules)).toBe(answer));
});

describe("the route of a call", () => {
  const call = { kind: "visit", route: "direct", isGroup: false, people: 2, uplinkTooWeak: false, serverAvailable: true } as const;
  it.each([
    ["two people are direct", {}, "direct"],
    ["six people are direct", { people: 6 }, "direct"],
    ["the seventh needs the server", { people: 7 }, "sfu"],
    ["a weak uplink needs it too", { uplinkTooWeak: true }, "sfu"],
    ["a group call uses it from the first second", { isGroup: true, people: 1 }, "sfu"],
    ["what is on the server stays there", { route: "sfu", people: 2 }, "sfu"],
    ["without a server all is direct", { isGroup: true, people: 7, serverAvailable: false }, "direct"],
  ] as const)("%s", (_story, change, route) => expect(routeFor({ ...call, ...change })).toBe(route));
});

describe("a change of route", () => {
  const start: RouteSwitch = { epoch: 3, from: "direct", to: "sfu", since: 0, reported: [], phase: "preparing" };
  const seen = (seatId: string, epoch = 3) => ({ type: "frameSeen", seatId, epoch }) as const;
  const both = ["ada", "leila"];

  it("cuts when everybody has seen a frame, and retires when the old leg is silent", () => {
    const half = stepSwitch(start, seen("ada"), both, 100);
    expect(half.phase).toBe("preparing");
    const cut = stepSwitch(half, seen("leila"), both, 200);
    expect([cut.phase, stepSwitch(cut, { type: "silent", epoch: 3 }, both, 300).phase]).toEqual(["cut", "retired"]);
  });
  it("does not wait for somebody who left", () => expect(stepSwitch(stepSwitch(start, seen("ada"), both, 1), { type: "seatLeft", seatId: "leila" }, ["ada"], 2).phase).toBe("cut"));
  it("is aborted when it takes too long, and stays so", () => {
    const aborted = stepSwitch(stepSwitch(start, seen("ada"), both, 1), { type: "tick" }, both, PREPARE_MS);
    expect([aborted.phase, stepSwitch(aborted, seen("leila"), both, PREPARE_MS).phase]).toEqual(["aborted", "aborted"]);
  });
  it.each([
    ["of an older epoch", seen("ada", 2)],
    ["of somebody who is not in", seen("eve")],
  ] as const)("a report %s counts for nothing", (_story, event) => expect(stepSwitch(start, event, both, 1)).toBe(start));
});

describe("an invitation", () => {
  const living = { expiresAt: 100, usedAt: null, revokedAt: null };
  it.each([
    ["lets its first device straight in", living, true, 1, "straightIn"],
    ["lets a further one knock", { ...living, usedAt: 5 }, true, 6, "knocks"],
    ["is refused when unknown", null, true, 1, "refused"],
    ["is refused when expired", living, true, 100, "refused"],
    ["is refused when revoked", { ...living, revokedAt: 5 }, true, 6, "refused"],
    ["is refused when the visit is over", living, false, 1, "refused"],
  ] as const)("%s", (_story, invitation, isOpen, now, answer) => expect(answerInvitation(invitation, isOpen, now)).toBe(answer));

  it.each([
    ["for the one named", ["leila", "omar"], "omar", "omar"],
    ["for the only caller there", ["leila"], null, "leila"],
    ["for the call when nobody is there", [], null, null],
    ["for nobody while it is not said for whom", ["leila", "omar"], null, undefined],
    ["for nobody who is not there", ["leila"], "omar", undefined],
  ] as const)("is %s", (_story, visitIds, named, target) => expect(invitationTarget(visitIds, named)).toBe(target));
});

describe("the strictest settings of all clinics inside hold", () => {
  const lax: CallRules = { relayOnly: false, chat: "everyone", screenShare: "everyone", invitations: true };
  it.each<[string, Partial<CallRules>, Partial<CallRules>, Partial<CallRules>]>([
    ["for the relay", { relayOnly: true }, {}, { relayOnly: true }],
    ["for a tool that only hosts use", { chat: "hosts" }, {}, { chat: "hosts" }],
    ["for a tool that nobody uses", { screenShare: "hosts" }, { screenShare: "nobody" }, { screenShare: "nobody" }],
    ["for each tool by itself", { chat: "nobody" }, { screenShare: "hosts" }, { chat: "nobody", screenShare: "hosts" }],
    ["for invitations", {}, { invitations: false }, { invitations: false }],
    ["whichever clinic comes first", {}, {}, {}],
  ])("%s", (_story, one, other, strictest) => {
    const [first, second] = [
      { ...lax, ...one },
      { ...lax, ...other },
    ];
    expect([strictestOf([first, second]), strictestOf([second, first])]).toEqual([
      { ...lax, ...strictest },
      { ...lax, ...strictest },
    ]);
  });

  it.each([
    ["everyone", true, true],
    ["hosts", true, false],
    ["nobody", false, false],
  ] as const)("a tool for %s: hosts %s, guests %s", (access, host, guest) =>
    expect(toolsOf({ ...lax, chat: access, screenShare: access })).toEqual({
      host: { mayWrite: host, mayShare: host },
      guest: { mayWrite: guest, mayShare: guest },
      invitations: true,
    }),
  );
});
