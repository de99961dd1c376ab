import { fireEvent, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { refusal, type Sent } from "../../../test/staff/fake-world.tsx";
import { showAdmin } from "../../../test/staff/show-admin.tsx";

// The page lists every time zone of the world, which is not what is tried here and takes seconds to search by role.
beforeEach(() => void vi.spyOn(Intl, "supportedValuesOf").mockReturnValue([]));

const ORGANISATION = { id: "00000000-0000-7000-8000-000000000900", name: "Marlow Valley Health", role: "administrator" as const };
const READ = {
  values: { name: ORGANISATION.name, timeZone: "UTC", supportPhone: "1420", supportEmail: "", supportMessage: "", privacyUrl: "", termsUrl: "", troubleshootingUrl: "" },
  version: 3,
  lastChange: null,
};
/** Grace saved another phone and a message while the page was open. */
const THEIRS = { ...READ, values: { ...READ.values, supportPhone: "1499", supportMessage: "Ring twice." }, version: 4, lastChange: { by: "Grace Ellison", at: 0 } };
const SAVE = "POST /api/organisations/{organisationId}/settings/{section}";

type Body = { version: number; values: Record<string, string> };
const bodyOf = (sent: Sent | undefined) => sent?.body as Body;

/** Refuses what was not read in its newest form, as the server does. */
function open(
  save = (sent: Sent): unknown => {
    const { version, values } = bodyOf(sent);
    return version === THEIRS.version
      ? { ...THEIRS, values: { ...THEIRS.values, ...values }, version: 5 }
      : refusal("changedMeanwhile", { by: "Grace Ellison", at: 0, now: THEIRS });
  },
) {
  return showAdmin(`/organisations/${ORGANISATION.id}/information`, {
    person: { organisations: [ORGANISATION] },
    answers: { "GET /api/organisations/{organisationId}/settings/{section}": () => READ, [SAVE]: save },
  });
}
const field = (name: string) => screen.getByLabelText<HTMLInputElement>(new RegExp(`^${name}`));
const press = (name: string) => userEvent.click(screen.getByRole("button", { name }));
async function types(name: string, text: string) {
  await screen.findByRole("form", { name: "Information" });
  fireEvent.change(field(name), { target: { value: text } });
}

async function bothSaved() {
  const page = open();
  await types("Support phone", "1500");
  await types("Address of the terms", "https://terms.example");
  await press("Save");
  expect((await screen.findByText("Grace Ellison saved this section while you were working on it.")).closest("[role=alert]")).not.toBeNull();
  return page;
}

describe("two administrators who save the same section", () => {
  it("the second looks at what the first saved, in its place, and comes back to their own", async () => {
    await bothSaved();
    expect([field("Support phone").value, field("Support message").value]).toEqual(["1500", ""]);
    await press("Look at theirs");
    expect(screen.getByText(/^This is what Grace Ellison saved/)).toBeTruthy();
    expect([field("Support phone").value, field("Support message").value, field("Address of the terms").value]).toEqual(["1499", "Ring twice.", ""]);
    // Theirs is not the place to type in.
    expect(field("Support phone").closest("fieldset")?.disabled).toBe(true);
    expect(screen.getByRole<HTMLButtonElement>("button", { name: "Save" }).disabled).toBe(true);
    await press("Back to mine");
    expect([field("Support phone").value, field("Support message").value, field("Address of the terms").value]).toEqual(["1500", "", "https://terms.example"]);
  });

  it("keeps their own over what they have seen, with what they typed since, and nothing else of the first is overwritten", async () => {
    const { sent } = await bothSaved();
    await types("Support e-mail", "help@marlow.example");
    await press("Keep mine");
    await waitFor(() => expect(screen.queryByRole("button", { name: "Keep mine" })).toBeNull());
    expect(bodyOf(sent.findLast(({ key }) => key === SAVE))).toEqual({
      version: THEIRS.version,
      values: { supportPhone: "1500", termsUrl: "https://terms.example", supportEmail: "help@marlow.example" },
    });
    expect([field("Support phone").value, field("Support message").value]).toEqual(["1500", "Ring twice."]);
  });

  it("takes what the first saved, and has nothing unsaved then", async () => {
    const { sent } = await bothSaved();
    await press("Take theirs");
    expect([field("Support phone").value, field("Address of the terms").value]).toEqual(["1499", ""]);
    expect(screen.queryByText(/not saved/)).toBeNull();
    expect(screen.getByText(/^Last changed by Grace Ellison/)).toBeTruthy();
    await types("Support phone", "1600");
    await press("Save");
    await waitFor(() => expect(bodyOf(sent.at(-1))).toEqual({ version: THEIRS.version, values: { supportPhone: "1600" } }));
  });

  it("loses nothing of the first when their own could not be sent at once", async () => {
    let isDown = true;
    const { sent } = open((request) => {
      const { version, values } = bodyOf(request);
      if (version === READ.version) return refusal("changedMeanwhile", { by: "Grace Ellison", at: 0, now: THEIRS });
      return isDown ? refusal("unreachable") : { ...THEIRS, values: { ...THEIRS.values, ...values }, version: 5 };
    });
    await types("Support phone", "1500");
    await press("Save");
    await screen.findByText(/saved this section/);
    await press("Keep mine");
    await waitFor(() => expect(bodyOf(sent.at(-1)).version).toBe(THEIRS.version));
    isDown = false;
    await press("Save");
    await waitFor(() => expect(sent.filter(({ key }) => key === SAVE)).toHaveLength(3));
    expect(bodyOf(sent.at(-1))).toEqual({ version: THEIRS.version, values: { supportPhone: "1500" } });
  });
});

it("what is typed while a section is being saved stays, and is not saved yet", async () => {
  let answer: (reply: unknown) => void = () => {};
  open(() => new Promise((later) => (answer = later)));
  await types("Support phone", "1500");
  await press("Save");
  await types("Support e-mail", "help@marlow.example");
  answer({ ...READ, values: { ...READ.values, supportPhone: "1500" }, version: 4 });
  await screen.findByText("1 change not saved");
  expect([field("Support phone").value, field("Support e-mail").value]).toEqual(["1500", "help@marlow.example"]);
});
