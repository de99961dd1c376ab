import "./waiting-content.css";
import { MOST_WAITING_ITEMS, type WaitingContent, type WaitingItem } from "@anteroom/core/settings";
import { useRef, useState } from "react";
import { useText } from "../../i18n/admin-messages.ts";
import type { Language } from "../../i18n/languages.ts";
import { useAnnouncer } from "../../staff/app/announcing.tsx";
import { useLatest } from "../../staff/app/latest.ts";
import { ImageIcon, VideoIcon } from "../../ui/icons/lucide.ts";
import { offeredLanguages } from "../clinic-settings/offered-languages.ts";
import { Origin } from "../clinic-settings/setting.tsx";
import { SettingError } from "../clinic-settings/setting-error.tsx";
import { type TabProps, useClinicSection } from "../clinic-settings/use-clinic-section.ts";
import { Section } from "../frame/section.tsx";
import { FileButton } from "../upload/file-button.tsx";
import { UploadProgress } from "../upload/upload-progress.tsx";
import { ContentItem } from "./content-item.tsx";
import { useContentUpload } from "./use-content-upload.ts";

const PICTURES = "image/png,image/jpeg,image/webp,image/avif,image/gif";
const VIDEOS = "video/mp4,video/webm";

/** Pictures and a video for those who wait, for each language by itself. */
export function WaitingContentSection({ settings }: TabProps) {
  const t = useText();
  const form = useClinicSection(settings, "waiting-content");
  const content = form.values.waitingContent;
  const languages = offeredLanguages(settings);
  const [main] = languages;
  function set(tag: string, items: WaitingItem[]): void {
    const { [tag]: _old, ...others } = content;
    form.set("waitingContent", (items.length ? { ...others, [tag]: items } : others) as WaitingContent);
  }
  return (
    <Section title={t("content.title")} hint={t("content.hint")} form={form}>
      {languages.map((language) => (
        <OneLanguage
          key={language.tag}
          language={language}
          main={language === main ? null : (main?.endonym ?? null)}
          slug={settings.clinic.slug}
          items={content[language.tag] ?? []}
          errorOf={(part) =>
            form.errorOf(`waitingContent.${language.tag}${part}`, part ? [] : (content[language.tag] ?? []).map((_item, at) => `waitingContent.${language.tag}.${at}`))
          }
          onChange={(items) => set(language.tag, items)}
        />
      ))}
      <SettingError>
        {form.errorOf(
          "waitingContent",
          languages.map(({ tag }) => `waitingContent.${tag}`),
        )}
      </SettingError>
      <Origin form={form} name="waitingContent" label={t("content.title")} organisationName={settings.clinic.organisationName} />
    </Section>
  );
}

type OneLanguageProps = {
  language: Language;
  /** Name of the language that stands in where nothing is; null for itself. */
  main: string | null;
  slug: string;
  items: readonly WaitingItem[];
  /** Of the language as a whole, or of one of its items (`.0`). */
  errorOf: (part: string) => string | undefined;
  onChange: (items: WaitingItem[]) => void;
};

function OneLanguage({ language, main, slug, items, errorOf, onChange }: OneLanguageProps) {
  const t = useText();
  const announcer = useAnnouncer();
  const { upload, problem, refuse, take } = useContentUpload(slug);
  const [sent, setSent] = useState<WaitingItem["kind"]>("picture");
  const isSending = (kind: WaitingItem["kind"]) => upload.now !== null && sent === kind;
  const latest = useLatest({ items, onChange });
  const chooser = useRef<HTMLButtonElement>(null);
  const isFull = items.length >= MOST_WAITING_ITEMS;
  const hasVideo = items.some(({ kind }) => kind === "video");
  async function add(kind: WaitingItem["kind"], file: File): Promise<void> {
    setSent(kind);
    const item = await take(kind, file);
    if (!item) return;
    // Words may have been written meanwhile, here or in another language.
    const now = latest();
    if (now.items.some((each) => each.file === item.file)) return refuse(t("content.there"));
    now.onChange([...now.items, item]);
    announcer.announce(t("content.added", { name: file.name }));
  }
  function move(at: number, by: number): void {
    const next = [...items];
    next.splice(at + by, 0, ...next.splice(at, 1));
    onChange(next);
    announcer.announce(t("content.moved", { at: at + by + 1, of: items.length }));
  }
  return (
    <fieldset className="setting setting-wide waiting-content" aria-describedby={`content-count-${language.tag}`}>
      <legend className="label">{t("settings.inLanguage", { language: language.endonym })}</legend>
      <p className="small muted" id={`content-count-${language.tag}`}>
        {items.length === 0 && main ? t("content.fallback", { language: main }) : t("content.count", { count: items.length, most: MOST_WAITING_ITEMS })}
      </p>
      {items.length > 0 && (
        <ol>
          {items.map((item, at) => (
            <ContentItem
              key={item.file}
              item={item}
              language={language}
              at={at}
              of={items.length}
              error={errorOf(`.${at}`)}
              onMove={(by) => move(at, by)}
              onChange={(alt) => onChange(items.map((each) => (each === item ? { ...each, alt } : each)))}
              onRemove={() => {
                onChange(items.filter((each) => each !== item));
                chooser.current?.focus();
              }}
            />
          ))}
        </ol>
      )}
      <div className="cluster">
        <FileButton
          ref={chooser}
          icon={ImageIcon}
          accept={PICTURES}
          busy={isSending("picture")}
          disabled={isFull || isSending("video")}
          onChoose={(file) => void add("picture", file)}
        >
          {t("content.addPicture")}
        </FileButton>
        <FileButton icon={VideoIcon} accept={VIDEOS} busy={isSending("video")} disabled={isFull || hasVideo || isSending("picture")} onChoose={(file) => void add("video", file)}>
          {t("content.addVideo")}
        </FileButton>
      </div>
      <UploadProgress upload={upload} onCancel={() => chooser.current?.focus()} />
      <SettingError>{problem ?? errorOf("")}</SettingError>
    </fieldset>
  );
}
