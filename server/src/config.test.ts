import { describe, expect, it } from "vitest";
import { readConfig } from "./config.ts";

describe("the configuration", () => {
  it("needs nothing", () =>
    expect(readConfig({})).toMatchObject({ port: 3000, host: "127.0.0.1", publicUrl: "http://127.0.0.1:3000", databaseUrl: null, turn: null, logLevel: "info" }));
  it("takes the public address without a slash at the end", () => expect(readConfig({ PUBLIC_URL: "https://call.example.org/" }).publicUrl).toBe("https://call.example.org"));
  it.each([
    ["a port that is none", { PORT: "ninety" }, /PORT must be a whole number from 1 to 65535, but it is "ninety"/],
    ["a port that is too high", { PORT: "70000" }, /PORT must be/],
    ["a public address without a protocol", { PUBLIC_URL: "call.example.org" }, /PUBLIC_URL must be an address that begins with http:\/\/ or https:\/\//],
    ["a public address with a path", { PUBLIC_URL: "https://example.org/video" }, /PUBLIC_URL must be an address without a path, such as https:\/\/example.org/],
    ["a proxy that is a name", { TRUSTED_PROXIES: "10.0.0.1, caddy" }, /TRUSTED_PROXIES must be addresses or networks .* but one is "caddy"/],
    ["a network that is none", { TRUSTED_PROXIES: "10.0.0.0/40" }, /TRUSTED_PROXIES/],
    ["a database of another kind", { DATABASE_URL: "mysql://root:hunter2@db" }, /DATABASE_URL must be an address that begins with postgres:/],
    ["a relay without its secret", { TURN_URL: "turn:relay.example.org:3478" }, /TURN_SECRET/],
    ["a relay that is a web address", { TURN_URL: "https://relay", TURN_SECRET: "x" }, /TURN_URL must look like/],
    ["a mail server of another kind", { SMTP_URL: "https://user:hunter2@mail", MAIL_FROM: "a@b.example" }, /SMTP_URL must be an address such as smtp:/],
    ["a mail server without a sender", { SMTP_URL: "smtp://mail.example.org" }, /MAIL_FROM must be an address such as/],
    ["a sender without a mail server", { MAIL_FROM: "a@b.example" }, /SMTP_URL must be/],
    ["a sender that is a name only", { SMTP_URL: "smtp://mail.example.org", MAIL_FROM: "Video visits" }, /but it is "Video visits"/],
    ["a carrier of texts that is none", { SMS_URL: "carrier-pigeon://loft", SMS_FROM: "Clinic" }, /SMS_URL must be an address such as twilio:/],
    ["a carrier of texts without its secret", { SMS_URL: "twilio://account@api.twilio.com", SMS_FROM: "Clinic" }, /SMS_URL must be/],
    ["a gateway of texts over plain HTTP", { SMS_URL: "http://sms.example.org/send", SMS_FROM: "Clinic" }, /SMS_URL must be/],
    ["a carrier of texts without a sender", { SMS_URL: "vonage://k:s@rest.nexmo.com" }, /SMS_FROM must be a number such as/],
    ["a sender of texts that is too long", { SMS_URL: "vonage://k:s@rest.nexmo.com", SMS_FROM: "A very long name" }, /but it is "A very long name"/],
    ["a network of identity providers that is none", { SSO_NETWORK: "intranet" }, /SSO_NETWORK must be public/],
    ["a log level that is none", { LOG_LEVEL: "loud" }, /LOG_LEVEL must be one of/],
  ])("refuses %s with a sentence", (_story, env, sentence) => expect(() => readConfig(env)).toThrow(sentence));
  it("believes a proxy on the same machine, and no other", () => expect(readConfig({}).trustedProxies).toEqual(["127.0.0.1", "::1"]));
  it("takes proxies by address and by network", () =>
    expect(readConfig({ TRUSTED_PROXIES: "10.0.0.1, fd00::/8,loopback" }).trustedProxies).toEqual(["10.0.0.1", "fd00::/8", "loopback"]));
  it("takes a sender with and without a name", () => {
    for (const from of ["no-reply@example.org", "Video visits <no-reply@example.org>"])
      expect(readConfig({ SMTP_URL: "smtp://u:p@mail.example.org:587", MAIL_FROM: from }).mail).toEqual({ url: "smtp://u:p@mail.example.org:587", from });
  });
  it("takes carriers of texts by one address", () => {
    expect(readConfig({ SMS_URL: "twilio://account:to%2Fken@api.twilio.com", SMS_FROM: "+61400000000" }).texts).toEqual({
      kind: "twilio",
      base: "https://api.twilio.com",
      user: "account",
      secret: "to/ken",
      from: "+61400000000",
    });
    expect(readConfig({ SMS_URL: "https://:token@sms.example.org/send?x=1", SMS_FROM: "Clinic" }).texts).toMatchObject({
      kind: "webhook",
      base: "https://sms.example.org/send?x=1",
      secret: "token",
    });
  });
  it("never repeats the secret of a carrier of texts", () => expect(() => readConfig({ SMS_URL: "ftp://u:hunter2@sms", SMS_FROM: "Clinic" })).not.toThrow(/hunter2/));
  it("never repeats the mail server's password", () => expect(() => readConfig({ SMTP_URL: "https://u:hunter2@mail", MAIL_FROM: "a@b.example" })).not.toThrow(/hunter2/));
  it("never repeats the database's password", () => expect(() => readConfig({ DATABASE_URL: "mysql://root:hunter2@db" })).not.toThrow(/hunter2/));
});
