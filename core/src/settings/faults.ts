import type { z } from "zod";
import { faultAt, type Fault } from "../faults/index.ts";
import { spokenLanguages } from "./spoken-languages.ts";

/** What a schema finds wrong. A rule of one's own in it names its fault by `params`. */
export function faultOfIssue(issue: z.core.$ZodIssue): Fault {
  const path = issue.path.join(".");
  const field = String(issue.path.at(-1) ?? "");
  if (field === "from" || field === "to") return faultAt(path, "time");
  if (field === "date") return faultAt(path, "day");
  switch (issue.code) {
    case "too_big":
      return faultAt(path, issue.origin === "string" ? "tooLong" : issue.origin === "array" ? "tooMany" : "tooLarge", { max: String(issue.maximum) });
    case "too_small":
      return issue.origin === "number" ? faultAt(path, "tooSmall", { min: String(issue.minimum) }) : faultAt(path, field === "name" ? "name" : "missing");
    case "invalid_type":
      return faultAt(path, "missing");
    case "invalid_key":
      return faultAt(path, "unknownLanguage", { tag: field, spoken: spokenLanguages.join(", ") });
    case "unrecognized_keys":
      return faultAt(path, "unknownParts", { names: issue.keys.join(", ") });
    case "custom": {
      const { fault } = (issue.params ?? {}) as { fault?: Fault };
      return fault ? { ...fault, path } : faultAt(path, "notOffered");
    }
    default:
      return faultAt(path, "notOffered");
  }
}
