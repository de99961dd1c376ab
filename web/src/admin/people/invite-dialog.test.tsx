import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { showAdmin } from "../../../test/staff/show-admin.tsx";

const invited = { address: "olga@operator.example", outcome: "invited" };
const added = { address: "olga@operator.example", outcome: "added" };
const already = { address: "hana@operator.example", outcome: "alreadyMember" };

it.each([
  ["a mail server", { outcomes: [invited, already], sends: true }, "Invited: 1. Here already: 1."],
  [
    "no mail server",
    { outcomes: [invited, already], sends: false },
    "Invited: 1. Here already: 1. No mail server is set up: whoever runs the platform finds the link in the outbox.",
  ],
  ["no mail server, and nobody who needs a link", { outcomes: [added, already], sends: false }, "Added at once: 1. Here already: 1."],
])("tells only what became of somebody, with %s", async (_, reply, said) => {
  showAdmin("/platform/administrators", {
    platformAdministrator: true,
    answers: {
      "GET /api/platform/administrators": () => ({ administrators: [] }),
      "GET /api/platform/administrators/pending": () => ({ rows: [], total: 0, page: 1 }),
      "POST /api/platform/administrators/invite": () => ({ ok: true, ...reply }),
    },
  });
  await userEvent.click(await screen.findByRole("button", { name: "Invite" }));
  await userEvent.type(screen.getByLabelText("E-mail addresses"), "olga@operator.example, hana@operator.example");
  await userEvent.click(screen.getByRole("button", { name: "Invite 2 people" }));
  expect(await screen.findByText(said)).toBeTruthy();
});
