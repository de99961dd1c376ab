import { type FormEvent, type ReactNode, useId } from "react";
import { useText } from "../../i18n/admin-messages.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { useUnsaved } from "../../staff/app/unsaved.ts";
import { useWrongFirst } from "../../staff/ui/wrong-first.ts";
import type { SectionForm } from "./use-section.ts";

export type SectionProps<Values extends object> = {
  title: string;
  hint?: ReactNode;
  form: SectionForm<Values>;
  children: ReactNode;
};

/** One part of the settings: saved by itself, says who changed it last, and never loses what was typed. */
export function Section<Values extends object>({ title, hint, form, children }: SectionProps<Values>) {
  const t = useText();
  const id = useId();
  const { form: element, sent, typed } = useWrongFirst();
  const { changed, saving, problem, conflict, lastChange } = form;
  useUnsaved(changed.length > 0);
  function submit(event: FormEvent): void {
    event.preventDefault();
    sent();
    void form.save();
  }
  return (
    <form className="section" aria-labelledby={id} noValidate ref={element} onSubmit={submit} onInput={typed}>
      <header>
        <h2 id={id}>{title}</h2>
        {hint && <p className="muted">{hint}</p>}
      </header>
      {/* Their values are to be looked at: what is typed belongs into one's own. */}
      <fieldset className="rows" disabled={conflict?.seesTheirs === true}>
        {children}
      </fieldset>
      {problem && (
        <Banner tone="bad" role="alert">
          <p>{problem}</p>
        </Banner>
      )}
      {conflict && (
        <Banner tone="warn" role="alert">
          <p>{t(conflict.seesTheirs ? "admin.theirs" : "admin.conflict", { name: conflict.by })}</p>
          <Button size="small" variant="outline" onClick={() => form.lookAtTheirs(!conflict.seesTheirs)}>
            {t(conflict.seesTheirs ? "admin.seeMine" : "admin.seeTheirs")}
          </Button>
          <Button size="small" onClick={form.takeTheirs}>
            {t("admin.takeTheirs")}
          </Button>
          <Button size="small" variant="outline" onClick={() => void form.keepMine()}>
            {t("admin.keepMine")}
          </Button>
        </Banner>
      )}
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
          <Button type="submit" size="small" variant={changed.length > 0 ? "primary" : "outline"} busy={saving} disabled={changed.length === 0 || conflict?.seesTheirs}>
            {t("admin.save")}
          </Button>
        </span>
      </footer>
    </form>
  );
}
