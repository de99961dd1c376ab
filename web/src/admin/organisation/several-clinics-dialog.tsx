import { CLINICS_AT_ONCE } from "@anteroom/core/protocol";
import { isEmail } from "@anteroom/core/typed";
import { useState } from "react";
import { useText } from "../../i18n/admin-messages.ts";
import { useLink } from "../../staff/app/link.tsx";
import { Dialog } from "../../staff/ui/dialog.tsx";
import { useNotices } from "../../staff/ui/notices.tsx";
import { refusalText } from "../../staff/words/refusal.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
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
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const clinics = clinicsIn(text);

  async function create(): Promise<void> {
    if (busy) return;
    const found = clinics.flatMap((clinic): Fault[] => {
      if (!clinic.name) return [{ clinic, message: t("organisation.nameMissing") }];
      return isEmail(clinic.administratorEmail) ? [] : [{ clinic, message: t("organisation.emailMissing") }];
    });
    setFaults(found);
    setProblem(null);
    setWrong(clinics.length === 0 ? t("organisation.noLine") : clinics.length > CLINICS_AT_ONCE ? t("organisation.tooManyLines", { most: CLINICS_AT_ONCE }) : null);
    if (clinics.length === 0 || clinics.length > CLINICS_AT_ONCE || found.length) return;
    setBusy(true);
    const answer = await send("POST /api/organisations/{organisationId}/clinics/several", {
      params: { organisationId },
      body: { clinics: clinics.map(({ name, administratorEmail }) => ({ name, administratorEmail })) },
    });
    setBusy(false);
    if (answer.ok) {
      const invited = answer.reply.clinics.filter(({ administratorHasAccount }) => !administratorHasAccount).length;
      notices.done(t(answer.reply.sends || invited === 0 ? "organisation.severalCreated" : "organisation.severalCreatedUnsent", { count: clinics.length, invited }), {
        lifeMs: 10_000,
      });
      onDone();
      return onClose();
    }
    const told = (answer.problem.fields ?? []).flatMap((field): Fault[] => {
      const clinic = clinics[Number(/^clinics\.(\d+)/.exec(field.path)?.[1] ?? Number.NaN)];
      return clinic ? [{ clinic, message: wrongFieldText(t, field) }] : [];
    });
    if (told.length) return setFaults(told);
    setProblem(refusalText(t, answer.problem));
  }

  return (
    <Dialog
      title={t("organisation.severalClinics")}
      lead={t("organisation.severalLead")}
      onClose={onClose}
      onSubmit={() => void create()}
      footer={
        <>
          <Button onClick={onClose}>{t("dialog.cancel")}</Button>
          <Button type="submit" variant="primary" busy={busy}>
            {t("organisation.createSeveral", { count: clinics.length })}
          </Button>
        </>
      }
    >
      {problem && (
        <Banner tone="bad" role="alert">
          {problem}
        </Banner>
      )}
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
    </Dialog>
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
