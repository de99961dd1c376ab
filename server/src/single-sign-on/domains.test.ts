import { describe, expect, it } from "vitest";
import { domainOf, domainsIn } from "./domains.ts";

describe("domains that somebody types", () => {
  it("stand one a line or with commas between, with or without the @, and once each", () =>
    expect(domainsIn("@Marlow.example, renal.marlow.example\nmarlow.example\n")).toEqual({ ok: true, domains: ["marlow.example", "renal.marlow.example"] }));
  it("may have other letters", () => expect(domainsIn("müller.example")).toEqual({ ok: true, domains: ["xn--mller-kva.example"] }));
  it.each(["marlow", "a@marlow.example", "marlow..example", "https://marlow.example", "127.0.0.1", "-.example", "gmail.com"])("are not %s", (typed) =>
    expect(domainsIn(typed).ok).toBe(false),
  );
});

it("the domain of an address is what stands behind the last @", () =>
  expect([" Ana@Marlow.Example ", "x@müller.example", "nobody"].map(domainOf)).toEqual(["marlow.example", "xn--mller-kva.example", "nobody"]));
