import { forwardRef, type SelectHTMLAttributes } from "react";
import { ChevronDownIcon } from "./icons/lucide.ts";

/** The device's own list: best on phones, and known to every screen reader. Give it a label by `Field` or `aria-label`. */
export const Select = forwardRef<HTMLSelectElement, SelectHTMLAttributes<HTMLSelectElement>>(function Select({ className = "input", ...rest }, ref) {
  return (
    <span className="select">
      <select {...rest} ref={ref} className={className} />
      <ChevronDownIcon />
    </span>
  );
});
