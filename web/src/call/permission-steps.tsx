import type { ReactNode } from "react";
import { Text } from "../i18n/patient-messages.ts";
import type { StepCase, SystemCase } from "../media/browser-kind.ts";
import { SlidersHorizontalIcon } from "../ui/icons/lucide.ts";

/** How a blocked camera or microphone is freed in one browser or system, step by step. In the words of the patient's pages. */
export function PermissionSteps({ of }: { of: StepCase | SystemCase }) {
  const values = {
    b: (chunks: ReactNode[]) => <b>{chunks}</b>,
    key: (chunks: ReactNode[]) => <span className="kbd">{chunks}</span>,
    icon: () => (
      <span className="kbd">
        <SlidersHorizontalIcon />
      </span>
    ),
  };
  return (
    <ol className="steps">
      {([1, 2, 3] as const).map((step) => (
        <li key={step}>
          <p>
            <Text id={`doctor.${of}.${step}`} values={values} />
          </p>
        </li>
      ))}
    </ol>
  );
}
