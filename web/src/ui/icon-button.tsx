import { type ButtonHTMLAttributes, forwardRef } from "react";
import type { Icon } from "./icons/icon.ts";

export type IconButtonProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, "children" | "aria-label"> & {
  /** Read aloud, and shown as tooltip. */
  label: string;
  icon: Icon;
  /** On the icon's corner; nothing is shown at 0. */
  badge?: number;
};

export const IconButton = forwardRef<HTMLButtonElement, IconButtonProps>(function IconButton({ label, icon: IconShape, badge, className, type = "button", ...rest }, ref) {
  return (
    <button title={label} {...rest} ref={ref} type={type} aria-label={label} className={className ? `icon-btn ${className}` : "icon-btn"}>
      <IconShape />
      {badge ? <span className="dot-badge">{badge}</span> : null}
    </button>
  );
});
