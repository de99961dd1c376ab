import { describe, expect, it } from "vitest";
import { passkeyFault } from "./passkey-address.ts";

describe("passkeys and the public address", () => {
  it.each([
    ["https://video.example.org", null],
    ["http://localhost:3000", null],
    ["http://127.0.0.1:3000", "needsName"],
    ["https://192.0.2.7", "needsName"],
    ["https://[2001:db8::1]:8443", "needsName"],
    ["http://video.example.org", "needsHttps"],
    ["http://hospital", "needsHttps"],
  ] as const)("%s: %s", (publicUrl, fault) => expect(passkeyFault(publicUrl)).toBe(fault));
});
