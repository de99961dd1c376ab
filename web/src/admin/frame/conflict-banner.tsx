import { useText } from "../../i18n/admin-messages.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { differences } from "../words/differences.ts";
import { useFactWords } from "../words/fact-words.ts";
import type { SectionForm } from "./use-section.ts";

type ConflictBannerProps<Values extends object> = { form: SectionForm<Values>; names: Readonly<Record<string, string>>; onChosen: () => void };

/** Somebody else saved the section meanwhile: what they made of it beside one's own, and the choice. `onChosen`: the banner is gone then. */
export function ConflictBanner<Values extends object>({ form, names, onChosen }: ConflictBannerProps<Values>) {
  const t = useText();
  const { factText, valueText } = useFactWords();
  const { conflict, changed, saving } = form;
  if (!conflict) return null;
  const { seesTheirs } = conflict;
  const theirs = conflict.now.values as Record<string, unknown>;
  const mine = form.values as Record<string, unknown>;
  const rows = differences(theirs, mine, names, valueText);
  const isMine = (name: string) => (changed as readonly string[]).includes(name);
  return (
    <Banner tone="warn" role="alert" className="conflict">
      <p>{t(seesTheirs ? "admin.theirs" : "admin.conflict", { name: conflict.by })}</p>
      {!seesTheirs && rows.length > 0 && (
        <table>
          <caption className="sr">{t("admin.conflictTable")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("admin.conflictSetting")}</th>
              <th scope="col">{t("admin.conflictTheirs")}</th>
              <th scope="col">{t("admin.conflictMine")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name, was, is }) => (
              <tr key={name}>
                <th scope="row">{factText(name)}</th>
                <td data-heading={t("admin.conflictTheirs")}>
                  <Told name={name} value={theirs[name]} text={was} />
                </td>
                <td data-heading={t("admin.conflictMine")}>{isMine(name) ? <Told name={name} value={mine[name]} text={is} /> : <i>{t("admin.conflictUntouched")}</i>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p>{t("admin.conflictHint")}</p>
      <div className="cluster">
        <Button size="small" variant="outline" onClick={() => form.lookAtTheirs(!seesTheirs)}>
          {t(seesTheirs ? "admin.seeMine" : "admin.seeTheirs")}
        </Button>
        <Button
          size="small"
          disabled={saving}
          onClick={() => {
            form.takeTheirs();
            onChosen();
          }}
        >
          {t("admin.takeTheirs")}
        </Button>
        <Button
          size="small"
          variant="outline"
          busy={saving}
          onClick={() => {
            void form.keepMine();
            onChosen();
          }}
        >
          {t("admin.keepMine")}
        </Button>
      </div>
    </Banner>
  );
}

/** A picture is seen and not described. */
function Told({ name, value, text }: { name: string; value: unknown; text: string | null }) {
  const t = useText();
  if (name !== "logo" || typeof value !== "string" || !value) return <bdi>{text ?? t("admin.conflictEmpty")}</bdi>;
  return <img className="conflict-picture" src={`/images/${value}/96.webp`} alt={t("admin.conflictPicture")} />;
}
