import { expect, test } from "./support/test.ts";

test("a caller reloads while waiting and keeps the place without a form", async ({ product, patient, staff }) => {
  const clinic = product.demo.clinics[0]!;
  const clinician = await staff(clinic.slug);
  const hana = await patient("Hana");
  await hana.enters(clinic.link);
  await clinician.seesRow(hana.name, "Waiting");

  await hana.page.reload();
  await expect(hana.waiting).toBeVisible();
  await expect(clinician.row(hana.name)).toHaveCount(1);

  await clinician.joins(hana.name);
  await clinician.seesVideoOf(hana.name);
  await clinician.endsForAll();
});

test("either side reloads in the call and the pictures come back", async ({ product, patient, staff }) => {
  const clinic = product.demo.clinics[0]!;
  const clinician = await staff(clinic.slug);
  const ivo = await patient("Ivo");
  await ivo.enters(clinic.link);
  await clinician.joins(ivo.name);
  await clinician.seesVideoOf(ivo.name);

  await ivo.page.reload();
  await ivo.seesVideoOf(clinician.name);
  await clinician.seesVideoOf(ivo.name);

  await clinician.page.reload();
  await clinician.seesVideoOf(ivo.name);
  await ivo.seesVideoOf(clinician.name);

  await clinician.endsForAll();
  await expect(ivo.goodbye).toBeVisible();
});

test("who is muted with the camera off stays so through an unplugged microphone and a reload", async ({ product, patient, staff }) => {
  const clinic = product.demo.clinics[0]!;
  const clinician = await staff(clinic.slug);
  const ana = await patient("Ana");
  await ana.canUnplug();
  await ana.enters(clinic.link);
  await clinician.joins(ana.name);
  await clinician.seesVideoOf(ana.name);

  await ana.page.getByRole("button", { name: "Mute microphone" }).click();
  await ana.unplugs("audio");
  // Another microphone takes its place, and is as silent as the one before.
  await expect.poll(() => ana.liveTracks()).toEqual([expect.objectContaining({ kind: "video" }), { kind: "audio", enabled: false }]);
  await expect(ana.page.getByRole("button", { name: "Unmute microphone" })).toBeVisible();

  await ana.page.getByRole("button", { name: "Turn camera off" }).click();
  await ana.page.reload();
  await ana.seesVideoOf(clinician.name);
  await expect(ana.page.getByRole("button", { name: "Unmute microphone" })).toBeVisible();
  await expect(ana.page.getByRole("button", { name: "Turn camera on" })).toBeVisible();
  expect(await ana.liveTracks()).toEqual([{ kind: "audio", enabled: false }]);
  await clinician.seesNoVideoOf(ana.name);

  await ana.page.getByRole("button", { name: "Turn camera on" }).click();
  await clinician.seesVideoOf(ana.name);
  await clinician.endsForAll();
});

test("the server is killed in a call: the pictures move on, no row of a colleague moves, and afterwards the call can be ended", async ({ product, patient, staff }) => {
  const clinic = product.demo.clinics[0]!;
  const clinician = await staff(clinic.slug, 0);
  const colleague = await staff(clinic.slug, 1);
  const jo = await patient("Jo");
  const kim = await patient("Kim");
  await kim.enters(clinic.link);
  await jo.enters(clinic.link);
  await clinician.joins(jo.name);
  await clinician.seesVideoOf(jo.name);
  await colleague.seesRow(jo.name, "Being seen");
  const place = await colleague.row(kim.name).boundingBox();

  await product.kill();
  await jo.seesVideoOf(clinician.name);
  await clinician.seesVideoOf(jo.name);
  await expect(colleague.page.getByText("Not connected. Trying again.")).toBeVisible();
  expect(await colleague.row(kim.name).boundingBox()).toEqual(place);
  await product.boot();

  await clinician.seesVideoOf(jo.name);
  await jo.seesVideoOf(clinician.name);
  await expect(kim.waiting).toBeVisible();
  await clinician.endsForAll();
  await expect(jo.goodbye).toBeVisible({ timeout: 20_000 });
  await clinician.seesRow(kim.name, "Waiting");
});

test("a second tab of the same caller offers to move here, and staff see one caller", async ({ product, patient, staff }) => {
  const clinic = product.demo.clinics[0]!;
  const clinician = await staff(clinic.slug);
  const lia = await patient("Lia");
  await lia.enters(clinic.link);

  const second = await lia.page.context().newPage();
  await second.goto(clinic.link);
  const here = second.getByRole("button", { name: /move here|use this/i });
  const onward = second.getByRole("button", { name: /^Continue the visit/i });
  await expect(here.or(onward).first()).toBeVisible();
  if (await onward.isVisible()) await onward.click();
  await here.click();
  await expect(second.getByTestId("waiting")).toBeVisible();
  await expect(clinician.row(lia.name)).toHaveCount(1);

  await clinician.joins(lia.name);
  await clinician.seesVideoOf(lia.name);
  await expect(lia.page.getByRole("button", { name: /move here|use this/i })).toBeVisible();
  await clinician.endsForAll();
  await second.close();
});
