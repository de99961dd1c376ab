import type { PublicClinic } from "@anteroom/core/protocol";
import { useText } from "../../i18n/patient-messages.ts";
import { Button } from "../../ui/button.tsx";
import { SimplePage } from "../start/simple-page.tsx";
import { ClinicWords } from "../localized.tsx";

/** The clinic's own words. The person is in line already while reading them. */
export function InformationPage({ clinic, onContinue }: { clinic: PublicClinic; onContinue: () => void }) {
  const t = useText();
  return (
    <SimplePage clinic={clinic} title={t("information.title")} text={t("information.lead")}>
      <ClinicWords texts={clinic.texts.importantInformation} mainLanguage={clinic.mainLanguage} className="card" />
      <div className="cta">
        <Button variant="primary" size="big" onClick={onContinue}>
          {t("information.continue")}
        </Button>
      </div>
    </SimplePage>
  );
}
