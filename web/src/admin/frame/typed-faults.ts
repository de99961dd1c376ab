import type { Fault } from "@anteroom/core/faults";
import { useState } from "react";
import { useText } from "../../i18n/admin-messages.ts";
import type { ToldField } from "../../link/index.ts";
import { wrongFieldText } from "./wrong-field.ts";

type Told = { path: string; message: string };

/** Of what is wrong with a form: that which is said already. Nobody is corrected in the middle of a first word. */
export function useTypedFaults(found: readonly Fault[]) {
  const t = useText();
  const [judged, setJudged] = useState<readonly string[]>([]);
  const [told, setTold] = useState<readonly Told[]>([]);
  const left = (path: string) => setJudged((before) => (before.includes(path) ? before : [...before, path]));
  return {
    shown: [...found.filter(({ path }) => judged.some((each) => isUnder(path, each))).map((fault) => ({ path: fault.path, message: wrongFieldText(t, fault) })), ...told],
    left,
    /** Whether there is anything. */
    showAll(): boolean {
      setTold([]);
      for (const { path } of found) left(path);
      return found.length > 0;
    },
    /** What the server found. */
    told: (fields: readonly ToldField[]) => setTold(fields.map((field) => ({ path: field.path.replace(/^values\./, ""), message: wrongFieldText(t, field) }))),
    changed(name: string, before: unknown, after: unknown) {
      setTold((all) => all.filter(({ path }) => !isUnder(path, name)));
      // The parts have other numbers when one was taken out.
      if (Array.isArray(before) && Array.isArray(after) && after.length < before.length) setJudged((all) => all.filter((path) => !path.startsWith(`${name}.`)));
    },
    clear() {
      setTold([]);
      setJudged([]);
    },
  };
}

export function isUnder(path: string, whole: string): boolean {
  return path === whole || path.startsWith(`${whole}.`);
}
