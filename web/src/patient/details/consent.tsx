import { Check } from "../../ui/check.tsx";
import { CircleAlertIcon } from "../../ui/icons/lucide.ts";
import type { ClinicText } from "../localized.tsx";

/** The clinic's own text with a tick, which is that of these very words: in another language, or changed, they are agreed to anew. */
export function Consent({ shown, agreed, error, onChange }: { shown: ClinicText; agreed: string; error: string | null; onChange: (agreed: string) => void }) {
  return (
    <div className="stack stack-2">
      <Check
        data-field="consent"
        required
        checked={agreed === shown.text}
        aria-invalid={error !== null}
        aria-describedby={error ? "consent-error" : undefined}
        onChange={({ currentTarget: { checked } }) => onChange(checked ? shown.text : "")}
      >
        <span className="lines block" lang={shown.tag} dir="auto">
          {shown.text}
        </span>
      </Check>
      {error && (
        <span className="error small" id="consent-error">
          <CircleAlertIcon />
          <span>{error}</span>
        </span>
      )}
    </div>
  );
}
