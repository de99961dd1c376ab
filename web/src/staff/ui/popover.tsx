import type { ReactNode } from "react";
import { Button as AriaButton, Dialog as AriaDialog, DialogTrigger, Popover as AriaPopover } from "react-aria-components";

/** A small panel hanging on a button, for choices that take effect at once. */
export function Popover({ label, className, button, children }: { label: string; className: string; button: ReactNode; children: ReactNode }) {
  return (
    <DialogTrigger>
      <AriaButton className={className}>{button}</AriaButton>
      <AriaPopover className="popover" placement="bottom end">
        <AriaDialog className="popover-body" aria-label={label}>
          {children}
        </AriaDialog>
      </AriaPopover>
    </DialogTrigger>
  );
}
