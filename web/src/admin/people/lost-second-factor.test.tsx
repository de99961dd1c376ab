import { faultAt } from "@anteroom/core/faults";
import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { idOf, NAIR } from "../../../test/staff/fake-people.ts";
import { refusal } from "../../../test/staff/fake-world.tsx";
import { showAdmin } from "../../../test/staff/show-admin.tsx";

const row = (personId: string, name: string, removableSecondFactor: boolean) => ({ personId, name, email: `${personId}@marlow.example`, removableSecondFactor });

function open({ cameElsewhere = false, remove = (): unknown => ({ ok: true }) } = {}) {
  return showAdmin("/platform/administrators", {
    platformAdministrator: true,
    answers: {
      "GET /api/platform/administrators": () => ({ administrators: [row(NAIR.id, NAIR.name, false), row(idOf(77), "Olga Operator", true)] }),
      "GET /api/platform/administrators/pending": () => ({ rows: [], total: 0, page: 1 }),
      "GET /api/account/security": () => ({ cameElsewhere }),
      "POST /api/people/{personId}/second-factor/remove": remove,
    },
  });
}
const begin = async () => userEvent.click(await screen.findByRole("button", { name: "Remove the lost second factor of Olga Operator" }));
const press = () => userEvent.click(screen.getByRole("button", { name: "Remove second factor" }));

it("is taken away only with one's own password, and after it was said what happens", async () => {
  const { sent } = open();
  await begin();
  expect(screen.getByText(/Olga Operator is signed out everywhere and told by e-mail/)).toBeTruthy();
  await screen.findByLabelText("Your password, or the code of your app");
  await press();
  expect(screen.getByText(/Enter your password/)).toBeTruthy();
  await userEvent.type(screen.getByLabelText("Your password, or the code of your app"), "my own password");
  await press();
  expect(await screen.findByText("The second factor of Olga Operator is removed.")).toBeTruthy();
  expect(sent.findLast(({ key }) => key.endsWith("second-factor/remove"))).toMatchObject({ params: { personId: idOf(77) }, body: { proof: "my own password" } });
});

it("stays where the password was wrong, and what was typed stays too", async () => {
  open({ remove: () => refusal("badRequest", { fields: [faultAt("proof", "proofWrong")] }) });
  await begin();
  const field = await screen.findByLabelText<HTMLInputElement>("Your password, or the code of your app");
  await userEvent.type(field, "a guess");
  await press();
  expect(await screen.findByText(/This is neither your password nor the code/)).toBeTruthy();
  expect(field.value).toBe("a guess");
});

it("asks whoever came through their organisation's own sign-in to come anew instead", async () => {
  open({ cameElsewhere: true, remove: () => refusal("badRequest", { fields: [faultAt("session", "comeAgain")] }) });
  await begin();
  await waitFor(() => expect(screen.getByRole<HTMLButtonElement>("button", { name: "Remove second factor" }).getAttribute("aria-busy")).not.toBe("true"));
  expect(screen.queryByLabelText("Your password, or the code of your app")).toBeNull();
  await press();
  expect(await screen.findByText(/Sign out and in again, then do this within ten minutes/)).toBeTruthy();
});
