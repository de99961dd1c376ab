import { faultAt } from "@anteroom/core/faults";
import type { WrongField } from "@anteroom/core/protocol";
import { faultOfIssue } from "@anteroom/core/settings";
import type { ZodError } from "zod";

/** What stands more than once behind the `?`: no query asks for a list. */
export function repeated(query: unknown): WrongField[] {
  return Object.entries(query ?? {}).flatMap(([path, value]) => (Array.isArray(value) ? [faultAt(path, "twice")] : []));
}

/** Which field, and why; an unknown field is named too. */
export function wrongFields(error: ZodError): WrongField[] {
  return error.issues.flatMap((issue) => {
    if (issue.code === "unrecognized_keys") return issue.keys.map((key) => faultAt([...issue.path, key].join("."), "unknown"));
    // Whoever debugs reads what the schema says; pages have their own words for its code.
    return [{ ...faultOfIssue(issue), message: issue.message }];
  });
}
