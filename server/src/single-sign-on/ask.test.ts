import { describe, expect, it } from "vitest";
import { ask, usableUrl } from "./ask.ts";

describe("the address of an identity provider", () => {
  it.each([
    "http://login.example.org",
    "http://127.0.0.1:8080",
    "https://10.0.0.1",
    "https://[::1]",
    "https://[::ffff:10.0.0.1]",
    "https://169.254.169.254/latest",
    "ftp://login.example.org",
    "https://user:password@login.example.org",
    "login.example.org",
    "https://0x7f000001",
  ])("may not be %s", (address) => expect(() => usableUrl(address, "public")).toThrow());
  it("may be one of the own network if whoever runs the installation says so, but only with HTTPS", () => {
    expect(usableUrl("https://10.0.0.1/realms/staff", "private").hostname).toBe("10.0.0.1");
    expect(() => usableUrl("http://10.0.0.1", "private")).toThrow("https");
  });
  it("is looked at again where the name leads to", async () => {
    await expect(ask("https://localhost:9", "public")).rejects.toThrow("is not on the internet");
  });
});
