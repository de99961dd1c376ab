import { type ReactElement, type ReactNode, useId } from "react";
import { CircleAlertIcon } from "./icons/lucide.ts";

/** To be spread on the control, so that label, hint and error belong to it. */
export type ControlProps = { id: string; className: string; "aria-describedby"?: string; "aria-invalid"?: true };

export type FieldProps = {
  label: ReactNode;
  hint?: ReactNode;
  /** Names the field and the cure; shown with an icon under the control. */
  error?: ReactNode;
  /** The word beside the label of a field that may stay empty, for example "(optional)". Required is the default and not marked. */
  optional?: ReactNode;
  children: (control: ControlProps) => ReactElement;
};

/** Label above, hint under it, control, then what is wrong. */
export function Field({ label, hint, error, optional, children }: FieldProps) {
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div className={error ? "field bad" : "field"}>
      <label htmlFor={id}>
        {label}
        {optional && <span className="muted optional"> {optional}</span>}
      </label>
      {hint && (
        <span className="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {children({ id, className: "input", ...(described && { "aria-describedby": described }), ...(error && { "aria-invalid": true }) })}
      {error && (
        <span className="error small" id={`${id}-error`}>
          <CircleAlertIcon />
          <span>{error}</span>
        </span>
      )}
    </div>
  );
}
