import { type KeyboardEvent, useState } from "react";
import { useText } from "../../i18n/admin-messages.ts";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { PlusIcon, XIcon } from "../../ui/icons/lucide.ts";
import type { SectionForm } from "../frame/use-section.ts";
import { Origin } from "./setting.tsx";

const MOST = 20;

/** Words by which the clinic is found, added one by one. */
export function TagsSetting<Values extends { tags: string[] }>({ form, organisationName }: { form: SectionForm<Values>; organisationName: string }) {
  const t = useText();
  const [typed, setTyped] = useState("");
  const { tags } = form.values;
  const set = (next: string[]) => form.set("tags", next);
  const fresh = [...new Set(typed.split(",").map((tag) => tag.trim()))].filter((tag) => tag && !tags.some((each) => each.toLowerCase() === tag.toLowerCase()));
  const add = () => {
    if (fresh.length) set([...tags, ...fresh].slice(0, MOST));
    setTyped("");
  };
  const onEnter = (event: KeyboardEvent) => {
    if (event.key !== "Enter") return;
    // The section is saved by its own button.
    event.preventDefault();
    add();
  };
  return (
    <div className="setting setting-wide" data-setting="tags">
      <Field label={t("settings.tags.new")} hint={t("settings.tags.hint")} error={form.errorOf("tags")}>
        {(control) => <input {...control} dir="auto" maxLength={40} value={typed} onChange={(event) => setTyped(event.target.value)} onKeyDown={onEnter} />}
      </Field>
      <span>
        <Button type="button" size="small" icon={PlusIcon} disabled={fresh.length === 0 || tags.length >= MOST} onClick={add}>
          {t("settings.tags.add")}
        </Button>
      </span>
      {tags.length > 0 && (
        <ul className="tags" aria-label={t("settings.tags")}>
          {tags.map((tag) => (
            <li key={tag} className="chip">
              <bdi>{tag}</bdi>
              <IconButton label={t("settings.tags.remove", { tag })} icon={XIcon} onClick={() => set(tags.filter((each) => each !== tag))} />
            </li>
          ))}
        </ul>
      )}
      <Origin form={form} name="tags" label={t("settings.tags")} organisationName={organisationName} />
    </div>
  );
}
