import type { ReactNode } from "react";
import { type FrameClinic, PageFrame } from "../frame/page-frame.tsx";

/** One heading, one sentence, at most two things to do. */
export function SimplePage({ clinic = null, title, text, testId, children }: { clinic?: FrameClinic | null; title: string; text?: string; testId?: string; children?: ReactNode }) {
  return (
    <PageFrame clinic={clinic} title={title} {...(testId ? { testId } : {})}>
      <div className="narrow stack stack-6">
        <div className="stack stack-3">
          <h1 tabIndex={-1}>{title}</h1>
          {text && <p className="lead">{text}</p>}
        </div>
        {children}
      </div>
    </PageFrame>
  );
}
