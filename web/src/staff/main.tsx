import "./staff-entry.css";
import { createRoot } from "react-dom/client";
import { loadCallMessages } from "../i18n/call-messages.ts";
import { initialLanguage } from "../i18n/chosen-language.ts";
import { LanguageProvider } from "../i18n/language-provider.tsx";
import { loadStaffMessages } from "../i18n/staff-messages.ts";

const load = async (tag: string) => Object.assign({}, ...(await Promise.all([loadStaffMessages(tag), loadCallMessages(tag)])));

const page = document.getElementById("page") as HTMLElement;
const tag = initialLanguage();
load(tag).then((messages) => {
  createRoot(page).render(<LanguageProvider tag={tag} messages={messages} load={load}>{null}</LanguageProvider>);
});
