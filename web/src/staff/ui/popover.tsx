import type { ReactNode } from "react";
import { Popover as AriaPopover, Button as AriaButton, DialogTrigger } from "react-aria-components";

/** A small panel hanging on a button, for choices that take effect at once. */
export function Popover({ label, className, button, children }: { label: string; className: string; button: ReactNode; children: ReactNode }) {
  return (
    <DialogTrigger>
      <AriaButton className={className}>{button}</AriaButton>
      <AriaPopover className="popover" placement="bottom end" aria-label={label}>
        <div className="popover-body">{children}</div>
      </AriaPopover>
    </DialogTrigger>
  );
}
