import { faultAt } from "@anteroom/core/faults";
import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { idOf } from "../../../test/staff/fake-people.ts";
import { refusal } from "../../../test/staff/fake-world.tsx";
import { english, showAdmin } from "../../../test/staff/show-admin.tsx";

const MARLOW = { id: idOf(900), name: "Marlow Valley Health", role: "coordinator" as const };
const CREATE = "POST /api/organisations/{organisationId}/clinics";

function open(reply: { administratorHasAccount: boolean; sends: boolean } = { administratorHasAccount: false, sends: true }) {
  return showAdmin(`/organisations/${MARLOW.id}/clinics`, {
    person: { organisations: [MARLOW] },
    answers: {
      "GET /api/organisations/{organisationId}/clinics": () => ({ name: MARLOW.name, clinics: [] }),
      "GET /api/organisations/{organisationId}/clinics/slug": ({ body }) => ({ slug: (body as { name: string }).name.toLowerCase().replaceAll(" ", "-"), fault: null }),
      [CREATE]: () => ({ ok: true, ...reply }),
    },
  });
}
async function opensTheDialog() {
  await userEvent.click((await screen.findAllByRole("button", { name: "New clinic" }))[0] as HTMLElement);
}

describe("a new clinic", () => {
  it.each([
    [{ administratorHasAccount: false, sends: true }, "Heart is created. lead@marlow.example has no account yet and gets an invitation by mail."],
    [
      { administratorHasAccount: false, sends: false },
      "Heart is created. lead@marlow.example has no account yet. No mail server is set up: whoever runs the platform finds the link in the outbox.",
    ],
    [{ administratorHasAccount: true, sends: false }, "Heart is created"],
  ])("says what becomes of its administrator: %o", async (reply, said) => {
    open(reply);
    await opensTheDialog();
    await userEvent.keyboard("Heart{Tab}{Tab}lead@marlow.example{Enter}");
    expect(await screen.findByText(said)).toBeDefined();
  });

  it("says what only the server knows in the words of the page", async () => {
    const message = "the server's own words";
    const fields = [
      { ...faultAt("name", "nameTaken"), message },
      { ...faultAt("slug", "taken"), message },
    ];
    open().answer(CREATE, () => refusal("badRequest", { fields }));
    await opensTheDialog();
    await userEvent.keyboard("Heart{Tab}{Tab}lead@marlow.example{Enter}");
    for (const code of ["nameTaken", "taken"]) expect(await screen.findByText(english[`fault.${code}`] as string)).toBeTruthy();
    expect(screen.queryByText("the server's own words")).toBeNull();
  });

  it("is named by what is typed right after the dialog opened, with a link made of the whole name", async () => {
    const { sent } = open();
    await opensTheDialog();
    await userEvent.keyboard("Heart Failure{Tab}{Tab}lead@marlow.example{Enter}");
    await waitFor(() => expect(sent.find(({ key }) => key === CREATE)?.body).toEqual({ name: "Heart Failure", slug: "heart-failure", administratorEmail: "lead@marlow.example" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  });

  it("is not given the link of half its name because the other half came late", async () => {
    const { sent } = open();
    await opensTheDialog();
    await userEvent.type(screen.getByLabelText(/first administrator/i), "lead@marlow.example");
    await userEvent.type(screen.getByLabelText("Name of the clinic"), "Heart");
    await waitFor(() => expect(screen.getByLabelText<HTMLInputElement>("Link for callers").value).toBe("heart"));
    await userEvent.type(screen.getByLabelText("Name of the clinic"), " Failure{Enter}");
    await waitFor(() => expect(sent.find(({ key }) => key === CREATE)?.body).toMatchObject({ slug: "heart-failure" }));
  });

  it("asks for what is missing, and stands in the first field that is", async () => {
    const { sent } = open();
    await opensTheDialog();
    await userEvent.keyboard("{Enter}");
    expect(screen.getByLabelText("Name of the clinic").getAttribute("aria-invalid")).toBe("true");
    expect(document.activeElement).toBe(screen.getByLabelText("Name of the clinic"));
    expect(sent.some(({ key }) => key === CREATE)).toBe(false);
  });
});
