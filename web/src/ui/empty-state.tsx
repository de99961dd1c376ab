import type { ReactNode } from "react";
import { ArchIcon } from "./icons/logo.ts";

/** A drawing, a sentence, what will happen, and one or two actions. */
export function EmptyState({ title, children, actions }: { title: ReactNode; children?: ReactNode; actions?: ReactNode }) {
  return (
    <div className="empty">
      <ArchIcon className="mark" />
      <h2>{title}</h2>
      {children && <p className="muted">{children}</p>}
      {actions && <div className="cluster">{actions}</div>}
    </div>
  );
}
