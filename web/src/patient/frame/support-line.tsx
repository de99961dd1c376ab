import type { PublicClinic } from "@anteroom/core/protocol";
import { Text } from "../../i18n/patient-messages.ts";
import { MailIcon, PhoneIcon } from "../../ui/icons/lucide.ts";

type Support = Pick<PublicClinic, "supportPhone" | "supportEmail" | "supportMessage" | "troubleshootingUrl">;

/** The way out of every trouble: a person at a phone, and what the clinic has written about it. */
export function SupportLine({ clinic }: { clinic: Support }) {
  const { supportMessage, troubleshootingUrl } = clinic;
  return (
    <>
      <Contact {...clinic} />
      {supportMessage && (
        <p className="muted small" dir="auto">
          {supportMessage}
        </p>
      )}
      {troubleshootingUrl && (
        <p className="muted small">
          <a href={troubleshootingUrl} target="_blank" rel="noreferrer">
            <Text id="support.troubleshooting" />
          </a>
        </p>
      )}
    </>
  );
}

function Contact({ supportPhone, supportEmail }: Pick<Support, "supportPhone" | "supportEmail">) {
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
