import "./patient-entry.css";
import { createRoot } from "react-dom/client";
import { initialLanguage } from "../i18n/chosen-language.ts";
import { LanguageProvider } from "../i18n/language-provider.tsx";
import { loadPatientMessages } from "../i18n/patient-messages.ts";

const page = document.getElementById("page") as HTMLElement;
const tag = initialLanguage();
loadPatientMessages(tag).then((messages) => {
  createRoot(page).render(<LanguageProvider tag={tag} messages={messages} load={loadPatientMessages}>{null}</LanguageProvider>);
});
