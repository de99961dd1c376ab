import { slugFault, slugFaultAt } from "@anteroom/core/settings";
import { useState } from "react";
import { useText } from "../../i18n/admin-messages.ts";
import { useLink } from "../../staff/app/link.tsx";
import { Dialog } from "../../staff/ui/dialog.tsx";
import { useNotices } from "../../staff/ui/notices.tsx";
import { refusalText } from "../../staff/words/refusal.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { wrongFieldTexts } from "../frame/wrong-field.ts";
import { Field } from "../../ui/field.tsx";
import { useSlugState } from "../frame/use-slug-state.ts";

/** A clinic with its link and its first administrator. The link is suggested from the name until it is typed by hand. */
export function NewClinicDialog({ organisationId, onClose, onDone }: { organisationId: string; onClose: () => void; onDone: () => void }) {
  const t = useText();
  const { send } = useLink();
  const notices = useNotices();
  const [name, setName] = useState("");
  const [typedSlug, setTypedSlug] = useState<string | null>(null);
  const [email, setEmail] = useState("");
  const [fields, setFields] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const { known, now, ask, faultOf } = useSlugState(organisationId);
  const slug = typedSlug ?? (name.trim() && known ? known.slug : "");
  const fault = typedSlug !== null && typedSlug !== "" ? (slugFault(typedSlug) ?? faultOf(typedSlug)) : null;

  function writeName(typed: string): void {
    setName(typed);
    if (typedSlug === null) ask({ name: typed.trim() });
  }
  async function create(): Promise<void> {
    if (busy) return;
    const missing = {
      ...(!name.trim() && { name: t("organisation.nameMissing") }),
      ...(typedSlug === "" && { slug: t("organisation.slugMissing") }),
      ...(!email.trim() && { administratorEmail: t("organisation.emailMissing") }),
    };
    setFields(missing);
    setProblem(null);
    if (Object.keys(missing).length || fault) return;
    setBusy(true);
    // Whoever types fast is here before the suggestion for the last letter.
    const chosen = typedSlug ?? (known?.wanted === name.trim() ? known : await now({ name: name.trim() }))?.slug ?? "";
    if (!chosen) {
      setBusy(false);
      return setFields({ slug: t("organisation.slugMissing") });
    }
    const answer = await send("POST /api/organisations/{organisationId}/clinics", { params: { organisationId }, body: { name, slug: chosen, administratorEmail: email } });
    setBusy(false);
    if (answer.ok) {
      const { administratorHasAccount, sends } = answer.reply;
      const said = administratorHasAccount ? "organisation.created" : sends ? "organisation.createdPending" : "organisation.createdUnsent";
      notices.done(t(said, { name, email }), administratorHasAccount ? {} : { lifeMs: 10_000 });
      onDone();
      return onClose();
    }
    if (answer.problem.fields?.length) return setFields(wrongFieldTexts(t, answer.problem.fields));
    setProblem(refusalText(t, answer.problem));
  }

  return (
    <Dialog
      title={t("organisation.newClinic")}
      lead={t("organisation.newClinicLead")}
      onClose={onClose}
      onSubmit={() => void create()}
      footer={
        <>
          <Button onClick={onClose}>{t("dialog.cancel")}</Button>
          <Button type="submit" variant="primary" busy={busy}>
            {t("organisation.create")}
          </Button>
        </>
      }
    >
      {problem && (
        <Banner tone="bad" role="alert">
          {problem}
        </Banner>
      )}
      <Field label={t("organisation.clinicName")} error={fields.name}>
        {(control) => <input {...control} dir="auto" maxLength={120} value={name} onChange={(event) => writeName(event.target.value)} />}
      </Field>
      <Field label={t("organisation.slug")} hint={t("organisation.slugHint")} error={fields.slug ?? (fault && t(`fault.${fault}`, { ...slugFaultAt("slug", fault).values }))}>
        {(control) => (
          <span className="slug">
            <span className="muted" dir="ltr" aria-hidden="true">
              {t("organisation.slugBegin")}
            </span>
            <input
              {...control}
              dir="ltr"
              autoCapitalize="off"
              spellCheck={false}
              maxLength={63}
              value={slug}
              onChange={(event) => {
                const typed = event.target.value.toLowerCase();
                setTypedSlug(typed);
                ask({ slug: typed });
                setFields((before) => ({ ...before, slug: "" }));
              }}
            />
          </span>
        )}
      </Field>
      <Field label={t("organisation.administrator")} hint={t("organisation.administratorHint")} error={fields.administratorEmail}>
        {(control) => (
          <input {...control} type="email" dir="ltr" autoCapitalize="off" spellCheck={false} maxLength={254} value={email} onChange={(event) => setEmail(event.target.value)} />
        )}
      </Field>
    </Dialog>
  );
}
