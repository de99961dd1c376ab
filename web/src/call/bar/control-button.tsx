import { type ButtonHTMLAttributes, forwardRef } from "react";
import type { Icon } from "../../ui/icons/icon.ts";

type ControlButtonProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, "aria-label" | "children"> & {
  icon: Icon;
  /** The short word under the circle. */
  word: string;
  /** Read aloud and shown as tooltip; contains the word. */
  label: string;
  /** A light disc with a red icon: the microphone or camera is off. */
  isOff?: boolean;
  /** A light disc: what it opens is open. */
  isOpen?: boolean;
  badge?: number;
};

export const ControlButton = forwardRef<HTMLButtonElement, ControlButtonProps>(function ControlButton(
  { icon: Shape, word, label, isOff, isOpen, badge = 0, className, ...rest },
  ref,
) {
  return (
    <button {...rest} ref={ref} type="button" className={["cb", isOff && "off", isOpen && "on", className].filter(Boolean).join(" ")} aria-label={label} title={label}>
      <span>
        <Shape />
        {badge > 0 && <i className="dot-badge">{badge > 99 ? "99+" : badge}</i>}
      </span>
      {word}
    </button>
  );
});
