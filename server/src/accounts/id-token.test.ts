import { describe, expect, it } from "vitest";
import { isFresh, nonceOf } from "./id-token.ts";

const NOW = Date.UTC(2026, 10, 28);
const seconds = NOW / 1_000;
const nonce = nonceOf("the state of this way");
const says = (claims: object) => ({ iat: seconds, exp: seconds + 300, nonce, ...claims });

describe("a token of somebody who comes back", () => {
  it("is fresh when it was made now, ends soon and answers the question", () => expect(isFresh(says({}), nonce, NOW)).toBe(true));
  it.each<[string, object]>([
    ["has no end", { exp: undefined }],
    ["ends in milliseconds", { exp: NOW + 300_000 }],
    ["ends with words", { exp: "tomorrow" }],
    ["is over", { exp: seconds - 301 }],
    ["does not say when it was made", { iat: undefined }],
    ["was made in milliseconds", { iat: NOW }],
    ["answers another question", { nonce: nonceOf("the state of another way") }],
    ["answers no question", { nonce: undefined }],
  ])("is not when it %s", (_story, claims) => expect(isFresh(says(claims), nonce, NOW)).toBe(false));
  it("is not when it says nothing", () => expect(isFresh({}, nonce, NOW)).toBe(false));
  it("is not where nothing was asked", () => expect(isFresh(says({ nonce: null }), null, NOW)).toBe(false));
});
