import "../people/people.css";
import "./import.css";
import { mayInOrganisation } from "@anteroom/core/access";
import type { ImportProgress, LastImport } from "@anteroom/core/protocol";
import { Link as RouteLink } from "wouter";
import { useText } from "../../i18n/admin-messages.ts";
import type { Failure } from "../../link/index.ts";
import { usePerson } from "../../staff/app/session.tsx";
import { useUnsaved } from "../../staff/app/unsaved.ts";
import { refusalText } from "../../staff/words/refusal.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { UploadIcon } from "../../ui/icons/lucide.ts";
import { AdminFrame } from "../frame/admin-frame.tsx";
import { membershipsOf } from "../frame/memberships.ts";
import { NoSuchPage } from "../frame/no-such-page.tsx";
import { problemText } from "../frame/wrong-field.ts";
import { useOrganisationPlace } from "../frame/places.tsx";
import { ImportPreview } from "./import-preview.tsx";
import { reportText } from "./import-words.ts";
import type { FileProblem } from "./read-file.ts";
import { useImport } from "./use-import.ts";

/** Many people at once from a table: chosen, looked at and mended, then all of it or nothing. */
export function ImportPage({ organisationId }: { organisationId: string }) {
  const t = useText();
  const place = useOrganisationPlace(organisationId);
  const importing = useImport(organisationId);
  const { state, busy } = importing;
  useUnsaved(state.step === "preview" && state.mended);
  if (!mayInOrganisation(membershipsOf(usePerson()), "importPeople", organisationId)) return <NoSuchPage />;
  return (
    <AdminFrame {...place} title={t("import.title")} lead={t("import.lead")}>
      {state.step === "choose" && (
        <Choose organisationId={organisationId} problem={state.problem} last={importing.last} busy={busy} onFile={(file) => void importing.choose(file)} />
      )}
      {state.step === "preview" && <ImportPreview {...state} busy={busy} importing={importing} />}
      {state.step === "running" && <Progress progress={state.progress} problem={state.problem} organisationId={organisationId} onStartOver={importing.startOver} />}
    </AdminFrame>
  );
}

type ChooseProps = { organisationId: string; problem: FileProblem | Failure | null; last: LastImport | null; busy: boolean; onFile: (file: File) => void };

function Choose({ organisationId, problem, last, busy, onFile }: ChooseProps) {
  const t = useText();
  const isPlain = typeof problem === "string";
  const said = problem === null ? null : isPlain ? t(`import.${problem}`) : refusedFile(t, problem);
  return (
    <section className="section import-choose">
      <ol className="import-steps">
        <li>
          <a href={`/api/organisations/${organisationId}/import/template`} download="people.csv">
            {t("import.template")}
          </a>{" "}
          {t("import.templateMore")}
        </li>
        <li>{t("import.columns")}</li>
        <li>{t("import.look")}</li>
      </ol>
      <Field label={t("import.file")} hint={t("import.fileHint")} error={said}>
        {(control) => (
          <span className="import-file">
            <input
              {...control}
              type="file"
              title=""
              accept=".csv,text/csv"
              disabled={busy}
              onChange={(event) => {
                const file = event.target.files?.[0];
                if (file) onFile(file);
                // The same file may be chosen again after it was mended.
                event.target.value = "";
              }}
            />
            <span className="btn btn-outline" aria-hidden="true">
              <UploadIcon />
              {t("import.choose")}
            </span>
          </span>
        )}
      </Field>
      {busy && <p role="status">{t("import.checking")}</p>}
      {last && last.progress.state !== "running" && (
        <p className="small muted">
          {t("import.last", { name: last.by, when: t.intl.formatDate(last.at, { dateStyle: "medium", timeStyle: "short" }) })}{" "}
          {last.progress.report ? reportText(t, last.progress.report) : t("import.lastFailed")}
        </p>
      )}
    </section>
  );
}

/** What is too large for a list of people, and what the server says of a file as a whole. */
function refusedFile(t: ReturnType<typeof useText>, problem: Failure): string {
  const isTooLarge = problem.code === "tooLarge" || problem.fields?.some(({ path, code }) => path === "csv" && code === "tooLong");
  return isTooLarge ? t("import.tooLarge") : problemText(t, problem);
}

type ProgressProps = { progress: ImportProgress; problem: Failure | null; organisationId: string; onStartOver: () => void };

function Progress({ progress: { state, done, total, report, sends }, problem, organisationId, onStartOver }: ProgressProps) {
  const t = useText();
  if (state === "failed")
    return (
      <Banner tone="bad" role="alert">
        <p>{t("import.failed")}</p>
        <Button size="small" onClick={onStartOver}>
          {t("import.again")}
        </Button>
      </Banner>
    );
  if (state === "done" && report)
    return (
      <Banner tone="good" role="status">
        <p className="strong">{t("import.done", { count: total })}</p>
        <p>{reportText(t, report)}</p>
        {!sends && report.invited > 0 && <p>{t("import.unsent")}</p>}
        <div className="cluster">
          <RouteLink className="btn btn-outline btn-s" href={`/organisations/${organisationId}/people`}>
            {t("people.title")}
          </RouteLink>
        </div>
      </Banner>
    );
  return (
    <section className="section import-choose">
      <label className="stack stack-3">
        <span role="status">{t("import.running", { done, total })}</span>
        <progress className="import-progress" max={total} value={done} />
      </label>
      {problem && (
        <Banner tone="warn" role="alert">
          <p>{t("import.unknown", { reason: refusalText(t, problem) })}</p>
        </Banner>
      )}
      <p className="muted small">{t("import.runningMore")}</p>
    </section>
  );
}
