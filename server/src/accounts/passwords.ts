import { type Fault, faultAt } from "@anteroom/core/faults";
import { lengthOf, PASSWORD_LENGTH } from "@anteroom/core/typed";
import { dictionary } from "@zxcvbn-ts/language-common";

export type PasswordProblem = "tooShort" | "tooLong" | "common" | "personal";
type About = { email?: string; name?: string };

/**
 * Nearly fifty thousand passwords that people chose most often in what was breached, in small letters. From
 * @zxcvbn-ts/language-common (MIT), which made it of public breach compilations; shipped, so that no password leaves the server to be looked up.
 */
const COMMON: ReadonlySet<string> = new Set(dictionary["passwords-common"]);
/** Shorter ones occur in everything. */
const SHORTEST_PART = 3;
/** Of a password, beside the person's own names and address. */
const LEAST_OWN = 8;

/** As `passwordProblem`, for whoever typed it. */
export function passwordFault(password: string, about: About = {}): Fault | null {
  switch (passwordProblem(password, about)) {
    case "tooShort":
      return faultAt("password", "passwordShort", { min: String(PASSWORD_LENGTH.min) });
    case "tooLong":
      return faultAt("password", "passwordLong", { max: String(PASSWORD_LENGTH.max) });
    case "common":
      return faultAt("password", "passwordCommon");
    case "personal":
      return faultAt("password", "passwordPersonal");
    default:
      return null;
  }
}

/** Why this password is refused, or null. Spaces and letters of any script count as they are typed. */
export function passwordProblem(password: string, { email = "", name = "" }: About = {}): PasswordProblem | null {
  const length = lengthOf(password);
  if (length < PASSWORD_LENGTH.min) return "tooShort";
  if (length > PASSWORD_LENGTH.max) return "tooLong";
  const plain = password.normalize("NFKC").toLowerCase();
  const bare = plain.replaceAll(/[^\p{L}\p{N}]+/gu, "");
  // A year or an exclamation mark at the end is what everybody adds.
  const core = bare.replaceAll(/^\d{1,6}|\d{1,6}$/g, "");
  if ([plain, bare, core].some((each) => COMMON.has(each) || repeats(each) || isRun(each) || isTwoCommonOnes(each))) return "common";
  const own = [
    ...(email
      .toLowerCase()
      .split("@")[0]
      ?.split(/[^\p{L}\p{N}]+/u) ?? []),
    ...name.toLowerCase().split(/[^\p{L}\p{N}]+/u),
  ].filter((word) => word.length > 3);
  const rest = own.reduce((left, word) => left.replaceAll(word, ""), bare);
  return rest.length < LEAST_OWN && rest.length < bare.length ? "personal" : null;
}

/** The same few characters over and over. */
function repeats(text: string): boolean {
  for (let period = 1; period <= 6; period++)
    if (
      text.length >= period * 2 &&
      text ===
        text
          .slice(0, period)
          .repeat(Math.ceil(text.length / period))
          .slice(0, text.length)
    )
      return true;
  return false;
}

/** Neighbours of the alphabet or the digits, up or down. */
function isRun(text: string): boolean {
  const codes = Array.from(text, (each) => each.codePointAt(0) ?? 0);
  const isDigits = /^\d+$/.test(text);
  const steps = new Set(codes.slice(1).map((code, at) => (isDigits ? (code - (codes[at] ?? 0) + 10) % 10 : code - (codes[at] ?? 0))));
  return codes.length > 1 && steps.size === 1 && [1, -1, 9].some((step) => steps.has(step));
}

function isTwoCommonOnes(text: string): boolean {
  for (let at = SHORTEST_PART; at <= text.length - SHORTEST_PART; at++) if (COMMON.has(text.slice(0, at)) && COMMON.has(text.slice(at))) return true;
  return false;
}
