import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { showAdmin } from "../../../test/staff/show-admin.tsx";

it("tells only what became of somebody", async () => {
  showAdmin("/platform/administrators", {
    platformAdministrator: true,
    answers: {
      "GET /api/platform/administrators": () => ({ administrators: [] }),
      "GET /api/platform/administrators/pending": () => ({ rows: [], total: 0, page: 1 }),
      "POST /api/platform/administrators/invite": () => ({
        ok: true,
        outcomes: [
          { address: "olga@operator.example", outcome: "invited" },
          { address: "hana@operator.example", outcome: "alreadyMember" },
        ],
      }),
    },
  });
  await userEvent.click(await screen.findByRole("button", { name: "Invite" }));
  await userEvent.type(screen.getByLabelText("E-mail addresses"), "olga@operator.example, hana@operator.example");
  await userEvent.click(screen.getByRole("button", { name: "Invite 2 people" }));
  expect(await screen.findByText("Invited: 1. Here already: 1.")).toBeTruthy();
});
