import "./patient-entry.css";
import { createRoot } from "react-dom/client";
import { initialLanguage } from "../i18n/chosen-language.ts";
import { LanguageProvider } from "../i18n/language-provider.tsx";
import { FALLBACK_LANGUAGE } from "../i18n/languages.ts";
import { loadPatientMessages } from "../i18n/patient-messages.ts";
import { readBoot } from "./boot.ts";
import { browserSurroundings } from "./browser-surroundings.ts";
import { loadVisitPage } from "./clinic-page.tsx";
import { startFreshWhenOutdated } from "./fresh-start.ts";
import { PatientApp } from "./patient-app.tsx";
import { SurroundingsProvider } from "./surroundings.ts";

const boot = readBoot();
const offered = boot.state === "here" ? boot.clinic.languages : undefined;
const wanted = initialLanguage(offered);
const surroundings = browserSurroundings();

async function start(): Promise<void> {
  // A catalogue that does not come must not cost the visit: English is better than nothing.
  const [tag, messages] = await loadPatientMessages(wanted).then(
    (loaded) => [wanted, loaded] as const,
    async () => [FALLBACK_LANGUAGE, await loadPatientMessages(FALLBACK_LANGUAGE)] as const,
  );
  createRoot(document.getElementById("page") as HTMLElement).render(
    <SurroundingsProvider value={surroundings}>
      <LanguageProvider tag={tag} messages={messages} load={loadPatientMessages} offered={offered}>
        <PatientApp path={location.pathname} hash={location.hash} boot={boot} />
      </LanguageProvider>
    </SurroundingsProvider>,
  );
}
startFreshWhenOutdated();
void start();
// After the first picture: what the next step needs is here before it is taken.
addEventListener("load", () => void loadVisitPage().catch(() => {}));
