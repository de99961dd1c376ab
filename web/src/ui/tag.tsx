import type { ReactNode } from "react";

/** `note`: tinted, for something said about the person. */
export function Tag({ note, children, title }: { note?: boolean; children: ReactNode; title?: string }) {
  return (
    <span className={note ? "tag tag-note" : "tag"} title={title}>
      {children}
    </span>
  );
}
