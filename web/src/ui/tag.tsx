import type { ReactNode } from "react";

/** `note`: tinted, for something said about the person. */
export function Tag({ note, children, title }: { note?: boolean; children: ReactNode; title?: string }) {
  return (
    <span className={note ? "tag tag-note" : "tag"} title={title}>
      {children}
    </span>
  );
}

/** Orange only when somebody waits or knocks. */
export function Count({ value, waiting }: { value: number; waiting?: boolean }) {
  return <span className={waiting && value > 0 ? "count is-waiting" : "count"}>{value}</span>;
}
