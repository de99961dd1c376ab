import type { PublicClinic } from "@anteroom/core/protocol";
import type { ReactNode } from "react";
import { Text } from "../../i18n/patient-messages.ts";

/** What pressing *Continue* means; the server logs version and time. */
export function Acceptance({ clinic }: { clinic: PublicClinic }) {
  const { termsUrl, privacyUrl } = clinic;
  const link = (href: string) => (chunks: ReactNode[]) => (
    <a href={href} target="_blank" rel="noopener noreferrer">
      {chunks}
    </a>
  );
  const id = termsUrl && privacyUrl ? "details.accept" : termsUrl ? "details.acceptTerms" : privacyUrl ? "details.acceptPrivacy" : "details.acceptPlain";
  return <Text id={id} values={{ terms: link(termsUrl), privacy: link(privacyUrl) }} />;
}
