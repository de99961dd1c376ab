import type { ClinicRole, OrganisationRole, Permission, PlatformRole } from "@anteroom/core/access";
import type { Invited, InviteOutcome } from "@anteroom/core/protocol";
import { isEmail } from "@anteroom/core/typed";
import { useState } from "react";
import { useText } from "../../i18n/admin-messages.ts";
import type { Failure } from "../../link/index.ts";
import { FormDialog } from "../../staff/ui/form-dialog.tsx";
import { useNotices } from "../../staff/ui/notices.tsx";
import { refusalText } from "../../staff/words/refusal.ts";
import { Field } from "../../ui/field.tsx";
import { addressesIn } from "./addresses.ts";
import { RoleFields, type Standing } from "./role-fields.tsx";

type Answered = { ok: true; reply: Omit<Invited, "ok"> } | { ok: false; problem: Failure };
type Role = ClinicRole | OrganisationRole | PlatformRole;

export type InviteDialogProps<R extends Role> = {
  /** Whereto, as it is said in the title. */
  place: string;
  /** What is said of it; else what holds for every role. */
  lead?: string;
  roles: readonly R[];
  first: R;
  send: (addresses: string[], role: R, permissions: readonly Permission[]) => Promise<Answered>;
  onDone: () => void;
  onClose: () => void;
};

const OUTCOMES = ["invited", "added", "alreadyMember"] as const satisfies readonly InviteOutcome["outcome"][];

/** Several people at once, with one role. */
export function InviteDialog<R extends Role>({ place, lead, roles, first, send, onDone, onClose }: InviteDialogProps<R>) {
  const t = useText();
  const notices = useNotices();
  const [text, setText] = useState("");
  const [standing, setStanding] = useState<Standing<R>>({ role: first, permissions: ["waitingArea"] });
  const [wrong, setWrong] = useState<string | null>(null);
  const addresses = addressesIn(text);

  async function submit(): Promise<string | null> {
    const bad = addresses.filter((address) => !isEmail(address));
    setWrong(addresses.length === 0 ? t("people.noAddress") : bad.length ? t("people.badAddress", { addresses: t.intl.formatList(bad.slice(0, 3)) }) : null);
    if (addresses.length === 0 || bad.length) return null;
    const answer = await send(addresses, standing.role, standing.permissions);
    if (answer.ok) {
      const told = OUTCOMES.flatMap((outcome) => {
        const count = answer.reply.outcomes.filter((each) => each.outcome === outcome).length;
        return count ? [t(`people.outcome.${outcome}`, { count })] : [];
      });
      if (!answer.reply.sends && answer.reply.outcomes.some(({ outcome }) => outcome === "invited")) told.push(t("people.noMailServer"));
      notices.done(told.join(" "), { lifeMs: 10_000 });
      onDone();
      return null;
    }
    const refused = answer.problem.fields?.flatMap(({ path }) => addresses[Number(/^addresses\.(\d+)/.exec(path)?.[1] ?? Number.NaN)] ?? []) ?? [];
    if (refused.length) setWrong(t("people.badAddress", { addresses: t.intl.formatList(refused.slice(0, 3)) }));
    else if (addresses.length > 100) setWrong(t("people.tooMany"));
    else return refusalText(t, answer.problem);
    return null;
  }

  return (
    <FormDialog
      title={t("people.inviteTo", { place })}
      lead={lead ?? t("people.inviteLead")}
      onClose={onClose}
      onSubmit={submit}
      act={t("people.sendInvitations", { count: addresses.length })}
    >
      <Field label={t("people.addresses")} hint={t("people.addressesHint")} error={wrong}>
        {(control) => (
          <textarea {...control} rows={3} dir="ltr" autoCapitalize="off" spellCheck={false} autoComplete="off" value={text} onChange={(event) => setText(event.target.value)} />
        )}
      </Field>
      {roles.length > 1 && <RoleFields roles={roles} value={standing} onChange={setStanding} />}
    </FormDialog>
  );
}
