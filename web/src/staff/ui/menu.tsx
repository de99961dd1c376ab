import { type ReactElement, type ReactNode, useMemo } from "react";
import { Button as AriaButton, Menu as AriaMenu, MenuItem as AriaMenuItem, MenuTrigger, Popover, Separator } from "react-aria-components";
import type { Icon } from "../../ui/icons/icon.ts";

/** A button that opens a menu. Give it the button's class and a name. */
export function Menu({
  label,
  className = "icon-btn",
  button,
  placement = "bottom end",
  children,
}: {
  label: string;
  className?: string;
  button: ReactNode;
  placement?: "bottom end" | "bottom start" | "top start";
  children: ReactNode;
}) {
  return (
    <MenuTrigger>
      <AriaButton className={className} aria-label={label}>
        {button}
      </AriaButton>
      <Popover className="popover" placement={placement}>
        <AriaMenu className="menu" aria-label={label}>
          {children}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}

/** A menu hanging on a button that is not its own: one for a list of a thousand rows. */
export function FloatingMenu({ label, anchor, onClose, children }: { label: string; anchor: HTMLElement; onClose: () => void; children: ReactNode }) {
  const trigger = useMemo(() => ({ current: anchor }), [anchor]);
  return (
    <Popover className="popover" placement="bottom end" aria-label={label} triggerRef={trigger} isOpen onOpenChange={(open) => !open && onClose()}>
      {/* A menu takes the focus when it opens (ARIA practices, menu button). */}
      {/* oxlint-disable-next-line jsx-a11y/no-autofocus */}
      <AriaMenu className="menu" aria-label={label} autoFocus="first" onClose={onClose}>
        {children}
      </AriaMenu>
    </Popover>
  );
}

export function MenuItem({
  icon: IconShape,
  danger,
  hint,
  onAction,
  href,
  children,
}: {
  icon?: Icon;
  danger?: boolean;
  hint?: string;
  onAction?: () => void;
  href?: string;
  children: string;
}): ReactElement {
  return (
    <AriaMenuItem className={danger ? "menu-item danger" : "menu-item"} textValue={children} {...(onAction && { onAction })} {...(href && { href })}>
      {IconShape && <IconShape className="i-s" />}
      <span className="grow">
        {children}
        {hint && <span className="small muted block">{hint}</span>}
      </span>
    </AriaMenuItem>
  );
}

export function MenuLine() {
  return <Separator className="menu-line" />;
}
