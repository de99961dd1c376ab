import type { SettingOrigin } from "@anteroom/core/settings";
import { useState } from "react";
import { useText } from "../../i18n/admin-messages.ts";
import type { Failure } from "../../link/index.ts";
import { useNotices } from "../../staff/ui/notices.tsx";
import { refusalText } from "../../staff/words/refusal.ts";

export type LastChange = { by: string; at: number } | null;
/** What the server holds. `version`: goes back with the next save, so that nobody's change is overwritten unseen. */
export type Saved<Values> = {
  values: Values;
  version: number;
  lastChange: LastChange;
  /** Where each value comes from; left out where there is one layer only. */
  origins?: Partial<Record<keyof Values, SettingOrigin>>;
};
/** `reset`: names that go back to where they would come from otherwise. */
export type Change<Values> = { values: Partial<Values>; reset: readonly (keyof Values & string)[]; version: number };
export type SaveAnswer<Values> = { ok: true; reply: Saved<Values> } | { ok: false; problem: Failure };

type Wish<Values> = "save" | { reset: keyof Values & string };

export type SectionForm<Values extends object> = {
  values: Values;
  set: <K extends keyof Values>(name: K, value: Values[K]) => void;
  /** Names of what differs from what is saved. */
  changed: readonly (keyof Values)[];
  /** What the server said about one field, or about a part of it (`hours.0.from` under `hours`). */
  errorOf: (name: keyof Values & string) => string | undefined;
  save: () => Promise<void>;
  undo: () => void;
  saving: boolean;
  /** A refusal that concerns no field. */
  problem: string | null;
  /** `seesTheirs`: the values are those that the other person saved, to be looked at. */
  conflict: { by: string; at: number; seesTheirs: boolean } | null;
  /** Shows what the other person saved in the place of what was typed, and back. */
  lookAtTheirs: (looks: boolean) => void;
  takeTheirs: () => void;
  keepMine: () => Promise<void>;
  originOf: (name: keyof Values) => SettingOrigin | undefined;
  /** At once, and without what else was typed. */
  reset: (name: keyof Values & string) => Promise<void>;
  lastChange: LastChange;
};

/** The form of one section. `send` gets only what differs, with the version that was read. */
export function useSection<Values extends object>(first: Saved<Values>, send: (change: Change<Values>) => Promise<SaveAnswer<Values>>): SectionForm<Values> {
  const t = useText();
  const notices = useNotices();
  const [saved, setSaved] = useState(first);
  const [values, setValues] = useState(first.values);
  const [saving, setSaving] = useState(false);
  const [fields, setFields] = useState<readonly { path: string; message: string }[]>([]);
  const [problem, setProblem] = useState<string | null>(null);
  const [conflict, setConflict] = useState<{ by: string; at: number; seesTheirs: boolean; now: Saved<Values>; wish: Wish<Values> } | null>(null);
  const changed = (Object.keys(values) as (keyof Values)[]).filter((name) => !isSame(values[name], saved.values[name]));

  async function saveOver(base: Saved<Values>): Promise<void> {
    setSaving(true);
    setProblem(null);
    setFields([]);
    const answer = await send({ values: Object.fromEntries(changed.map((name) => [name, values[name]])) as Partial<Values>, reset: [], version: base.version });
    setSaving(false);
    if (answer.ok) {
      setSaved(answer.reply);
      // Somebody types on while it is saved.
      setValues((before) => withTyped(answer.reply.values, before, values));
      setConflict(null);
      return notices.done(t("admin.saved"));
    }
    refuse(answer.problem, "save");
  }

  async function resetOver(name: keyof Values & string, base: Saved<Values>): Promise<void> {
    const answer = await send({ values: {}, reset: [name], version: base.version });
    if (!answer.ok) return refuse(answer.problem, { reset: name });
    setSaved(answer.reply);
    setValues((before) => ({ ...before, [name]: answer.reply.values[name] }));
    setConflict(null);
    notices.done(t("admin.saved"));
  }

  /** `wish`: what the person wanted, should they stay with it over what somebody else has saved. */
  function refuse(refused: Failure, wish: Wish<Values>): void {
    if (refused.code === "changedMeanwhile") {
      const { by, at, now } = refused as unknown as { by: string; at: number; now: Saved<Values> };
      return setConflict({ by, at, seesTheirs: false, now, wish });
    }
    if (refused.fields?.length) return setFields(refused.fields);
    setProblem(refusalText(t, refused));
  }

  function show(newest: Saved<Values>): void {
    setSaved(newest);
    setValues(newest.values);
    setConflict(null);
  }

  return {
    values: conflict?.seesTheirs ? conflict.now.values : values,
    set(name, value) {
      setValues((before) => ({ ...before, [name]: value }));
      setFields((before) => before.filter(({ path }) => path.split(".")[0] !== name));
    },
    changed,
    errorOf: (name) => fields.find(({ path }) => path.split(".").includes(name))?.message,
    save: () => (changed.length ? saveOver(saved) : Promise.resolve()),
    undo() {
      show(conflict?.now ?? saved);
      setFields([]);
      setProblem(null);
    },
    saving,
    problem,
    conflict,
    lookAtTheirs: (looks) => setConflict((before) => before && { ...before, seesTheirs: looks }),
    takeTheirs: () => void (conflict && show(conflict.now)),
    async keepMine() {
      if (!conflict) return;
      const { now, wish } = conflict;
      setSaved(now);
      setValues(withTyped(now.values, values, saved.values));
      await (wish === "save" ? saveOver(now) : resetOver(wish.reset, now));
    },
    lastChange: saved.lastChange,
    originOf: (name) => saved.origins?.[name],
    reset: (name) => resetOver(name, saved),
  };
}

/** What is saved now, but for what was typed since `from`. */
function withTyped<Values extends object>(saved: Values, typed: Values, from: Values): Values {
  const names = (Object.keys(typed) as (keyof Values)[]).filter((name) => !isSame(typed[name], from[name]));
  return { ...saved, ...Object.fromEntries(names.map((name) => [name, typed[name]])) };
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
