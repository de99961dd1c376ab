import english from "../../i18n/staff-en.json";
import { faultAt } from "@anteroom/core/faults";
import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeAll, describe, expect, it } from "vitest";
import { AHMED, CARDIOLOGY_PAGE, DOROTHY, ELENI, idOf, LEILA, MARGARET, NAIR, RENAL, WEI } from "../../../test/staff/fake-people.ts";
import { refusal } from "../../../test/staff/fake-world.tsx";
import { givePageASize, rowOf, show } from "../../../test/staff/show.tsx";

beforeAll(() => givePageASize());

const open = (options: NonNullable<Parameters<typeof show>[1]> = {}) =>
  show("/clinics/cardiology", { ...options, before: (fakes) => fakes.showCallers(DOROTHY, AHMED, LEILA, ELENI, MARGARET, WEI) });

async function choose(name: string, action: string): Promise<void> {
  await userEvent.click(within(await rowOf(name)).getByRole("button", { name: `More actions for ${name}` }));
  await userEvent.click(await screen.findByRole("menuitem", { name: action }));
}

describe("the focus", () => {
  it("is on the row's menu button again after a dialog that was opened from the menu, and with the callers where its row is gone", async () => {
    const { showCallers } = open();
    await choose("Leila Haddad", "Transfer");
    await screen.findByRole("dialog", { name: "Transfer Leila Haddad" });
    await userEvent.keyboard("{Escape}");
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole("button", { name: "More actions for Leila Haddad" })));
    await choose("Leila Haddad", "Transfer");
    const dialog = within(await screen.findByRole("dialog", { name: "Transfer Leila Haddad" }));
    act(() => showCallers(DOROTHY, AHMED));
    await userEvent.click(dialog.getByRole("button", { name: "Cancel" }));
    await waitFor(() => expect(document.activeElement?.closest("[data-visit]")).toBeTruthy());
  });
});

describe("transfer", () => {
  it("hands the caller to the chosen clinic, with the note", async () => {
    const { commands } = open();
    await choose("Leila Haddad", "Transfer");
    const dialog = within(await screen.findByRole("dialog", { name: "Transfer Leila Haddad" }));
    await userEvent.click(dialog.getByRole("radio", { name: /Renal Outpatients/ }));
    await userEvent.type(dialog.getByLabelText(/Note for the team/), "Needs an ECG first");
    await userEvent.click(dialog.getByRole("button", { name: "Transfer to Renal Outpatients" }));
    expect(await screen.findByText("Leila Haddad is waiting in Renal Outpatients now.")).toBeTruthy();
    expect(commands()).toEqual([
      {
        key: "POST /api/visits/{visitId}/transfer",
        params: { visitId: LEILA.id },
        body: { toClinicId: RENAL.id, note: "Needs an ECG first", expect: { state: "waiting", callId: LEILA.callId }, confirmedClosed: false, forced: false },
      },
    ]);
  });

  it("asks for a clinic, and warns of a closed one before it is chosen for good", async () => {
    const { commands } = open();
    await choose("Leila Haddad", "Transfer");
    const dialog = within(await screen.findByRole("dialog", { name: "Transfer Leila Haddad" }));
    await userEvent.click(dialog.getByRole("button", { name: "Transfer" }));
    expect(dialog.getByText("Choose a clinic.")).toBeTruthy();
    await userEvent.click(dialog.getByRole("radio", { name: /Pain Service/ }));
    expect(dialog.getByText(/Pain Service is closed now/)).toBeTruthy();
    await userEvent.click(dialog.getByRole("button", { name: "Transfer to Pain Service all the same" }));
    await waitFor(() => expect(commands()[0]?.body).toMatchObject({ confirmedClosed: true }));
  });

  it("says why it was refused, and stays", async () => {
    open({ answers: { "POST /api/visits/{visitId}/transfer": () => refusal("targetOff") } });
    await choose("Leila Haddad", "Transfer");
    const dialog = within(await screen.findByRole("dialog", { name: "Transfer Leila Haddad" }));
    await userEvent.click(dialog.getByRole("radio", { name: /Renal Outpatients/ }));
    await userEvent.click(dialog.getByRole("button", { name: "Transfer to Renal Outpatients" }));
    expect(await dialog.findByText("Renal Outpatients is switched off. Leila Haddad stays here.")).toBeTruthy();
  });

  it("is not offered for a caller whom a colleague is seeing", async () => {
    open();
    await userEvent.click(within(await rowOf("Margaret Ellison")).getByRole("button", { name: "More actions for Margaret Ellison" }));
    expect(await screen.findByRole("menuitem", { name: "Details" })).toBeTruthy();
    expect(screen.queryByRole("menuitem", { name: "Transfer" })).toBeNull();
    expect(screen.queryByRole("menuitem", { name: "Remove" })).toBeNull();
  });

  it("an administrator may, and reads who is in the call", async () => {
    const { commands } = open({ answers: { "GET /api/clinics/{slug}": () => ({ ...CARDIOLOGY_PAGE, mayAdminister: true }) } });
    await choose("Margaret Ellison", "Remove");
    const dialog = within(await screen.findByRole("dialog", { name: "Remove Margaret Ellison?" }));
    expect(dialog.getByText(/Dr Helen Marsh is in a call with Margaret Ellison/)).toBeTruthy();
    await userEvent.type(dialog.getByLabelText("Reason"), "Came to the desk");
    await userEvent.click(dialog.getByRole("button", { name: "Remove Margaret Ellison" }));
    await waitFor(() => expect(commands()[0]?.body).toEqual({ reason: "Came to the desk", forced: true }));
  });
});

describe("remove", () => {
  it("needs a reason, and names whom it is about", async () => {
    const { commands } = open();
    await choose("Dorothy Finch", "Remove");
    const dialog = within(await screen.findByRole("dialog", { name: "Remove Dorothy Finch?" }));
    await userEvent.click(dialog.getByRole("button", { name: "Remove Dorothy Finch" }));
    expect(dialog.getByText("Say why.")).toBeTruthy();
    expect(commands()).toEqual([]);
    await userEvent.type(dialog.getByLabelText("Reason"), "Twice in the queue");
    await userEvent.click(dialog.getByRole("button", { name: "Remove Dorothy Finch" }));
    expect(await screen.findByText("Dorothy Finch was removed.")).toBeTruthy();
    expect(commands()[0]?.body).toEqual({ reason: "Twice in the queue", forced: false });
  });
});

describe("messages", () => {
  it("reach each of the ticked callers alone", async () => {
    const { commands } = open();
    await rowOf("Dorothy Finch");
    await userEvent.click(screen.getByRole("checkbox", { name: "Select Dorothy Finch" }));
    await userEvent.click(screen.getByRole("checkbox", { name: "Select Leila Haddad" }));
    await userEvent.click(screen.getByRole("button", { name: "Message 2" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Message 2 callers" }));
    await userEvent.type(dialog.getByLabelText("Message"), "The doctor comes at ten.");
    await userEvent.click(dialog.getByRole("button", { name: "Send to 2" }));
    expect(await screen.findByText("Sent to 2 callers.")).toBeTruthy();
    expect(commands().map(({ params, body }) => [params.visitId, body])).toEqual([
      [DOROTHY.id, { text: "The doctor comes at ten." }],
      [LEILA.id, { text: "The doctor comes at ten." }],
    ]);
  });

  it("say with one press that we are running late, and name those whom it did not reach", async () => {
    const { commands } = open({ answers: { "POST /api/visits/{visitId}/messages": ({ params }) => (params.visitId === AHMED.id ? refusal("alreadyEnded") : { ok: true }) } });
    await rowOf("Dorothy Finch");
    await userEvent.click(screen.getByRole("button", { name: "Message all" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Message 6 callers" }));
    await userEvent.click(dialog.getByRole("button", { name: "We are running late" }));
    expect(await dialog.findByText("The visit of Ahmed Yusuf has ended.")).toBeTruthy();
    expect(await screen.findByText("Sent to 5 callers.")).toBeTruthy();
    expect(screen.getByRole("dialog", { name: "Message 1 caller" })).toBeTruthy();
    expect(commands()).toHaveLength(6);
  });

  it("say that we are running late in the clinic's words, to each in their own language where there are some", async () => {
    const lateText = { en: "Half an hour late.", so: "Nus saac ayaan dib u dhacnay." };
    const { commands } = open({
      answers: { "GET /api/clinics/{slug}": () => ({ ...CARDIOLOGY_PAGE, mainLanguage: "en", lateText }), "POST /api/visits/{visitId}/messages": () => ({ ok: true }) },
    });
    await rowOf("Dorothy Finch");
    await userEvent.click(screen.getByRole("button", { name: "Message all" }));
    await userEvent.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "We are running late" }));
    await waitFor(() => expect(commands()).toHaveLength(6));
    const said = new Map(commands().map(({ params, body }) => [params.visitId, (body as { text: string }).text]));
    expect([said.get(DOROTHY.id), said.get(LEILA.id)]).toEqual([lateText.en, lateText.en]);
    expect([...said.values()]).toContain(lateText.so);
  });

  it("of one caller are read and answered beside the list; Enter sends", async () => {
    const { commands } = open({
      answers: { "GET /api/visits/{visitId}/messages": () => ({ messages: [{ id: "m1", at: DOROTHY.enteredAt, from: "caller", text: "Is it my turn?", byName: "Dorothy" }] }) },
    });
    await userEvent.click(within(await rowOf("Dorothy Finch")).getByRole("button", { name: "Message Dorothy Finch" }));
    expect(await screen.findByText("Is it my turn?")).toBeTruthy();
    await userEvent.type(screen.getByLabelText("Message to Dorothy Finch"), "Two minutes{Enter}");
    await waitFor(() => expect(commands()).toEqual([{ key: "POST /api/visits/{visitId}/messages", params: { visitId: DOROTHY.id }, body: { text: "Two minutes" } }]));
    expect(screen.getByLabelText<HTMLTextAreaElement>("Message to Dorothy Finch").value).toBe("");
  });
});

describe("other acts", () => {
  it("assigns to oneself", async () => {
    const { commands } = open();
    await choose("Dorothy Finch", "Assign");
    const dialog = within(await screen.findByRole("dialog", { name: "Assign Dorothy Finch" }));
    await userEvent.click(dialog.getByRole("radio", { name: `${NAIR.name} (me)` }));
    await userEvent.click(dialog.getByRole("button", { name: "Assign" }));
    await waitFor(() => expect(commands()[0]?.body).toEqual({ personId: NAIR.id }));
  });

  it("moves a caller to the front", async () => {
    const { commands } = open();
    await choose("Leila Haddad", "See next");
    await waitFor(() => expect(commands()[0]).toMatchObject({ key: "POST /api/visits/{visitId}/order", params: { visitId: LEILA.id }, body: { beforeVisitId: DOROTHY.id } }));
  });

  it("ends the visit of somebody on hold, after asking", async () => {
    const { commands } = open();
    await choose("Eleni Papadakis", "End");
    await userEvent.click(within(await screen.findByRole("dialog", { name: "End the visit of Eleni Papadakis?" })).getByRole("button", { name: "End visit" }));
    await waitFor(() => expect(commands().map(({ key }) => key)).toEqual(["POST /api/visits/{visitId}/end"]));
  });

  it("gives up the place of somebody offline, after asking", async () => {
    const { commands } = open();
    await choose("Wei Zhang", "Cancel place");
    await userEvent.click(within(await screen.findByRole("dialog", { name: "Cancel the place of Wei Zhang?" })).getByRole("button", { name: "Cancel place" }));
    await waitFor(() => expect(commands().map(({ key }) => key)).toEqual(["POST /api/visits/{visitId}/cancel-place"]));
  });

  it("corrects details, sending only what was changed", async () => {
    const { commands } = open();
    await choose("Dorothy Finch", "Details");
    await userEvent.click(await screen.findByRole("button", { name: "Edit details" }));
    await userEvent.clear(screen.getByLabelText(/Last name/));
    await userEvent.type(screen.getByLabelText(/Last name/), "Finch-Hatton");
    await userEvent.type(screen.getByLabelText(/Provider notes/), "Hard of hearing");
    await userEvent.click(screen.getByRole("button", { name: "Save" }));
    await waitFor(() => expect(commands()[0]?.body).toEqual({ lastName: "Finch-Hatton", providerNotes: "Hard of hearing" }));
  });

  it("does not undo a correction that a colleague made meanwhile", async () => {
    const { commands, changeCaller } = open();
    await choose("Dorothy Finch", "Details");
    await userEvent.click(await screen.findByRole("button", { name: "Edit details" }));
    act(() => changeCaller({ ...DOROTHY, firstName: "Dora", phone: "0355500000" }, 2));
    await rowOf("Dora Finch");
    await userEvent.type(screen.getByLabelText(/Provider notes/), "Hard of hearing");
    await userEvent.click(screen.getByRole("button", { name: "Save" }));
    await waitFor(() => expect(commands()[0]?.body).toEqual({ providerNotes: "Hard of hearing" }));
  });

  it("keeps a message that was begun when the details are closed, for this caller alone, until it is sent", async () => {
    const { commands } = open();
    const field = () => screen.findByRole<HTMLTextAreaElement>("textbox", { name: /^Message to/ });
    await choose("Dorothy Finch", "Message");
    await userEvent.type(await field(), "The doctor is coming");
    await userEvent.keyboard("{Escape}");
    await choose("Wei Zhang", "Message");
    expect((await field()).value).toBe("");
    await userEvent.keyboard("{Escape}");
    await choose("Dorothy Finch", "Message");
    expect((await field()).value).toBe("The doctor is coming");
    await userEvent.type(await field(), "{Enter}");
    expect(commands()[0]?.body).toEqual({ text: "The doctor is coming" });
    await waitFor(async () => expect((await field()).value).toBe(""));
  });

  it("keeps a correction that was begun when the details are closed, for this caller alone, until it is cancelled", async () => {
    const { commands } = open();
    await choose("Dorothy Finch", "Details");
    await userEvent.click(await screen.findByRole("button", { name: "Edit details" }));
    await userEvent.type(screen.getByLabelText(/Provider notes/), "Hard of hearing");
    await userEvent.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByLabelText(/Provider notes/)).toBeNull());
    await choose("Wei Zhang", "Details");
    await screen.findByRole("button", { name: "Edit details" });
    await userEvent.keyboard("{Escape}");
    await choose("Dorothy Finch", "Details");
    expect((await screen.findByLabelText<HTMLTextAreaElement>(/Provider notes/)).value).toBe("Hard of hearing");
    await userEvent.click(screen.getByRole("button", { name: "Cancel" }));
    await userEvent.click(screen.getByRole("button", { name: "Keep writing" }));
    expect(screen.getByLabelText<HTMLTextAreaElement>(/Provider notes/).value).toBe("Hard of hearing");
    await userEvent.click(screen.getByRole("button", { name: "Cancel" }));
    await userEvent.click(screen.getByRole("button", { name: "Discard" }));
    await userEvent.click(await screen.findByRole("button", { name: "Edit details" }));
    expect(screen.getByLabelText<HTMLTextAreaElement>(/Provider notes/).value).toBe("");
    // Nothing was changed in it: nothing to ask.
    await userEvent.click(screen.getByRole("button", { name: "Cancel" }));
    expect(await screen.findByRole("button", { name: "Edit details" })).toBeTruthy();
    expect(commands()).toEqual([]);
  });

  it("shows at its field what is wrong with a correction, keeps what was typed, and tells of what staff still owe", async () => {
    const field = { help: {}, required: false, audience: "caller" as const, options: [], shownAsColumn: false };
    const entryFields = [
      { ...field, id: "age", kind: "number" as const, label: { en: "Age" } },
      { ...field, id: "ward", kind: "text" as const, label: { en: "Ward" }, required: true, audience: "provider" as const },
      { ...field, id: "who", kind: "clinician" as const, label: { en: "Doctor" }, options: [{ value: "Dr Zeta", label: { en: "Dr Zeta (Dr Priya Nair)" } }] },
    ];
    const wrong = ["fields.ward", "fields.who", "phone"].map((path) => faultAt(path, "missing"));
    const { commands } = open({
      answers: { "GET /api/clinics/{slug}": () => ({ ...CARDIOLOGY_PAGE, entryFields }), "POST /api/visits/{visitId}/details": () => refusal("badRequest", { fields: wrong }) },
    });
    await choose("Dorothy Finch", "Details");
    await userEvent.click(await screen.findByRole("button", { name: "Edit details" }));
    const doctor = screen.getByLabelText<HTMLSelectElement>(/Doctor/);
    expect([...doctor.options].map(({ text }) => text)).toEqual(["–", "Dr Zeta (Dr Priya Nair)", "Does not know"]);
    await userEvent.selectOptions(doctor, "Dr Zeta (Dr Priya Nair)");
    await userEvent.clear(screen.getByLabelText(/Phone/));
    await userEvent.type(screen.getByLabelText(/Phone/), "call me");
    await userEvent.click(screen.getByRole("button", { name: "Save" }));
    await waitFor(() => expect(commands()[0]?.body).toEqual({ phone: "call me", fields: { ward: "", who: "Dr Zeta" } }));
    expect(await screen.findByText("Fill this in.")).toBeTruthy();
    expect(screen.getByText("Choose one of the names that are offered, or that the caller does not know.")).toBeTruthy();
    expect(screen.getByText("This is not a phone number. Write it in figures.")).toBeTruthy();
    expect(screen.getByLabelText<HTMLInputElement>(/Phone/).value).toBe("call me");
    expect(screen.queryByText(/Wrong/)).toBeNull();
  });

  it("tells the activity in sentences", async () => {
    open({
      answers: {
        "GET /api/visits/{visitId}/activity": () => ({
          lines: [
            { id: idOf(1), at: DOROTHY.enteredAt, byName: "Dorothy Finch", byKind: "caller", type: "entered", facts: {} },
            { id: idOf(2), at: DOROTHY.enteredAt, byName: "Dr Marsh", byKind: "member", type: "ended", facts: { reason: "removed", note: "Twice" } },
          ],
        }),
      },
    });
    await choose("Dorothy Finch", "Activity");
    expect(await screen.findByText("Dorothy Finch entered the waiting area")).toBeTruthy();
    expect(screen.getByText("Dr Marsh: visit ended, removed: Twice")).toBeTruthy();
  });

  it("asks before a call is entered where the clinic wants it, naming host and guest", async () => {
    const { commands } = open({ answers: { "GET /api/clinics/{slug}": () => ({ ...CARDIOLOGY_PAGE, confirmCallEntry: true }) } });
    await userEvent.click(within(await rowOf("Dorothy Finch")).getByRole("button", { name: "Join Dorothy Finch" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Join Dorothy Finch?" }));
    expect(dialog.getByText(/You, Dr Priya Nair, are the host. Dorothy Finch is the guest./)).toBeTruthy();
    expect(commands()).toEqual([]);
    await userEvent.click(dialog.getByRole("button", { name: "Join Dorothy Finch" }));
    await waitFor(() => expect(commands().map(({ key }) => key)).toEqual(["POST /api/visits/{visitId}/join"]));
  });
});

it("an answer that comes after its dialog was left does not close the next one", async () => {
  let answers: (reply: unknown) => void = () => {};
  open({ answers: { "POST /api/visits/{visitId}/remove": () => new Promise((done) => (answers = done)) as never } });
  await choose("Dorothy Finch", "Remove");
  const dialog = within(await screen.findByRole("dialog", { name: /Remove Dorothy/ }));
  await userEvent.type(dialog.getByRole("textbox"), "Twice");
  await userEvent.click(dialog.getByRole("button", { name: /^Remove/ }));
  await userEvent.click(dialog.getByRole("button", { name: "Cancel" }));
  await userEvent.click(dialog.getByRole("button", { name: english["dialog.discardAct"] }));
  await choose("Leila Haddad", "Transfer");
  await userEvent.type(await screen.findByLabelText(/Note for the team/), "Needs an ECG");
  await act(async () => {
    answers({ ok: true });
    await new Promise((later) => setTimeout(later, 50));
  });
  expect(screen.getByRole("dialog", { name: "Transfer Leila Haddad" })).toBeTruthy();
});
