import { type FocusEvent, type FormEvent, type ReactNode, useId } from "react";
import { useText } from "../../i18n/admin-messages.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { useUnsaved } from "../../staff/app/unsaved.ts";
import { useWrongFirst } from "../../staff/ui/wrong-first.ts";
import { ConflictBanner } from "./conflict-banner.tsx";
import type { SectionForm } from "./use-section.ts";

export type SectionProps<Values extends object> = {
  title: string;
  hint?: ReactNode;
  form: SectionForm<Values>;
  /** Of ids that stand in the values. */
  names?: Readonly<Record<string, string>>;
  children: ReactNode;
};

/** One part of the settings: saved by itself, says who changed it last, and never loses what was typed. */
export function Section<Values extends object>({ title, hint, form, names = {}, children }: SectionProps<Values>) {
  const t = useText();
  const id = useId();
  const { form: element, sent, typed } = useWrongFirst();
  const { changed, saving, problem, lastChange } = form;
  const seesTheirs = form.conflict?.seesTheirs === true;
  useUnsaved(changed.length > 0);
  function submit(event: FormEvent): void {
    event.preventDefault();
    sent();
    void form.save();
  }
  function leave({ target, relatedTarget }: FocusEvent): void {
    const part = target.closest<HTMLElement>("[data-setting]");
    const path = part?.dataset.setting;
    // Hours are left with their second time; the button that takes a change back belongs to no value.
    const stays = relatedTarget instanceof Element && part?.contains(relatedTarget) && !relatedTarget.closest(".from");
    if (path && !stays) form.left(path);
  }
  return (
    // Hears from all its controls which of them was left.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form className="section" aria-labelledby={id} tabIndex={-1} noValidate ref={element} onSubmit={submit} onInput={typed} onBlur={leave}>
      <header>
        <h2 id={id}>{title}</h2>
        {hint && <p className="muted">{hint}</p>}
      </header>
      {/* Their values are to be looked at: what is typed belongs into one's own. */}
      <fieldset className="rows" disabled={seesTheirs}>
        {children}
      </fieldset>
      {problem && (
        <Banner tone="bad" role="alert">
          <p>{problem}</p>
        </Banner>
      )}
      <ConflictBanner form={form} names={names} onChosen={() => element.current?.focus()} />
      <footer>
        <span>
          {lastChange
            ? t("admin.lastChanged", { name: lastChange.by, when: t.intl.formatDate(lastChange.at, { dateStyle: "medium", timeStyle: "short" }) })
            : t("admin.neverChanged")}
        </span>
        <span className="cluster end">
          {changed.length > 0 && (
            <>
              <span className="warn-t strong" role="status">
                {t("admin.unsaved", { count: changed.length })}
              </span>
              <Button type="button" variant="ghost" size="small" onClick={form.undo}>
                {t("admin.undo")}
              </Button>
            </>
          )}
          <Button type="submit" size="small" variant={changed.length > 0 ? "primary" : "outline"} busy={saving} disabled={changed.length === 0 || seesTheirs}>
            {t("admin.save")}
          </Button>
        </span>
      </footer>
    </form>
  );
}
