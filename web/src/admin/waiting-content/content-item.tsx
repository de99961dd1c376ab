import type { WaitingItem } from "@anteroom/core/settings";
import { useText } from "../../i18n/admin-messages.ts";
import type { Language } from "../../i18n/languages.ts";
import { Field } from "../../ui/field.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { ChevronDownIcon, ChevronUpIcon, TrashIcon } from "../../ui/icons/lucide.ts";

type ContentItemProps = {
  item: WaitingItem;
  language: Language;
  at: number;
  of: number;
  error: string | undefined;
  onMove: (by: 1 | -1) => void;
  onChange: (alt: string) => void;
  onRemove: () => void;
};

/** One picture or video with its words. */
export function ContentItem({ item, language, at, of, error, onMove, onChange, onRemove }: ContentItemProps) {
  const t = useText();
  const name = t(item.kind === "video" ? "content.video" : "content.picture", { at: at + 1 });
  return (
    <li data-setting={`waitingContent.${language.tag}.${at}`}>
      {item.kind === "picture" ? (
        <img src={`/images/${item.file}/640.webp`} width={item.width} height={item.height} alt={item.alt || name} />
      ) : (
        // What is said in it stands in the words beside it; a clinic has no track of captions to give.
        // oxlint-disable-next-line jsx-a11y/media-has-caption
        <video src={`/videos/${item.file}.${item.format}`} poster={item.poster && `/images/${item.poster}/640.webp`} controls preload="none" aria-label={item.alt || name} />
      )}
      <div className="stack stack-2">
        <div className="between">
          <b>{name}</b>
          <span className="cluster">
            <IconButton label={t("content.up", { name })} icon={ChevronUpIcon} disabled={at === 0} onClick={() => onMove(-1)} />
            <IconButton label={t("content.down", { name })} icon={ChevronDownIcon} disabled={at === of - 1} onClick={() => onMove(1)} />
            <IconButton label={t("content.remove", { name })} icon={TrashIcon} onClick={onRemove} />
          </span>
        </div>
        <Field label={t("content.alt")} hint={t(item.kind === "video" ? "content.altVideo" : "content.altPicture")} error={error}>
          {(control) => (
            <textarea
              {...control}
              lang={language.tag}
              dir={language.direction}
              rows={2}
              maxLength={1_000}
              required
              value={item.alt}
              onChange={(event) => onChange(event.target.value)}
            />
          )}
        </Field>
      </div>
    </li>
  );
}
