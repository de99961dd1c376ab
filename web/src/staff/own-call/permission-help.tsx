import { useEffect, useMemo, useState } from "react";
import { createIntl, RawIntlProvider } from "react-intl";
import { PermissionSteps } from "../../call/permission-steps.tsx";
import type { Messages } from "../../i18n/catalogue.ts";
import { useLanguage } from "../../i18n/language-provider.tsx";
import { loadPatientMessages } from "../../i18n/patient-messages.ts";
import { useText } from "../../i18n/staff-messages.ts";
import { browserKind, stepsFor, systemStepsFor } from "../../media/browser-kind.ts";
import type { DeviceProblem } from "../../media/local-media.ts";

/** The same steps for this browser that a caller would read; their catalogue is fetched when somebody needs them. */
export function PermissionHelp({ problem }: { problem: DeviceProblem }) {
  const t = useText();
  const { language } = useLanguage();
  const [messages, setMessages] = useState<Messages | null>(null);
  const kind = browserKind(navigator.userAgent, navigator.maxTouchPoints);
  const steps = problem === "blocked" ? stepsFor(kind) : problem === "blockedBySystem" ? systemStepsFor(kind) : null;
  const isNeeded = steps !== null;
  useEffect(() => {
    if (!isNeeded) return;
    let late = false;
    void loadPatientMessages(language.tag).then(
      (found) => {
        if (!late) setMessages(found);
      },
      () => {}, // the one sentence above stays
    );
    return () => {
      late = true;
    };
  }, [isNeeded, language.tag]);
  const intl = useMemo(() => messages && createIntl({ locale: t.intl.locale, messages: messages as Record<string, string> }), [messages, t.intl.locale]);
  if (!steps || !intl) return null;
  return (
    <RawIntlProvider value={intl}>
      <PermissionSteps of={steps} />
    </RawIntlProvider>
  );
}
