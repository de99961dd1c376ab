import { screen, waitFor } from "@testing-library/react";
import { beforeEach, expect, it } from "vitest";
import { clinicOf, refused, surroundingsOf, visitOf } from "../../../test/patient/stage.tsx";
import { enters } from "../../../test/patient/way.tsx";

beforeEach(() => sessionStorage.clear());

const ANSWER = "POST /api/visits/{visitId}/consent";
const renal = clinicOf({ id: "01890000-0000-7000-8000-000000000099", name: "Renal Clinic", texts: { ...clinicOf().texts, consent: { en: "I agree to a call with Renal." } } });

/** Passed on to a clinic with a text of its own. */
async function isTransferred() {
  const world = surroundingsOf();
  const came = await enters(world);
  await came.tell(visitOf({ clinic: renal, transferred: true, asksConsent: true }));
  expect(await screen.findByRole("heading", { name: "Renal Clinic asks for your agreement" })).toBeVisible();
  expect(screen.getByText("I agree to a call with Renal.")).toBeVisible();
  return { ...came, answers: () => world.sent.filter(({ key }) => key === ANSWER).map(({ options }) => options.body) };
}

it("whoever is passed on to a clinic with a text of its own agrees to these words, where they wait", async () => {
  const { user, answers } = await isTransferred();
  expect(screen.getByTestId("waiting")).toBeVisible();
  await user.click(screen.getByRole("button", { name: "I agree" }));
  expect(answers()).toEqual([{ clinicId: renal.id, agrees: true, shown: "I agree to a call with Renal." }]);
  await waitFor(() => expect(screen.queryByText("I agree to a call with Renal.")).toBeNull());
});

it("whoever does not agree reads first what comes of it, and whom to phone", async () => {
  const { user, answers } = await isTransferred();
  await user.click(screen.getByRole("button", { name: "I do not agree" }));
  const dialog = await screen.findByRole("dialog", { name: "Leave without agreeing?" });
  expect(dialog).toHaveTextContent(/lose your place.*03 5550 1420/s);
  await user.click(screen.getByRole("button", { name: "Back to the text" }));
  expect(answers()).toEqual([]);
  await user.click(screen.getByRole("button", { name: "I do not agree" }));
  await user.click(screen.getByRole("button", { name: "Do not agree and leave" }));
  expect(answers()).toEqual([{ clinicId: renal.id, agrees: false, shown: "" }]);
});

it("a text that was changed meanwhile stays to be read again", async () => {
  const { user, world } = await isTransferred();
  world.answers.set(ANSWER, () => refused("badRequest", { status: 400, fields: [{ path: "consent", code: "consentChanged", values: {} }] }));
  await user.click(screen.getByRole("button", { name: "I agree" }));
  expect(await screen.findByText(/^The clinic has changed this text/)).toBeVisible();
  expect(screen.getByText("I agree to a call with Renal.")).toBeVisible();
});
