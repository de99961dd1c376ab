import type { PublicClinic } from "@anteroom/core/protocol";
import { useText } from "../../i18n/patient-messages.ts";
import { Button } from "../../ui/button.tsx";
import { SimplePage } from "./simple-page.tsx";

export type ChoicePageProps = { clinic: PublicClinic; enteredAt: number; busy: boolean; onContinue: () => void; onOther: () => void };

/** A shared tablet holds the visit of somebody: no name is shown, and the next person starts with nothing of it. */
export function ChoicePage({ clinic, enteredAt, busy, onContinue, onOther }: ChoicePageProps) {
  const t = useText();
  const time = t.intl.formatTime(enteredAt, { timeStyle: "short" });
  return (
    <SimplePage clinic={clinic} title={t("choice.title")} text={t("choice.text", { time })}>
      <div className="cta">
        <Button variant="primary" size="big" onClick={onContinue}>
          {t("choice.continue", { time })}
        </Button>
        <Button busy={busy} onClick={onOther}>
          {t("choice.other")}
        </Button>
      </div>
      <p className="muted small">{t("choice.other.text")}</p>
    </SimplePage>
  );
}
