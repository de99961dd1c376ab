import { describe, expect, it } from "vitest";
import { passwordProblem } from "./passwords.ts";

const who = { email: "priya.nair@marlow.example", name: "Dr Priya Nair" };
describe("a password", () => {
  it.each([
    ["twelve letters", "horse batter", "tooShort"],
    ["more than anybody types", "x y".repeat(60), "tooLong"],
    ["one of the list", "administrator", "common"],
    ["one of the list in capitals", "ADMINISTRATOR", "common"],
    ["a common one with a year and a sign", "Password-2026!!", "common"],
    ["a common one twice", "passwordpassword", "common"],
    ["two common ones", "dragonfootball7", "common"],
    ["one letter many times", "aaaaaaaaaaaaaaa", "common"],
    ["a chunk many times", "abc1abc1abc1abc1", "common"],
    ["digits in a row", "1234567890123", "common"],
    ["the person's own name", "PriyaNair-2026", "personal"],
  ])("that is %s is refused", (_story, password, problem) => expect(passwordProblem(password, who)).toBe(problem));

  it.each(["correct horse battery", "vierzehn Eulen im Moor", "كلمة مرور طويلة جدا", "k7xq-n2wd-8hvm-r4tz", "Priya likes eleven green kettles"])(
    "such as %j is taken",
    (password) => expect(passwordProblem(password, who)).toBeNull(),
  );
});
