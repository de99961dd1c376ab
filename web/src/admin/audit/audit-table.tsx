import type { AuditLine } from "@anteroom/core/protocol";
import { useText } from "../../i18n/admin-messages.ts";
import { useFactWords } from "../words/fact-words.ts";
import { differences } from "../words/differences.ts";

/** On a narrow screen each row stands as a card with its headings. */
export function AuditTable({ lines, names }: { lines: readonly AuditLine[]; names: Record<string, string> }) {
  const t = useText();
  return (
    <table className="audit">
      <caption className="sr">{t("audit.title")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("audit.when")}</th>
          <th scope="col">{t("audit.who")}</th>
          <th scope="col">{t("audit.what")}</th>
          <th scope="col">{t("audit.change")}</th>
          <th scope="col">{t("audit.source")}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <Row key={line.id} line={line} names={names} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ line: { at, by, action, subjectId, clinicId, before, after, source }, names }: { line: AuditLine; names: Record<string, string> }) {
  const t = useText();
  const { actionText, factText, valueText } = useFactWords();
  const who = (by.id && names[by.id]) || t(`audit.by.${by.kind}`);
  const about = [subjectId, clinicId].flatMap((id) => (id && names[id] ? [names[id]] : []));
  const changes = differences(before, after, names, valueText);
  return (
    <tr>
      <td data-heading={t("audit.when")}>{t.intl.formatDate(at, { dateStyle: "medium", timeStyle: "medium" })}</td>
      <td data-heading={t("audit.who")}>
        <bdi>{who}</bdi>
      </td>
      <td data-heading={t("audit.what")}>
        <span className="strong">{actionText(action)}</span>
        {about.length > 0 && (
          <span className="small muted block">
            <bdi>{[...new Set(about)].join(" · ")}</bdi>
          </span>
        )}
      </td>
      <td data-heading={t("audit.change")}>
        {changes.map(({ name, was, is }) => (
          <span className="audit-change" key={name}>
            <bdi className="muted">{factText(name)}</bdi>
            <span>
              {was !== null && (
                <del>
                  <bdi>{was}</bdi>
                </del>
              )}
              {was !== null && is !== null && <span aria-hidden="true">{t("audit.arrow")}</span>}
              {is !== null && (
                <ins>
                  <bdi>{is}</bdi>
                </ins>
              )}
            </span>
          </span>
        ))}
      </td>
      <td data-heading={t("audit.source")} className="small muted">
        <bdi>{source}</bdi>
      </td>
    </tr>
  );
}
