import { type KeyboardEvent, useEffect, useRef } from "react";
import { type StaffMessageId, useText } from "../../i18n/staff-messages.ts";
import { Field } from "../../ui/field.tsx";

/** Sentences that clinics send every day; a press puts one into the field, where it can still be changed. */
const TEMPLATES: readonly StaffMessageId[] = ["template.late", "template.soon", "template.allow", "template.phone"];

const LONGEST = 2000;

export function MessageField({
  label,
  hint,
  text,
  onText,
  onKeyDown,
}: {
  label: string;
  hint?: string;
  text: string;
  onText: (text: string) => void;
  onKeyDown?: (event: KeyboardEvent) => void;
}) {
  const t = useText();
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => area.current?.focus(), []);
  return (
    <>
      <div className="cluster templates" role="group" aria-label={t("messages.templates")}>
        {TEMPLATES.map((id) => (
          <button
            key={id}
            type="button"
            className="template"
            onClick={() => {
              onText(t(id));
              area.current?.focus();
            }}
          >
            {t(id)}
          </button>
        ))}
      </div>
      <Field label={label} hint={hint}>
        {(control) => (
          <textarea {...control} ref={area} rows={3} dir="auto" maxLength={LONGEST} value={text} onChange={(event) => onText(event.target.value)} onKeyDown={onKeyDown} />
        )}
      </Field>
    </>
  );
}
