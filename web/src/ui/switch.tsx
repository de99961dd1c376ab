import type { ReactNode } from "react";

export type SwitchProps = {
  checked: boolean;
  onChange: (checked: boolean) => void;
  hint?: ReactNode;
  disabled?: boolean;
  children: ReactNode;
};

/** Effective at once. Label left, knob at the inline end. */
export function Switch({ checked, onChange, hint, disabled, children }: SwitchProps) {
  return (
    <button type="button" className="switch" role="switch" aria-checked={checked} disabled={disabled} onClick={() => onChange(!checked)}>
      <span>
        <span className="strong">{children}</span>
        {hint && <span className="small muted block">{hint}</span>}
      </span>
      <i />
    </button>
  );
}
