import { type Fault } from "@anteroom/core/faults";
import { isSameSetting, type SettingOrigin } from "@anteroom/core/settings";
import { useState } from "react";
import { useText } from "../../i18n/admin-messages.ts";
import type { Failure } from "../../link/index.ts";
import { useNotices } from "../../staff/ui/notices.tsx";
import { refusalText } from "../../staff/words/refusal.ts";
import { isUnder, useTypedFaults } from "./typed-faults.ts";

export type LastChange = { by: string; at: number } | null;
/** What the server holds. `version`: goes back with the next save, so that nobody's change is overwritten unseen. */
export type Saved<Values> = {
  values: Values;
  version: number;
  lastChange: LastChange;
  /** Where each value comes from; left out where there is one layer only. */
  origins?: Partial<Record<keyof Values, SettingOrigin>>;
  /** What a reset brings. */
  otherwise?: { [K in keyof Values]?: { value: Values[K]; origin: SettingOrigin } };
};
/** `reset`: names that go back to where they would come from otherwise. */
export type Change<Values> = { values: Partial<Values>; reset: readonly (keyof Values & string)[]; version: number };
export type SaveAnswer<Values> = { ok: true; reply: Saved<Values> } | { ok: false; problem: Failure };
/** Somebody else saved since this was read. `seesTheirs`: the form shows what they saved, to be looked at. */
export type Conflict<Values> = { by: string; at: number; now: Saved<Values>; seesTheirs: boolean };
type PathOf<Values> = (keyof Values & string) | `${keyof Values & string}.${string}`;
/** What can be told of the values without asking the server, which is the judge. */
export type Judge<Values> = (values: Values, saved: Values) => readonly Fault[];
/** Where a value will come from once it is saved; `from`: where it comes from until then. */
export type Origin = { is: SettingOrigin; from: SettingOrigin; isReset: boolean; isUnsaved: boolean };

export type SectionForm<Values extends object> = {
  values: Values;
  set: <K extends keyof Values>(name: K, value: Values[K]) => void;
  /** Names of what differs from what is saved. */
  changed: readonly (keyof Values & string)[];
  /** What is wrong with a setting or a part of it (`hours.0` in `hours`); not what is said at one of the `elsewhere` already. */
  errorOf: (path: PathOf<Values>, elsewhere?: readonly string[]) => string | undefined;
  /** Somebody has left the control of a setting, or of a part of it: from now on it is judged while it is typed. */
  left: (path: string) => void;
  save: () => Promise<void>;
  undo: () => void;
  saving: boolean;
  /** A refusal that concerns no field. */
  problem: string | null;
  conflict: Conflict<Values> | null;
  /** Shows what the other person saved in the place of what was typed, and back. */
  lookAtTheirs: (looks: boolean) => void;
  takeTheirs: () => void;
  keepMine: () => Promise<void>;
  originOf: (name: keyof Values & string) => Origin | undefined;
  /** To what it would be without the clinic's own; saved with the rest. */
  reset: (name: keyof Values & string) => void;
  /** To what is saved. */
  restore: (name: keyof Values & string) => void;
  lastChange: LastChange;
  /** Something of the section was saved apart from it: what was typed stays. */
  refresh: (newest: Saved<Values>) => void;
};

/** The form of one section. `send` gets only what differs, with the version that was read. */
export function useSection<Values extends object>(
  first: Saved<Values>,
  send: (change: Change<Values>) => Promise<SaveAnswer<Values>>,
  judge: Judge<Values> = () => [],
): SectionForm<Values> {
  type Name = keyof Values & string;
  const t = useText();
  const notices = useNotices();
  const [saved, setSaved] = useState(first);
  const [values, setValues] = useState(first.values);
  const [resets, setResets] = useState<readonly Name[]>([]);
  const [saving, setSaving] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [conflict, setConflict] = useState<Conflict<Values> | null>(null);
  const changed = (Object.keys(values) as Name[]).filter((name) => resets.includes(name) || !isSameSetting(values[name], saved.values[name]));

  const faults = useTypedFaults(changed.length ? judge(values, saved.values) : []);

  async function saveOver(base: Saved<Values>): Promise<void> {
    if (faults.showAll()) return;
    setSaving(true);
    setProblem(null);
    const own = changed.filter((name) => !resets.includes(name));
    const answer = await send({ values: Object.fromEntries(own.map((name) => [name, values[name]])) as Partial<Values>, reset: resets, version: base.version });
    setSaving(false);
    if (answer.ok) {
      setSaved(answer.reply);
      // Somebody types on while it is saved.
      setValues((before) => withTyped(answer.reply.values, before, values));
      setResets([]);
      setConflict(null);
      faults.clear();
      return notices.done(t("admin.saved"));
    }
    if (answer.problem.code === "changedMeanwhile") return setConflict({ ...(answer.problem as unknown as Conflict<Values>), seesTheirs: false });
    if (answer.problem.fields?.length) return faults.told(answer.problem.fields);
    setProblem(refusalText(t, answer.problem));
  }

  function show(newest: Saved<Values>): void {
    setSaved(newest);
    setValues(newest.values);
    setResets([]);
    setConflict(null);
    faults.clear();
    setProblem(null);
  }

  function write<K extends keyof Values>(name: K, value: Values[K], isReset: boolean): void {
    setValues((before) => ({ ...before, [name]: value }));
    setResets((before) => [...before.filter((each) => each !== name), ...(isReset ? [name as unknown as Name] : [])]);
    faults.changed(String(name), values[name], value);
  }

  function refresh(newest: Saved<Values>): void {
    setSaved(newest);
    setValues((before) => withTyped(newest.values, before, saved.values));
  }

  return {
    values: conflict?.seesTheirs ? conflict.now.values : values,
    set: (name, value) => write(name, value, false),
    changed,
    errorOf: (path, elsewhere = []) => faults.shown.find((fault) => isUnder(fault.path, path) && !elsewhere.some((other) => isUnder(fault.path, other)))?.message,
    left: faults.left,
    save: () => (changed.length ? saveOver(saved) : Promise.resolve()),
    undo: () => show(conflict?.now ?? saved),
    saving,
    problem,
    conflict,
    lookAtTheirs: (looks) => setConflict((before) => before && { ...before, seesTheirs: looks }),
    takeTheirs: () => void (conflict && show(conflict.now)),
    async keepMine() {
      if (!conflict) return;
      refresh(conflict.now);
      await saveOver(conflict.now);
    },
    originOf(name) {
      const from = saved.origins?.[name];
      if (!from) return undefined;
      const isReset = resets.includes(name);
      const isUnsaved = changed.includes(name);
      return { from, isReset, isUnsaved, is: isReset ? (saved.otherwise?.[name]?.origin ?? "product") : isUnsaved ? "clinic" : from };
    },
    reset(name) {
      const otherwise = saved.otherwise?.[name];
      if (otherwise) write(name, otherwise.value, true);
    },
    restore: (name) => write(name, saved.values[name], false),
    lastChange: saved.lastChange,
    refresh,
  };
}

/** What is saved now, but for what was typed since `from`. */
function withTyped<Values extends object>(saved: Values, typed: Values, from: Values): Values {
  const names = (Object.keys(typed) as (keyof Values)[]).filter((name) => !isSameSetting(typed[name], from[name]));
  return { ...saved, ...Object.fromEntries(names.map((name) => [name, typed[name]])) };
}
