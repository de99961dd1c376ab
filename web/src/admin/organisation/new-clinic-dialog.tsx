import { slugFault, slugFaultAt } from "@anteroom/core/settings";
import { useState } from "react";
import { useText } from "../../i18n/admin-messages.ts";
import { useLink } from "../../staff/app/link.tsx";
import { FormDialog } from "../../staff/ui/form-dialog.tsx";
import { refusalText } from "../../staff/words/refusal.ts";
import { wrongFieldTexts } from "../frame/wrong-field.ts";
import { Field } from "../../ui/field.tsx";
import { FirstAdministratorField, useSayCreated } from "../frame/first-administrator.tsx";
import { useSlugState } from "../frame/use-slug-state.ts";

/** A clinic with its link and its first administrator. The link is suggested from the name until it is typed by hand. */
export function NewClinicDialog({ organisationId, onClose, onDone }: { organisationId: string; onClose: () => void; onDone: () => void }) {
  const t = useText();
  const { send } = useLink();
  const sayCreated = useSayCreated();
  const [name, setName] = useState("");
  const [typedSlug, setTypedSlug] = useState<string | null>(null);
  const [email, setEmail] = useState("");
  const [fields, setFields] = useState<Record<string, string>>({});
  const { known, now, ask, faultOf } = useSlugState(organisationId);
  const slug = typedSlug ?? (name.trim() && known ? known.slug : "");
  const fault = typedSlug !== null && typedSlug !== "" ? (slugFault(typedSlug) ?? faultOf(typedSlug)) : null;

  function writeName(typed: string): void {
    setName(typed);
    if (typedSlug === null) ask({ name: typed.trim() });
  }
  async function create(): Promise<string | null> {
    const missing = {
      ...(!name.trim() && { name: t("organisation.nameMissing") }),
      ...(typedSlug === "" && { slug: t("organisation.slugMissing") }),
      ...(!email.trim() && { administratorEmail: t("organisation.emailMissing") }),
    };
    setFields(missing);
    if (Object.keys(missing).length || fault) return null;
    // Whoever types fast is here before the suggestion for the last letter.
    const chosen = typedSlug ?? (known?.wanted === name.trim() ? known : await now({ name: name.trim() }))?.slug ?? "";
    if (!chosen) {
      setFields({ slug: t("organisation.slugMissing") });
      return null;
    }
    const answer = await send("POST /api/organisations/{organisationId}/clinics", { params: { organisationId }, body: { name, slug: chosen, administratorEmail: email } });
    if (answer.ok) {
      sayCreated(answer.reply, { name, email });
      onDone();
      onClose();
      return null;
    }
    if (!answer.problem.fields?.length) return refusalText(t, answer.problem);
    setFields(wrongFieldTexts(t, answer.problem.fields));
    return null;
  }

  return (
    <FormDialog title={t("organisation.newClinic")} lead={t("organisation.newClinicLead")} onClose={onClose} onSubmit={create} act={t("organisation.create")}>
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
      <FirstAdministratorField email={email} onEmail={setEmail} error={fields.administratorEmail} />
    </FormDialog>
  );
}
