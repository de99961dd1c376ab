import { Writable } from "node:stream";
import pg from "pg";
import { describe, expect, it } from "vitest";
import { createLog } from "./log.ts";

function logged(write: (log: ReturnType<typeof createLog>) => void): string {
  let text = "";
  const destination = new Writable({
    write(chunk: Buffer, _encoding, done) {
      text += chunk.toString();
      done();
    },
  });
  write(createLog("info", destination));
  return text;
}

describe("the log", () => {
  it("says which rule of the database was broken, and not by whose row", () => {
    const error = Object.assign(new pg.DatabaseError('invalid input syntax for type uuid: "Leila Haddad"', 1, "error"), {
      severity: "ERROR",
      code: "23505",
      constraint: "person_email_key",
      detail: "Key (email)=(leila@example.org) already exists.",
      where: "PL/pgSQL, 0355501420",
    });
    const line = logged((log) => log.error({ err: error }, "a request failed"));
    for (const secret of ["leila", "Leila", "0355501420"]) expect(line).not.toContain(secret);
    expect(JSON.parse(line)).toMatchObject({
      msg: "a request failed",
      err: { code: "23505", constraint: "person_email_key", message: expect.stringContaining("invalid input syntax") as string },
    });
  });
  it("names nobody's address in the words of a mail server or an identity provider", () => {
    const refused = logged((log) => log.warn({ err: new Error("550 <leila.haddad@example.org>: no such mailbox") }, "mail"));
    const denied = logged((log) => log.warn({ error: "access_denied", description: `AADSTS50105: the user 'leila@example.org' is not assigned. ${"x".repeat(9_000)}` }, "sign-on"));
    for (const line of [refused, denied]) expect(line).not.toMatch(/leila/);
    expect(JSON.parse(denied)).toMatchObject({ error: "access_denied", description: expect.stringMatching(/^AADSTS50105/) as string });
    expect(denied.length).toBeLessThan(500);
  });
});
