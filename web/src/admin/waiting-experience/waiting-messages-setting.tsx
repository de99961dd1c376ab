import type { WaitingMessage } from "@anteroom/core/settings";
import { useText } from "../../i18n/admin-messages.ts";
import type { Language } from "../../i18n/languages.ts";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { PlusIcon, TrashIcon } from "../../ui/icons/lucide.ts";
import type { SectionForm } from "../frame/use-section.ts";
import { Origin } from "../clinic-settings/setting.tsx";
import { SettingError } from "../clinic-settings/setting-error.tsx";

const MOST = 10;

type WaitingMessagesSettingProps = { form: SectionForm<{ waitingMessages: WaitingMessage[] }>; languages: readonly Language[]; organisationName: string };

/** "After ten minutes: …"; each stands until the next is due. */
export function WaitingMessagesSetting({ form, languages, organisationName }: WaitingMessagesSettingProps) {
  const t = useText();
  const messages = form.values.waitingMessages;
  const set = (next: WaitingMessage[]) => form.set("waitingMessages", next);
  const change = (at: number, part: Partial<WaitingMessage>) => set(messages.map((message, place) => (place === at ? { ...message, ...part } : message)));
  return (
    <div className="setting setting-wide stack stack-3">
      {messages.length === 0 && <p className="muted">{t("waiting.messages.none")}</p>}
      {messages.map((message, at) => (
        // A message is its place in the list: its minutes may be typed anew.
        // oxlint-disable-next-line react/no-array-index-key
        <fieldset className="waiting-message" key={at} data-setting={`waitingMessages.${at}`}>
          <legend className="sr">{t("waiting.messages.after", { minutes: message.afterMinutes })}</legend>
          <div className="cluster">
            <Field label={t("waiting.messages.minutes")} error={form.errorOf(`waitingMessages.${at}`)}>
              {(control) => (
                <input
                  {...control}
                  type="number"
                  inputMode="numeric"
                  min={1}
                  max={480}
                  value={message.afterMinutes || ""}
                  onChange={(event) => change(at, { afterMinutes: Math.min(480, Math.round(Number(event.target.value))) })}
                />
              )}
            </Field>
            <span className="end">
              <IconButton
                label={t("waiting.messages.remove", { minutes: message.afterMinutes })}
                icon={TrashIcon}
                onClick={() => set(messages.filter((_message, place) => place !== at))}
              />
            </span>
          </div>
          {languages.map(({ tag, endonym, direction }) => (
            <Field key={tag} label={t("settings.inLanguage", { language: endonym })}>
              {(control) => (
                <textarea
                  {...control}
                  lang={tag}
                  dir={direction}
                  rows={2}
                  maxLength={1_000}
                  value={message.text[tag] ?? ""}
                  onChange={(event) => change(at, { text: { ...message.text, [tag]: event.target.value } })}
                />
              )}
            </Field>
          ))}
        </fieldset>
      ))}
      <SettingError>
        {form.errorOf(
          "waitingMessages",
          messages.map((_message, at) => `waitingMessages.${at}`),
        )}
      </SettingError>
      <span>
        <Button
          type="button"
          size="small"
          icon={PlusIcon}
          disabled={messages.length >= MOST}
          onClick={() => set([...messages, { afterMinutes: Math.min(480, (messages.at(-1)?.afterMinutes ?? 0) + 10), text: {} }])}
        >
          {t("waiting.messages.add")}
        </Button>
      </span>
      <Origin form={form} name="waitingMessages" label={t("waiting.messages")} organisationName={organisationName} />
    </div>
  );
}
