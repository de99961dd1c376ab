import { forwardRef, type InputHTMLAttributes, type ReactNode } from "react";

export type CheckProps = Omit<InputHTMLAttributes<HTMLInputElement>, "type"> & { hint?: ReactNode };

/** The whole label is the target. */
export const Check = forwardRef<HTMLInputElement, CheckProps>(function Check({ children, hint, ...rest }, ref) {
  return (
    <label className="check">
      <input {...rest} ref={ref} type="checkbox" />
      <span>
        {children}
        {hint && <span className="hint block">{hint}</span>}
      </span>
    </label>
  );
});
