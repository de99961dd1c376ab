import type { PublicClinic } from "@anteroom/core/protocol";
import { type ReactNode, useEffect, useLayoutEffect, useRef } from "react";
import { useText } from "../../i18n/patient-messages.ts";
import { ArchIcon, ClinicLogo } from "../../ui/icons/logo.ts";
import { showLook } from "../look.ts";
import { LanguagePicker } from "./language-picker.tsx";

export type FrameClinic = Pick<PublicClinic, "name" | "organisationName" | "logoIcon" | "privacyUrl" | "termsUrl"> & Partial<Pick<PublicClinic, "look">>;

export type PageFrameProps = {
  /** Null where no clinic is known. */
  clinic: FrameClinic | null;
  /** Name of this screen, for the tab and the history. */
  title: string;
  testId?: string;
  children: ReactNode;
};

/** The clinic leads: its logo and name above, ours small below. The same place for the same thing on every screen. */
export function PageFrame({ clinic, title, testId, children }: PageFrameProps) {
  const t = useText();
  const main = useRef<HTMLElement>(null);
  const name = clinic?.name;
  const look = clinic?.look;

  useEffect(() => {
    document.title = name ? t("title.page", { screen: title, clinic: name }) : title;
  }, [t, title, name]);
  // Before it is painted. A page that knows no colours leaves those that are shown.
  useLayoutEffect(() => void (look === undefined || showLook(look)), [look]);
  // A new screen in the same page is announced by its heading, and the keyboard starts there.
  useEffect(() => {
    window.scrollTo(0, 0);
    if (document.body.dataset["shown"]) main.current?.querySelector<HTMLElement>("h1")?.focus({ preventScroll: true });
    document.body.dataset["shown"] = "yes";
  }, []);

  return (
    <div className="p-page" data-testid={testId}>
      <a className="skip" href="#main">
        {t("skip")}
      </a>
      <header className="p-head">
        <div className="p-wrap">
          <span className="logo">
            <ClinicLogo name={clinic?.logoIcon ?? "arch"} />
          </span>
          <div className="who grow">
            {clinic && (
              <>
                <b dir="auto">{clinic.name}</b>
                {clinic.organisationName !== clinic.name && <span dir="auto">{clinic.organisationName}</span>}
              </>
            )}
          </div>
          <LanguagePicker />
        </div>
      </header>
      <main className="p-main" id="main" ref={main} tabIndex={-1}>
        <div className="p-wrap">{children}</div>
      </main>
      <footer className="p-foot">
        <div className="p-wrap">
          {clinic?.privacyUrl && (
            <a href={clinic.privacyUrl} target="_blank" rel="noopener noreferrer">
              {t("footer.privacy")}
            </a>
          )}
          {clinic?.termsUrl && (
            <a href={clinic.termsUrl} target="_blank" rel="noopener noreferrer">
              {t("footer.terms")}
            </a>
          )}
          <span className="brand">
            <ArchIcon />
            Anteroom
          </span>
        </div>
      </footer>
    </div>
  );
}
