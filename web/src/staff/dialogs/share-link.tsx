import { hasLink, otherLink } from "@anteroom/core/settings";
import { useEffect, useState } from "react";
import { createIntl } from "react-intl";
import { languageOf } from "../../i18n/languages.ts";
import { loadStaffMessages, type StaffMessageId, useText } from "../../i18n/staff-messages.ts";
import type { TextOf } from "../../i18n/text.tsx";
import { Field } from "../../ui/field.tsx";
import { MailIcon, MessageSquareIcon } from "../../ui/icons/lucide.ts";
import { useDesk } from "../desk/desk.tsx";
import { SendText } from "./send-text.tsx";

type Words = { subject: string; text: string };

/** The link with a few words, handed to the person's own program for texts or e-mail: who gets it is known there alone. */
export function ShareLink() {
  const t = useText();
  const { clinic } = useDesk();
  const language = languageOf(clinic.mainLanguage ?? t.intl.locale);
  const words = useShareWords(language.tag);
  const [own, setOwn] = useState<string | null>(null);
  if (!words) return null;
  const text = own ?? words.text;
  const fault = shareFault(t, text, clinic.link);
  return (
    <div className="stack stack-2">
      <Field label={t("link.share")} error={fault}>
        {(control) => <textarea {...control} rows={4} lang={language.tag} dir="auto" maxLength={1000} value={text} onChange={(event) => setOwn(event.target.value)} />}
      </Field>
      <div className="cluster">
        {/* "?&" is what both Android and iOS understand. */}
        <a className="btn btn-outline" href={`sms:?&body=${encodeURIComponent(text)}`}>
          <MessageSquareIcon className="i-s" />
          {t("link.sms")}
        </a>
        <a className="btn btn-outline" href={`mailto:?subject=${encodeURIComponent(words.subject)}&body=${encodeURIComponent(text.replaceAll("\n", "\r\n"))}`}>
          <MailIcon className="i-s" />
          {t("link.email")}
        </a>
      </div>
      <SendText slug={clinic.slug} text={text} fault={fault} />
    </div>
  );
}

/** What the server would refuse, while it is written. */
function shareFault(t: TextOf<StaffMessageId>, text: string, link: string): string | null {
  const other = otherLink(text, link);
  if (other) return t("link.textOtherLink", { other });
  return hasLink(text, link) ? null : t("link.textWithoutLink");
}

/** In the language that is spoken in the clinic, whatever this page speaks. */
function useShareWords(tag: string): Words | null {
  const { clinic } = useDesk();
  const [words, setWords] = useState<Words | null>(null);
  const ownWords = clinic.shareText?.[tag]?.trim();
  useEffect(() => {
    let late = false;
    void loadStaffMessages(tag).then(
      (messages) => {
        if (late) return;
        const intl = createIntl({ locale: tag, messages: messages as Record<string, string> });
        setWords({
          subject: intl.formatMessage({ id: "link.subject" }, { clinic: clinic.name }),
          text: ownWords
            ? ownWords.replaceAll("{clinic}", clinic.name).replaceAll("{link}", clinic.link)
            : intl.formatMessage({ id: "link.message" }, { clinic: clinic.name, link: clinic.link }),
        });
      },
      () => {}, // without the catalogue the link can be copied all the same
    );
    return () => {
      late = true;
    };
  }, [tag, clinic.name, clinic.link, ownWords]);
  return words;
}
