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
  conflict: { by: string; at: number } | null;
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
  const [conflict, setConflict] = useState<{ by: string; at: number; now: Saved<Values>; again: (base: Saved<Values>) => Promise<void> } | null>(null);
  const changed = (Object.keys(values) as (keyof Values)[]).filter((name) => !isSame(values[name], saved.values[name]));

  async function saveOver(base: Saved<Values>): Promise<void> {
    setSaving(true);
    setProblem(null);
    setFields([]);
    const answer = await send({ values: Object.fromEntries(changed.map((name) => [name, values[name]])) as Partial<Values>, reset: [], version: base.version });
    setSaving(false);
    if (answer.ok) {
      setSaved(answer.reply);
      setValues(answer.reply.values);
      setConflict(null);
      return notices.done(t("admin.saved"));
    }
    refuse(answer.problem, saveOver);
  }

  async function resetOver(name: keyof Values & string, base: Saved<Values>): Promise<void> {
    const answer = await send({ values: {}, reset: [name], version: base.version });
    if (!answer.ok) return refuse(answer.problem, (now) => resetOver(name, now));
    setSaved(answer.reply);
    setValues((before) => ({ ...before, [name]: answer.reply.values[name] }));
    setConflict(null);
    notices.done(t("admin.saved"));
  }

  /** `again`: what the person wanted, should they stay with it over what somebody else has saved. */
  function refuse(refused: Failure, again: (base: Saved<Values>) => Promise<void>): void {
    if (refused.code === "changedMeanwhile") {
      const { by, at, now } = refused as unknown as { by: string; at: number; now: Saved<Values> };
      return setConflict({ by, at, now, again });
    }
    if (refused.fields?.length) return setFields(refused.fields);
    setProblem(refusalText(t, refused));
  }

  return {
    values,
    set(name, value) {
      setValues((before) => ({ ...before, [name]: value }));
      setFields((before) => before.filter(({ path }) => path.split(".")[0] !== name));
    },
    changed,
    errorOf: (name) => fields.find(({ path }) => path.split(".").includes(name))?.message,
    save: () => (changed.length ? saveOver(saved) : Promise.resolve()),
    undo() {
      setValues(saved.values);
      setFields([]);
      setProblem(null);
    },
    saving,
    problem,
    conflict,
    takeTheirs() {
      if (!conflict) return;
      setSaved(conflict.now);
      setValues(conflict.now.values);
      setConflict(null);
    },
    async keepMine() {
      if (!conflict) return;
      setSaved(conflict.now);
      await conflict.again(conflict.now);
    },
    lastChange: saved.lastChange,
    originOf: (name) => saved.origins?.[name],
    reset: (name) => resetOver(name, saved),
  };
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
