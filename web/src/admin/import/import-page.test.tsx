import { faultAt } from "@anteroom/core/faults";
import type { ImportRow } from "@anteroom/core/protocol";
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { idOf } from "../../../test/staff/fake-people.ts";
import { refusal, type Sent } from "../../../test/staff/fake-world.tsx";
import { showAdmin } from "../../../test/staff/show-admin.tsx";

const MARLOW = { id: idOf(900), name: "Marlow Valley Health", role: "administrator" as const };
const CHECK = "POST /api/organisations/{organisationId}/import/check";
const BEGIN = "POST /api/organisations/{organisationId}/import";
const PROGRESS = "GET /api/organisations/{organisationId}/import/{importId}";

const row = (line: number, email: string, more: Partial<ImportRow> = {}): ImportRow => ({
  line,
  organisation: MARLOW.name,
  clinic: "/c/cardiology",
  email,
  role: "team member",
  waitingArea: "TRUE",
  rooms: "FALSE",
  userRoom: "FALSE",
  faults: [],
  outcome: "invited",
  ...more,
});
const wrong = (line: number, email: string, ...faults: ImportRow["faults"]) => row(line, email, { faults, outcome: null });
const NOT_AN_ADDRESS = { field: "email", reason: "notAnAddress" } as const;
/** One that is right among two that are not. */
const ROWS = [row(2, "one@marlow.example"), wrong(3, "two", NOT_AN_ADDRESS), wrong(4, "one@marlow.example", { field: "email", reason: "duplicate", line: 2 })];

const csvOf = (sent: Sent | undefined) => (sent?.body as { csv: string } | undefined)?.csv ?? "";

/** `check`: what the server says of what it was sent, the first time and then. */
function open(check: (sent: Sent) => unknown, more: Record<string, unknown> = {}) {
  return showAdmin(`/organisations/${MARLOW.id}/import`, { person: { organisations: [MARLOW] }, answers: { [CHECK]: check, ...more } });
}
async function chooses(content = "organisation,…"): Promise<void> {
  await userEvent.upload(await screen.findByLabelText("CSV file"), new File([content], "people.csv", { type: "text/csv" }));
}
const press = (name: string | RegExp) => userEvent.click(screen.getByRole("button", { name }));
const cell = (name: string) => screen.getByLabelText<HTMLInputElement>(name);
const lines = () => screen.getAllByRole("rowheader").map(({ textContent }) => textContent);

describe("the preview of an import", () => {
  it("shows the rows with faults first, each with its field and its reason, and imports nothing while there are any", async () => {
    open(() => ({ rows: ROWS }));
    await chooses();
    expect(await screen.findByText("2 rows have faults. Nothing is imported until all are right or left out.")).toBeTruthy();
    expect(lines()).toEqual(["3", "4"]);
    expect(cell("E-mail, line 3").getAttribute("aria-invalid")).toBe("true");
    expect(document.getElementById(cell("E-mail, line 3").getAttribute("aria-describedby") ?? "")?.textContent).toBe("E-mail: is not an e-mail address");
    expect(screen.getByText("E-mail: stands in line 2 already, for the same place")).toBeTruthy();
    expect(cell("Role, line 3").getAttribute("aria-invalid")).toBeNull();
    expect(screen.queryByRole("button", { name: /^Import/ })).toBeNull();
    await press(/^All rows/);
    expect(lines()).toEqual(["2", "3", "4"]);
    expect(within(screen.getByRole("row", { name: /^2 / })).getByText("Will be invited")).toBeTruthy();
    await press(/^With faults/);
    expect(lines()).toEqual(["3", "4"]);
  });

  it("is mended in place: what was typed is checked again with the line numbers of the file, and then imported", async () => {
    let asked = 0;
    const { sent } = open(() => ({ rows: asked++ === 0 ? ROWS : [row(2, "one@marlow.example"), row(3, "two@marlow.example")] }), {
      [BEGIN]: () => ({ ok: true, importId: idOf(700), total: 2 }),
      [PROGRESS]: () => ({ state: "done", done: 2, total: 2, report: { invited: 2, added: 0, changed: 0, same: 0 }, sends: false }),
    });
    await chooses();
    await userEvent.type(await screen.findByLabelText("E-mail, line 3"), "@marlow.example");
    expect(screen.getByText("Something was changed since the last check. Check again, then import.")).toBeTruthy();
    await press("Leave out line 4");
    expect(await screen.findByText("Will be invited: 2.")).toBeTruthy();
    expect(screen.queryByText(/^Something was changed/)).toBeNull();
    expect(csvOf(sent.at(-1)).split("\n").slice(1)).toEqual([
      '"Marlow Valley Health","/c/cardiology","one@marlow.example","team member","TRUE","FALSE","FALSE"',
      '"Marlow Valley Health","/c/cardiology","two@marlow.example","team member","TRUE","FALSE","FALSE"',
    ]);
    // A row that was right is wrong no more by being looked at, but one that was changed since must be looked at.
    await userEvent.type(cell("E-mail, line 2"), "{End}x");
    expect(screen.queryByRole("button", { name: /^Import/ })).toBeNull();
    await press("Check again");
    await press("Import 2 rows");
    expect(await screen.findByText("2 rows are imported", undefined, { timeout: 4_000 })).toBeTruthy();
    // Nothing is told of what did not happen.
    expect(screen.getByText("Invited: 2.")).toBeTruthy();
    expect(screen.getByText(/finds the links of the invited in the outbox/)).toBeTruthy();
    expect(sent.filter(({ key }) => key === BEGIN)).toHaveLength(1);
  });

  it("keeps the lines of the file though one before them was left out", async () => {
    let asked = 0;
    open(() => ({
      rows:
        asked++ === 0
          ? [wrong(2, "zero", NOT_AN_ADDRESS), ...ROWS.map((each) => ({ ...each, line: each.line + 1 }))]
          : [row(2, "one@marlow.example"), wrong(3, "two", NOT_AN_ADDRESS), wrong(4, "one@marlow.example", { field: "email", reason: "duplicate", line: 2 })],
    }));
    await chooses();
    await screen.findByText(/^3 rows have faults/);
    await press("Leave out line 2");
    expect(await screen.findByText("E-mail: stands in line 3 already, for the same place")).toBeTruthy();
    expect(lines()).toEqual(["4", "5"]);
  });

  it("loses nothing that is mended while the rows are being checked", async () => {
    let answer: (reply: unknown) => void = () => {};
    let asked = 0;
    open(() => (asked++ === 0 ? { rows: ROWS } : new Promise((later) => (answer = later))));
    await chooses();
    await screen.findByLabelText("E-mail, line 3");
    await press("Check again");
    await userEvent.type(cell("E-mail, line 3"), "@marlow.example");
    answer({ rows: ROWS });
    await waitFor(() => expect(screen.getByRole("button", { name: "Check again" }).getAttribute("aria-busy")).not.toBe("true"));
    expect(cell("E-mail, line 3").value).toBe("two@marlow.example");
  });

  it("leaves all rows with faults out at once, looks at the rest by itself and imports it then", async () => {
    let answer: (reply: unknown) => void = () => {};
    let asked = 0;
    const { sent } = open(() => (asked++ === 0 ? { rows: ROWS } : new Promise((later) => (answer = later))));
    await chooses();
    await screen.findByText(/^2 rows have faults/);
    await press("Leave out 2 rows");
    expect(lines()).toEqual(["2"]);
    // Not before the rest was looked at: one of those left may have been right only beside another.
    expect(screen.queryByRole("button", { name: /^Import/ })).toBeNull();
    expect(csvOf(sent.at(-1)).split("\n")).toHaveLength(2);
    answer({ rows: [row(2, "one@marlow.example")] });
    expect(await screen.findByRole("button", { name: "Import 1 row" })).toBeTruthy();
  });

  it("looks at what is left when one row after the other is left out, and takes no answer about the rows before", async () => {
    const answers: ((reply: unknown) => void)[] = [];
    let asked = 0;
    open(() => (asked++ === 0 ? { rows: ROWS } : new Promise((later) => answers.push(later))));
    await chooses();
    await screen.findByText(/^2 rows have faults/);
    await press("Leave out line 3");
    await press("Leave out line 4");
    answers[0]?.({ rows: [row(2, "one@marlow.example"), wrong(3, "one@marlow.example", { field: "email", reason: "duplicate", line: 2 })] });
    await waitFor(() => expect(lines()).toEqual(["2"]));
    expect(screen.queryByRole("button", { name: /^Import/ })).toBeNull();
    answers[1]?.({ rows: [row(2, "one@marlow.example")] });
    expect(await screen.findByRole("button", { name: "Import 1 row" })).toBeTruthy();
  });

  it("asks before what was mended is lost, and not while the file can simply be chosen again", async () => {
    const isAsked = () => !window.dispatchEvent(new Event("beforeunload", { cancelable: true }));
    open(() => ({ rows: ROWS }));
    await chooses();
    await screen.findByText(/^2 rows have faults/);
    expect(isAsked()).toBe(false);
    await userEvent.type(cell("E-mail, line 3"), "@marlow.example");
    expect(isAsked()).toBe(true);
    await press("Another file");
    expect(isAsked()).toBe(false);
  });

  it("stays as it is where the check was refused or nobody answers", async () => {
    let asked = 0;
    open(() => (asked++ === 0 ? { rows: ROWS } : refusal("unreachable")));
    await chooses();
    await userEvent.type(await screen.findByLabelText("E-mail, line 3"), "@marlow.example");
    await press("Check again");
    expect(await screen.findByText(/^No answer from the server/)).toBeTruthy();
    expect(cell("E-mail, line 3").value).toBe("two@marlow.example");
  });
});

describe("an import that goes on", () => {
  it("says when it is not known how far it is, keeps asking, and tells the end", async () => {
    let asked = 0;
    open(() => ({ rows: [row(2, "one@marlow.example")] }), {
      [BEGIN]: () => ({ ok: true, importId: idOf(700), total: 3 }),
      [PROGRESS]: () => (asked++ === 0 ? refusal("unreachable") : { state: "done", done: 3, total: 3, report: { invited: 0, added: 1, changed: 0, same: 2 } }),
    });
    await chooses();
    await screen.findByRole("button", { name: "Import 1 row" });
    await press("Import 1 row");
    const alert = await screen.findByText(/^How far it is cannot be read just now. No answer from the server/, undefined, { timeout: 4_000 });
    expect(alert.textContent).toContain("this page keeps asking");
    expect(await screen.findByText("Added at once: 1. As they were: 2.", undefined, { timeout: 6_000 })).toBeTruthy();
    expect(screen.queryByText(/^How far it is/)).toBeNull();
  });
});

describe("a file that is wrong as a whole is said so before anything is shown", () => {
  it.each([
    [faultAt("csv.encoding", "csvEncoding"), /^This file is not UTF-8/],
    [faultAt("csv.empty", "csvEmpty"), /^There are no rows/],
    [faultAt("csv.rows", "csvRows", { max: "10000" }), /at most 10000 rows/],
    [faultAt("csv.columns", "csvMissing", { names: "role" }), /^These columns are missing: \u2068role\u2069\./],
    [faultAt("csv", "tooLong", { max: "5000000" }), /^This file is too large/],
  ])("%o", async (fault, sentence) => {
    open(() => refusal("badRequest", { fields: [fault] }));
    await chooses();
    expect(await screen.findByText(sentence)).toBeTruthy();
    expect(screen.getByLabelText("CSV file").getAttribute("aria-invalid")).toBe("true");
  });

  it("in another encoding it is not even sent", async () => {
    const { sent } = open(() => ({ rows: ROWS }));
    await userEvent.upload(await screen.findByLabelText("CSV file"), new File([new Uint8Array([0x6d, 0xfc, 0x6c])], "latin.csv", { type: "text/csv" }));
    expect(await screen.findByText(/^This file is not UTF-8/)).toBeTruthy();
    expect(sent.some(({ key }) => key === CHECK)).toBe(false);
  });

  it("an import that was stopped says that nothing is kept, and begins again", async () => {
    open(() => ({ rows: [row(2, "one@marlow.example")] }), {
      [BEGIN]: () => ({ ok: true, importId: idOf(700), total: 1 }),
      [PROGRESS]: () => ({ state: "failed", done: 0, total: 1, report: null }),
    });
    await chooses();
    await screen.findByRole("button", { name: "Import 1 row" });
    await press("Import 1 row");
    expect(await screen.findByText(/nothing of it was kept/, undefined, { timeout: 4_000 })).toBeTruthy();
    await press("Start again");
    expect(screen.getByLabelText("CSV file")).toBeTruthy();
  });
});
