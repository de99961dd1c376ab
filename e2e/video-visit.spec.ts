import type { Demo } from "./support/product.ts";
import { expect, test } from "./support/test.ts";

type Clinic = Demo["clinics"][number];

test("a caller waits, is joined, talks, and the visit ends", async ({ product, patient, staff }) => {
  const clinic = product.demo.clinics[0]!;
  const clinician = await staff(clinic.slug);
  const ada = await patient("Ada");

  await ada.enters(clinic.link);
  await ada.seesOwnPicture();
  await clinician.seesRow(ada.name, "Waiting");

  await clinician.joins(ada.name);
  await clinician.seesVideoOf(ada.name);
  await ada.seesVideoOf(clinician.name);

  await clinician.endsForAll();
  await expect(ada.goodbye).toBeVisible();
  await clinician.seesNoRow(ada.name);
});

test("a caller is put on hold and joined again", async ({ product, patient, staff }) => {
  const clinic = product.demo.clinics[0]!;
  const clinician = await staff(clinic.slug);
  const bo = await patient("Bo");
  await bo.enters(clinic.link);
  await clinician.joins(bo.name);
  await bo.seesVideoOf(clinician.name);

  await clinician.holds();
  await expect(bo.waiting).toBeVisible();
  await bo.seesNoVideoOf(clinician.name);
  await clinician.seesRow(bo.name, "On hold");

  await clinician.joins(bo.name);
  await clinician.seesVideoOf(bo.name);
  await bo.seesVideoOf(clinician.name);
  await clinician.endsForAll();
  await expect(bo.goodbye).toBeVisible();
});

test("a second clinician joins a running call and all three see each other", async ({ product, patient, staff }) => {
  const clinic = product.demo.clinics[0]!;
  const first = await staff(clinic.slug, 0);
  const second = await staff(clinic.slug, 1);
  const cleo = await patient("Cleo");
  await cleo.enters(clinic.link);
  await first.joins(cleo.name);
  await first.seesVideoOf(cleo.name);

  await second.seesRow(cleo.name, "Being seen");
  await second.joins(cleo.name);
  await second.seesVideoOf(cleo.name);
  await second.seesVideoOf(first.name);
  await cleo.seesVideoOf(second.name);
  await first.seesVideoOf(second.name);

  await first.endsForAll();
  await expect(cleo.goodbye).toBeVisible();
});

test("two clinicians press Join together: one sits down, the other reads who was faster", async ({ product, patient, staff }) => {
  const clinic = product.demo.clinics[0]!;
  const first = await staff(clinic.slug, 0);
  const second = await staff(clinic.slug, 1);
  const dan = await patient("Dan");
  await dan.enters(clinic.link);
  await first.seesRow(dan.name, "Waiting");
  await second.seesRow(dan.name, "Waiting");

  // Both press on the same picture of the row: the second one's command is under way until the first has sat down.
  const button = (person: typeof first) => person.row(dan.name).getByRole("button", { name: /^Join/ });
  let arrives = () => {};
  const held = new Promise<void>((done) => (arrives = done));
  await second.page.route("**/api/visits/*/join", async (route) => {
    await held;
    await route.continue();
  });
  await button(second).click();
  await button(first).click();
  await first.seesVideoOf(dan.name);
  arrives();
  await expect(second.page.getByText(`${first.name} joined ${dan.name} first.`)).toBeVisible();
  await expect(first.page.getByText(/joined .* first/)).toHaveCount(0);
  await first.endsForAll();
  await expect(dan.goodbye).toBeVisible();
});

test("a second caller is added to the call, taken out again, and hears nothing afterwards", async ({ product, patient, staff }) => {
  const clinic = product.demo.clinics[0]!;
  const clinician = await staff(clinic.slug);
  const eva = await patient("Eva");
  const finn = await patient("Finn");
  await eva.enters(clinic.link);
  await finn.enters(clinic.link);
  await clinician.joins(eva.name);
  await clinician.seesVideoOf(eva.name);

  await clinician.adds(finn.name);
  await clinician.seesVideoOf(finn.name);
  await eva.seesVideoOf(finn.name);
  await finn.seesVideoOf(eva.name);

  await clinician.page
    .getByRole("button", { name: /^(Undo|Take out)/ })
    .first()
    .click();
  await finn.seesNoVideoOf(eva.name);
  await eva.seesNoVideoOf(finn.name);
  await eva.seesVideoOf(clinician.name);

  await clinician.endsForAll();
  await expect(eva.goodbye).toBeVisible();
  await clinician.row(finn.name).waitFor();
});

test("a caller is transferred to another clinic: gone here, there with the note, and seen there", async ({ product, patient, staff }) => {
  const [here, there] = product.demo.clinics as [Clinic, Clinic];
  const clinician = await staff(here.slug);
  const receiver = await staff(there.slug);
  const gus = await patient("Gus");
  await gus.enters(here.link);
  await clinician.seesRow(gus.name, "Waiting");

  await clinician
    .row(gus.name)
    .getByRole("button", { name: /More|Actions/ })
    .click();
  await clinician.page.getByRole("menuitem", { name: /^Transfer/ }).click();
  const dialog = clinician.page.getByRole("dialog");
  await dialog.getByText(there.name).first().click();
  await dialog.getByLabel(/Note/).fill("Needs an ECG first");
  await dialog.getByRole("button", { name: /^Transfer/ }).click();

  await clinician.seesNoRow(gus.name);
  await receiver.seesRow(gus.name, "Waiting");
  await receiver.seesRow(gus.name, "Needs an ECG first");
  // Their tab still shows the address of the first clinic.
  await gus.seesText(`You are now waiting for ${there.name}`);
  await gus.page.reload();
  await expect(gus.waiting).toBeVisible();
  await gus.seesText(`You are now waiting for ${there.name}`);
  await receiver.joins(gus.name);
  // The kidney clinic has the confirmation of entry switched on.
  await receiver.page.getByRole("dialog").getByRole("button", { name: /^Join/ }).click();
  await receiver.seesVideoOf(gus.name);
  await gus.seesVideoOf(receiver.name);
  await receiver.endsForAll();
  await expect(gus.goodbye).toBeVisible();
});

test("a clinician talks to a colleague of another clinic and hands the caller over in person", async ({ product, patient, staff }) => {
  const [here, there] = product.demo.clinics as [Clinic, Clinic];
  const asker = await staff(here.slug);
  const taker = await staff(there.slug);
  const gil = await patient("Gil");
  await gil.enters(here.link);
  await asker
    .row(gil.name)
    .getByRole("button", { name: /More|Actions/ })
    .click();
  await asker.page.getByRole("menuitem", { name: /^Transfer/ }).click();
  const dialog = asker.page.getByRole("dialog");
  await dialog.getByText(there.name).first().click();
  await dialog.getByLabel(/Note/).fill("Wants advice on dialysis");
  await dialog.getByText("Talk to the team first").click();
  await dialog.getByRole("button", { name: /^Call/ }).click();
  await expect(gil.waiting).toBeVisible();

  await taker.seesText("Wants advice on dialysis");
  await taker.seesNoRow(gil.name);
  await taker.page.getByRole("button", { name: "Talk to them" }).click();
  await asker.seesVideoOf(taker.name);
  await taker.seesVideoOf(asker.name);

  await asker.page.getByRole("button", { name: "Hand Gil over" }).click();
  await taker.seesVideoOf(gil.name);
  await gil.seesVideoOf(taker.name);
  await expect(asker.page.getByRole("heading", { name: "Waiting area" }).first()).toBeVisible();
  await asker.seesNoRow(gil.name);
  await taker.endsForAll();
  await expect(gil.goodbye).toBeVisible();
});
