import type { PublicClinic } from "@anteroom/core/protocol";
import { Text } from "../../i18n/patient-messages.ts";
import { MailIcon, PhoneIcon } from "../../ui/icons/lucide.ts";

type Support = Pick<PublicClinic, "supportPhone" | "supportEmail" | "supportMessage" | "troubleshootingUrl">;

/** The way out of every trouble: a person at a phone, and what the clinic has written about it. */
export function SupportLine({ clinic }: { clinic: Support }) {
  const { supportMessage, troubleshootingUrl } = clinic;
  return (
    <>
      <Phone {...clinic} />
      <Email {...clinic} />
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

function Phone({ supportPhone }: Pick<Support, "supportPhone">) {
  if (!supportPhone) return null;
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
}

/** Beside a phone number the second way, in fewer words. */
function Email({ supportPhone, supportEmail }: Pick<Support, "supportPhone" | "supportEmail">) {
  if (!supportEmail) return null;
  return (
    <p className="support muted">
      <MailIcon />
      <span>
        <Text
          id={supportPhone ? "support.emailToo" : "support.email"}
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
}
