import type { PublicClinic } from "@anteroom/core/protocol";
import { Text } from "../../i18n/patient-messages.ts";
import { MailIcon, PhoneIcon } from "../../ui/icons/lucide.ts";

/** The way out of every trouble: a person at a phone. */
export function SupportLine({ clinic }: { clinic: Pick<PublicClinic, "supportPhone" | "supportEmail"> }) {
  const { supportPhone, supportEmail } = clinic;
  if (supportPhone)
    return (
      <p className="support muted">
        <PhoneIcon />
        <span>
          <Text
            id="support.phone"
            values={{
              number: supportPhone,
              phone: (chunks) => (
                <a className="nowrap" dir="ltr" href={`tel:${supportPhone.replace(/[^+\d]/g, "")}`}>
                  {chunks}
                </a>
              ),
            }}
          />
        </span>
      </p>
    );
  if (supportEmail)
    return (
      <p className="support muted">
        <MailIcon />
        <span>
          <Text
            id="support.email"
            values={{
              address: supportEmail,
              email: (chunks) => (
                <a dir="ltr" href={`mailto:${supportEmail}`}>
                  {chunks}
                </a>
              ),
            }}
          />
        </span>
      </p>
    );
  return null;
}
