import { describe, expect, it } from "vitest";
import { isFresh, nonceOf } from "./id-token.ts";

const NOW = Date.UTC(2026, 10, 28);
const seconds = NOW / 1_000;
const nonce = nonceOf("the state of this way");
const token = (claims: object) => `e30.${Buffer.from(JSON.stringify({ iat: seconds, exp: seconds + 300, nonce, ...claims })).toString("base64url")}.x`;

describe("a token of somebody who comes back", () => {
  it("is fresh when it was made now, ends soon and answers the question", () => expect(isFresh(token({}), nonce, NOW)).toBe(true));
  it.each<[string, object]>([
    ["has no end", { exp: undefined }],
    ["ends in milliseconds", { exp: NOW + 300_000 }],
    ["ends with words", { exp: "tomorrow" }],
    ["is over", { exp: seconds - 301 }],
    ["does not say when it was made", { iat: undefined }],
    ["was made in milliseconds", { iat: NOW }],
    ["answers another question", { nonce: nonceOf("the state of another way") }],
    ["answers no question", { nonce: undefined }],
  ])("is not when it %s", (_story, claims) => expect(isFresh(token(claims), nonce, NOW)).toBe(false));
  it.each([[undefined], [""], ["x"], ["a.b.c"]])("is not when it is %j", (text) => expect(isFresh(text, nonce, NOW)).toBe(false));
  it("is not where nothing was asked", () => expect(isFresh(token({ nonce: null }), null, NOW)).toBe(false));
});
