import type { ImportColumn, ImportProgress, ImportRow, LastImport } from "@anteroom/core/protocol";
import { useEffect, useRef, useState } from "react";
import type { Failure } from "../../link/index.ts";
import { useLink } from "../../staff/app/link.tsx";
import { csvOf, withLinesOf } from "./csv-text.ts";
import { type FileProblem, readCsvFile } from "./read-file.ts";

const POLL_MS = 400;
/** After one that failed. */
const RETRY_MS = 2_000;

/** `edited`: since the last check. `mended`: since the file was chosen. */
type Preview = { step: "preview"; name: string; rows: readonly ImportRow[]; edited: boolean; mended: boolean; problem: Failure | null };
export type ImportStep =
  | { step: "choose"; problem: FileProblem | Failure | null }
  | Preview
  /** `problem`: why it is not known how far it is just now; the import itself goes on. */
  | { step: "running"; importId: string; progress: ImportProgress; problem: Failure | null };

/** From the file to the report. Nothing is written before the last press. */
export function useImport(organisationId: string) {
  const { send } = useLink();
  const [state, setState] = useState<ImportStep>({ step: "choose", problem: null });
  const [busy, setBusy] = useState(false);
  const [last, setLast] = useState<LastImport | null>(null);
  // Somebody who left the page while it went on comes back to it.
  useEffect(() => {
    let late = false;
    void send("GET /api/organisations/{organisationId}/import", { params: { organisationId } }).then((answer) => {
      if (late || !answer.ok || !answer.reply.last) return;
      const { importId, progress } = answer.reply.last;
      setLast(answer.reply.last);
      if (progress.state === "running") setState((now) => (now.step === "choose" ? { step: "running", importId, progress, problem: null } : now));
    });
    return () => {
      late = true;
    };
  }, [send, organisationId]);
  const runningId = state.step === "running" && state.progress.state === "running" ? state.importId : null;

  useEffect(() => {
    if (!runningId) return;
    let late = false;
    let timer = setTimeout(() => void look(), POLL_MS);
    async function look(): Promise<void> {
      const answer = await send("GET /api/organisations/{organisationId}/import/{importId}", { params: { organisationId, importId: runningId ?? "" } });
      if (late) return;
      setState((now) => (now.step !== "running" ? now : answer.ok ? { ...now, progress: answer.reply, problem: null } : { ...now, problem: answer.problem }));
      timer = setTimeout(() => void look(), answer.ok ? POLL_MS : RETRY_MS);
    }
    return () => {
      late = true;
      clearTimeout(timer);
    };
  }, [send, organisationId, runningId]);

  const looks = useRef(0);
  async function lookAgain(at: Preview): Promise<void> {
    const look = ++looks.current;
    setBusy(true);
    const answer = await check(csvOf(at.rows));
    // Another one that began since has the say.
    if (look === looks.current) setBusy(false);
    const checked: ImportStep = answer.ok ? { ...at, rows: withLinesOf(at.rows, answer.reply.rows), edited: false, problem: null } : { ...at, problem: answer.problem };
    // What was mended while it was looked at is not overwritten; it wants another look.
    setState((now) => (now === at ? checked : now));
  }

  const check = (csv: string) => send("POST /api/organisations/{organisationId}/import/check", { params: { organisationId }, body: { csv } });

  return {
    state,
    last,
    busy,
    async choose(file: File): Promise<void> {
      setBusy(true);
      const read = await readCsvFile(file);
      const answer = "text" in read ? await check(read.text) : null;
      setBusy(false);
      if ("problem" in read) setState({ step: "choose", problem: read.problem });
      else if (answer?.ok) setState({ step: "preview", name: file.name, rows: answer.reply.rows, edited: false, mended: false, problem: null });
      else if (answer) setState({ step: "choose", problem: answer.problem });
    },
    edit(row: ImportRow, column: ImportColumn, value: string): void {
      if (state.step !== "preview") return;
      setState({ ...state, edited: true, mended: true, rows: state.rows.map((each) => (each === row ? { ...each, [column]: value } : each)) });
    },
    leaveOut(rows: ReadonlySet<ImportRow>): void {
      if (state.step !== "preview") return;
      const left = state.rows.filter((row) => !rows.has(row));
      if (!left.length) return setState({ step: "choose", problem: null });
      const next: Preview = { ...state, edited: true, mended: true, rows: left };
      setState(next);
      // A row may have been the second of two: all are looked at anew.
      void lookAgain(next);
    },
    async checkAgain(): Promise<void> {
      if (state.step === "preview" && !busy) await lookAgain(state);
    },
    async begin(): Promise<void> {
      if (state.step !== "preview" || busy) return;
      setBusy(true);
      const answer = await send("POST /api/organisations/{organisationId}/import", { params: { organisationId }, body: { csv: csvOf(state.rows) } });
      setBusy(false);
      if (!answer.ok) return setState({ ...state, edited: true, problem: answer.problem });
      const { importId, total } = answer.reply;
      setState({ step: "running", importId, progress: { state: "running", done: 0, total, report: null, sends: true }, problem: null });
    },
    startOver: () => setState({ step: "choose", problem: null }),
  };
}
