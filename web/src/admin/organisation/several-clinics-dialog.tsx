import { CLINICS_AT_ONCE } from "@anteroom/core/protocol";
import { isEmail } from "@anteroom/core/typed";
import { useState } from "react";
import { useText } from "../../i18n/admin-messages.ts";
import { useLink } from "../../staff/app/link.tsx";
import { FormDialog } from "../../staff/ui/form-dialog.tsx";
import { useNotices } from "../../staff/ui/notices.tsx";
import { refusalText } from "../../staff/words/refusal.ts";
import { wrongFieldText } from "../frame/wrong-field.ts";
import { Field } from "../../ui/field.tsx";
import { clinicsIn, type PastedClinic } from "./clinics-in.ts";

/** More wrong lines than these are counted only. */
const TOLD = 5;

type Fault = { clinic: PastedClinic; message: string };
type Props = { organisationId: string; onClose: () => void; onDone: () => void };

/** A hospital's clinics from a list: all of them or none. */
export function SeveralClinicsDialog({ organisationId, onClose, onDone }: Props) {
  const t = useText();
  const { send } = useLink();
  const notices = useNotices();
  const [text, setText] = useState("");
  const [wrong, setWrong] = useState<string | null>(null);
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const clinics = clinicsIn(text);

  async function create(): Promise<string | null> {
    const found = clinics.flatMap((clinic): Fault[] => {
      if (!clinic.name) return [{ clinic, message: t("organisation.nameMissing") }];
      return isEmail(clinic.administratorEmail) ? [] : [{ clinic, message: t("organisation.emailMissing") }];
    });
    setFaults(found);
    setWrong(clinics.length === 0 ? t("organisation.noLine") : clinics.length > CLINICS_AT_ONCE ? t("organisation.tooManyLines", { most: CLINICS_AT_ONCE }) : null);
    if (clinics.length === 0 || clinics.length > CLINICS_AT_ONCE || found.length) return null;
    const answer = await send("POST /api/organisations/{organisationId}/clinics/several", {
      params: { organisationId },
      body: { clinics: clinics.map(({ name, administratorEmail }) => ({ name, administratorEmail })) },
    });
    if (answer.ok) {
      const invited = answer.reply.clinics.filter(({ administratorHasAccount }) => !administratorHasAccount).length;
      notices.done(t(answer.reply.sends || invited === 0 ? "organisation.severalCreated" : "organisation.severalCreatedUnsent", { count: clinics.length, invited }), {
        lifeMs: 10_000,
      });
      onDone();
      onClose();
      return null;
    }
    const told = (answer.problem.fields ?? []).flatMap((field): Fault[] => {
      const clinic = clinics[Number(/^clinics\.(\d+)/.exec(field.path)?.[1] ?? Number.NaN)];
      return clinic ? [{ clinic, message: wrongFieldText(t, field) }] : [];
    });
    setFaults(told);
    return told.length ? null : refusalText(t, answer.problem);
  }

  return (
    <FormDialog
      title={t("organisation.severalClinics")}
      lead={t("organisation.severalLead")}
      onClose={onClose}
      onSubmit={create}
      act={t("organisation.createSeveral", { count: clinics.length })}
    >
      <Field label={t("organisation.lines")} hint={t("organisation.linesHint")} error={wrong ?? (faults.length > 0 && <Faults faults={faults} />)}>
        {(control) => (
          <textarea
            {...control}
            rows={10}
            dir="auto"
            spellCheck={false}
            autoComplete="off"
            value={text}
            onChange={(event) => {
              setText(event.target.value);
              setFaults([]);
              setWrong(null);
            }}
          />
        )}
      </Field>
    </FormDialog>
  );
}

function Faults({ faults }: { faults: readonly Fault[] }) {
  const t = useText();
  return (
    <>
      {faults.slice(0, TOLD).map(({ clinic: { line, name }, message }) => (
        <span className="block" key={`${line} ${message}`}>
          {t("organisation.faultInLine", { line, name, message })}
        </span>
      ))}
      {faults.length > TOLD && <span className="block">{t("organisation.moreFaults", { count: faults.length - TOLD })}</span>}
    </>
  );
}
