import { describe, expect, it } from "vitest";
import { domainsIn, singleSignOnFaults } from "./single-sign-on.ts";

const plain = (word: string) => word;

describe("domains that somebody types", () => {
  it("stand one a line or with commas between, with or without the @, and once each", () =>
    expect(domainsIn("@Marlow.example, renal.marlow.example\nmarlow.example\n", plain)).toEqual({ domains: ["marlow.example", "renal.marlow.example"] }));
  it("may have other letters", () => expect(domainsIn("müller.example", (word) => word.replace("müller", "xn--mller-kva"))).toEqual({ domains: ["xn--mller-kva.example"] }));
  it.each(["marlow", "a@marlow.example", "marlow..example", "https://marlow.example", "127.0.0.1", "-.example", "gmail.com"])("are not %s", (typed) =>
    expect(domainsIn(typed, plain)).toHaveProperty("fault"),
  );
});

describe("an organisation's own sign-in", () => {
  const whole = { isOn: true, domains: "marlow.example", issuer: "https://login.marlow.example", clientId: "anteroom", clientSecret: "s" };
  const faults = (change: Partial<typeof whole>, kept = { hasSecret: false, issuer: "" }) =>
    singleSignOnFaults({ ...whole, ...change }, kept, plain).map(({ path, code }) => `${path} ${code}`);
  it.each<[string, Partial<typeof whole>, string[]]>([
    ["is whole", {}, []],
    [
      "lacks everything",
      { domains: "", issuer: "", clientId: "", clientSecret: "" },
      ["domains noDomains", "issuer noIssuer", "clientId noClientId", "clientSecret noClientSecret"],
    ],
    ["may be begun while it is off", { isOn: false, domains: "", issuer: "", clientId: "", clientSecret: "" }, []],
    ["has an address that is none, also while it is off", { isOn: false, issuer: "login.marlow.example" }, ["issuer issuerAddress"]],
    ["has a domain that is everybody's", { isOn: false, domains: "gmail.com" }, ["domains everybodysDomain"]],
  ])("%s", (_story, change, expected) => expect(faults(change)).toEqual(expected));
  it("keeps the secret for the address that it was typed for, and for no other", () => {
    expect(faults({ clientSecret: "" }, { hasSecret: true, issuer: whole.issuer })).toEqual([]);
    expect(faults({ clientSecret: "" }, { hasSecret: true, issuer: "https://other.example" })).toEqual(["clientSecret noClientSecret"]);
  });
});
