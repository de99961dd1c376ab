import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { showAdmin } from "../../../test/staff/show-admin.tsx";

const invited = { address: "olga@operator.example", outcome: "invited" };
const added = { address: "olga@operator.example", outcome: "added" };
const waiting = {
  id: "i",
  email: invited.address,
  role: "platformAdministrator",
  permissions: [],
  byName: "Ingrid",
  sentAt: 0,
  expiresAt: 0,
  isOver: false,
  mayEdit: true,
  clinicName: null,
};
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

it.each([
  [true, "Sent again to olga@operator.example; it works for another 30 days"],
  [false, "The invitation of olga@operator.example works for another 30 days. No mail server is set up: whoever runs the platform finds the new link in the outbox."],
])("tells where an invitation went that is sent again, with a mail server: %s", async (sends, said) => {
  showAdmin("/platform/administrators", {
    platformAdministrator: true,
    answers: {
      "GET /api/platform/administrators": () => ({ administrators: [] }),
      "GET /api/platform/administrators/pending": () => ({ rows: [waiting], total: 1, page: 1 }),
      "POST /api/membership-invitations/{invitationId}/resend": () => ({ ok: true, sends }),
    },
  });
  await userEvent.click(await screen.findByRole("button", { name: /^Invited/ }));
  await userEvent.click(await screen.findByRole("button", { name: "Send again to olga@operator.example" }));
  expect(await screen.findByText(said)).toBeTruthy();
});
