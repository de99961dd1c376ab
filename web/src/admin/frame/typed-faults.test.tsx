import { fireEvent, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { showSettings } from "../../../test/staff/clinic-settings.ts";
import { CARDIOLOGY } from "../../../test/staff/fake-people.ts";
import { refusal } from "../../../test/staff/fake-world.tsx";
import { showAdmin } from "../../../test/staff/show-admin.tsx";

const WEEK = [[{ from: "09:00", to: "17:00" }], [], [], [], [], [], []];
const sectionOf = async (name: string) => within(await screen.findByRole("form", { name }));

it("says a sentence once a control is left, not in the middle of a word, and takes it back while it is mended", async () => {
  const { commands } = showSettings("waiting-area");
  const support = await sectionOf("Support");
  const email = support.getByLabelText("E-mail");
  await userEvent.type(email, "recep");
  expect(support.queryByText("This is no e-mail address.")).toBeNull();
  await userEvent.tab();
  expect(support.getByText("This is no e-mail address.")).toBeVisible();
  expect(email).toHaveAttribute("aria-invalid", "true");
  await userEvent.type(email, "tion@example.org");
  expect(support.queryByText("This is no e-mail address.")).toBeNull();
  expect(commands()).toEqual([]);
});

it("sends nothing that is known to be refused, and stands in the first field that is wrong", async () => {
  const { commands } = showSettings("waiting-area");
  const support = await sectionOf("Support");
  await userEvent.type(support.getByLabelText("E-mail"), "reception{Enter}");
  expect(support.getByText("This is no e-mail address.")).toBeVisible();
  expect(support.getByLabelText("E-mail")).toHaveFocus();
  expect(commands()).toEqual([]);
});

it("judges hours when both times are left, at their day", async () => {
  showSettings("waiting-area", { hours: WEEK });
  const hours = await sectionOf("Hours");
  const from = hours.getByLabelText("Monday: open from");
  from.focus();
  fireEvent.change(from, { target: { value: "18:00" } });
  await userEvent.tab();
  // Their end is the next to be typed.
  expect(hours.queryByText(/before they begin/)).toBeNull();
  hours.getByLabelText("Monday: open until").focus();
  hours.getByRole("button", { name: "Add hours on Friday" }).focus();
  const sentence = await hours.findByText("These hours end (17:00) before they begin (18:00).");
  expect(sentence.closest(".week-day")).toHaveTextContent("Monday");
});

it("says at one language what is wrong in it, and asks only for languages that the clinic offers, its main language first", async () => {
  const address = { values: { name: CARDIOLOGY.name, slug: CARDIOLOGY.slug, shortCode: "" }, version: 1, lastChange: null, oldSlugs: [], publicUrl: "https://anteroom.example" };
  showSettings("sharing", { mainLanguage: "ar", languages: ["ar", "en"] }, { "GET /api/clinics/{slug}/address": () => address });
  const words = await sectionOf("Words for e-mails and texts");
  const [first, second] = words.getAllByRole("textbox");
  expect([first, second].map((box) => box?.getAttribute("lang"))).toEqual(["ar", "en"]);
  await userEvent.type(second as HTMLElement, "Come to us");
  await userEvent.tab();
  expect(words.getAllByText(/where the link shall stand/)).toHaveLength(1);
  expect([first, second].map((box) => box?.getAttribute("aria-invalid"))).toEqual([null, "true"]);
});

it("leaves out a language that the clinic does not offer", async () => {
  showSettings("texts", { mainLanguage: "en", languages: ["en"] });
  const words = await sectionOf("Important information");
  expect(words.getAllByRole("textbox").map((box) => box.getAttribute("lang"))).toEqual(["en"]);
});

it("knows before the save that another clinic has a slug, and what a short link cannot be", async () => {
  const address = { values: { name: CARDIOLOGY.name, slug: CARDIOLOGY.slug, shortCode: "" }, version: 1, lastChange: null, oldSlugs: [], publicUrl: "https://anteroom.example" };
  const { sent, commands } = showSettings(
    "clinic",
    {},
    {
      "GET /api/clinics/{slug}/address": () => address,
      "GET /api/organisations/{organisationId}/clinics/slug": ({ body }) => ({ slug: (body as { slug: string }).slug, fault: "taken" }),
    },
  );
  const form = await sectionOf("Name and link");
  const slug = form.getByLabelText("Link");
  await userEvent.clear(slug);
  await userEvent.type(slug, "renal");
  await userEvent.tab();
  expect(await form.findByText("Another clinic has this link. Please choose another.")).toBeVisible();
  expect(sent.at(-1)).toMatchObject({ params: { organisationId: CARDIOLOGY.organisationId }, body: { slug: "renal", clinicId: CARDIOLOGY.id } });
  await userEvent.type(form.getByLabelText(/Short link/), "x");
  await userEvent.tab();
  expect(form.getByText("Please use at least 3 characters.")).toBeVisible();
  expect(commands()).toEqual([]);
});

it("judges an organisation's settings by the same sentences", async () => {
  const organisation = { id: "00000000-0000-7000-8000-000000000900", name: "Marlow Valley Health", role: "administrator" as const };
  const values = { name: organisation.name, timeZone: "UTC", supportPhone: "", supportEmail: "", supportMessage: "", privacyUrl: "", termsUrl: "", troubleshootingUrl: "" };
  showAdmin(`/organisations/${organisation.id}/information`, {
    person: { organisations: [organisation] },
    answers: { "GET /api/organisations/{organisationId}/settings/{section}": () => ({ values, version: 0, lastChange: null }) },
  });
  const form = await sectionOf("Information");
  const terms = form.getByLabelText(/Address of the terms/);
  fireEvent.change(terms, { target: { value: "terms" } });
  expect(form.queryByText(/whole address/)).toBeNull();
  fireEvent.blur(terms);
  expect(form.getByText("This must be a whole address, such as https://example.org/privacy.")).toBeVisible();
});

it("says what only the server found in the words of the page", async () => {
  const profile = { values: { name: "Priya", mobile: "", username: "", language: "en" }, version: 0, lastChange: null, email: "p@marlow.example", signsOnAt: null };
  const fields = [{ path: "username", code: "usernameTaken", values: {}, message: "the server's own words" } as const];
  showAdmin("/account/profile", { answers: { "GET /api/account/profile": () => profile, "POST /api/account/profile": () => refusal("badRequest", { fields }) } });
  await userEvent.type(await screen.findByLabelText(/^Username/), "priya{Enter}");
  expect(await screen.findByText("Somebody else has this name already.")).toBeVisible();
});
