import { type ButtonHTMLAttributes, forwardRef, type MouseEvent } from "react";
import type { Icon } from "./icons/icon.ts";
import { Spinner } from "./spinner.tsx";

export type ButtonVariant = "primary" | "soft" | "outline" | "ghost" | "danger" | "danger-quiet";

export type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & {
  /** `primary` once per view; `danger` only inside a confirmation. */
  variant?: ButtonVariant;
  size?: "small" | "normal" | "big";
  icon?: Icon;
  wide?: boolean;
  /** What was pressed is under way: the button keeps its place, width and focus, and does nothing more. */
  busy?: boolean;
};

/** A button that never disappears under the finger: busy and unavailable ones stay focusable and say why they wait. */
export const Button = forwardRef<HTMLButtonElement, ButtonProps>(function Button(
  { variant = "outline", size = "normal", icon: IconShape, wide, busy, className, children, onClick, type = "button", ...rest },
  ref,
) {
  const classes = ["btn", `btn-${variant}`, size === "small" && "btn-s", size === "big" && "btn-big", wide && "btn-wide", className].filter(Boolean).join(" ");
  const idle = busy || rest["aria-disabled"] === true || rest["aria-disabled"] === "true";
  function press(event: MouseEvent<HTMLButtonElement>): void {
    if (idle) event.preventDefault();
    else onClick?.(event);
  }
  return (
    <button {...rest} ref={ref} type={type} className={classes} aria-busy={busy || undefined} onClick={press}>
      {busy ? <Spinner /> : IconShape && <IconShape />}
      {children}
    </button>
  );
});
