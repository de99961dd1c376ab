import { beforeEach, describe, expect, it } from "vitest";
import { createMusicPlayer } from "./player.ts";
import { tabMemory } from "./memory.ts";

const noSound = () => {
  throw new Error("no sound on this device");
};
const reloaded = () => createMusicPlayer({ openContext: noSound });
beforeEach(() => sessionStorage.clear());

describe("what somebody wants to hear while they wait", () => {
  it("is the clinic's choice until they say otherwise", () => {
    const player = reloaded();
    player.suggest("sea", null);
    expect(player.getSnapshot()).toMatchObject({ track: "sea", volume: 0.5 });
    player.suggest("rain", null);
    expect(reloaded().getSnapshot().track).toBe("morning");
  });
  it("survives a reload: piece, loudness and silence", () => {
    const player = reloaded();
    player.play("meadow");
    player.setVolume(0.2);
    player.pause();
    const again = reloaded();
    again.suggest("sea", null);
    expect(again.getSnapshot()).toMatchObject({ track: "meadow", volume: 0.2 });
    expect(tabMemory.recall().silenced).toBe(true);
  });
  it("takes another piece when the clinic lets go of its own", () => {
    const player = reloaded();
    const own = { title: "Harp", address: "/api/public/clinics/renal/music/1" };
    player.suggest("own", own);
    expect(player.getSnapshot()).toMatchObject({ track: "own", own });
    player.suggest("sea", null);
    expect(player.getSnapshot()).toMatchObject({ track: "sea", own: null });
    player.suggest("own", null);
    expect(player.getSnapshot().track).toBe("morning");
  });
  it.each([["not JSON"], ['{"volume":9,"track":"polka","silenced":"yes"}'], ["null"]])("forgets what is not ours: %s", (stored) => {
    sessionStorage.setItem("anteroom.music", stored);
    expect(tabMemory.recall()).toEqual({});
  });
});
