import type { ReactNode } from "react";
import { ArchIcon } from "../../ui/icons/logo.ts";
import { LanguagePicker } from "./language-picker.tsx";
import { usePageTitle } from "./page-title.ts";

/** What the pages before the password have in common. */
export function SignInFrame({ title, lead, children, foot }: { title: string; lead: ReactNode; children: ReactNode; foot?: ReactNode }) {
  usePageTitle(title);
  return (
    <div className="signin">
      <main>
        <div className="stack signin-head">
          <span className="logo logo-l">
            <ArchIcon />
          </span>
          <div>
            <h1>{title}</h1>
            <p className="muted">{lead}</p>
          </div>
        </div>
        {children}
        {foot && <p className="muted small">{foot}</p>}
        <LanguagePicker />
      </main>
    </div>
  );
}
