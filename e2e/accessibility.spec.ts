import { isAccessible } from "./support/accessible.ts";
import { test } from "./support/test.ts";

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe finds nothing on any page (${colorScheme})`, async ({ product, patient, staff, allowing }) => {
    test.setTimeout(120_000);
    const clinic = product.demo.clinics[0]!;
    const name = colorScheme === "light" ? "Quinn" : "Rosa";

    const visitor = await allowing.newContext({ colorScheme, viewport: { width: 390, height: 844 } });
    const anyone = await visitor.newPage();
    for (const path of ["/sign-in", "/c/no-such-clinic", ...product.demo.clinics.map((each) => `/c/${each.slug}`)]) {
      await anyone.goto(product.url + path);
      await isAccessible(anyone, path);
    }
    await visitor.close();

    const clinician = await staff(clinic.slug, 0, { colorScheme });
    await isAccessible(clinician.page, "empty waiting area");
    await clinician.page.goto(`${product.url}/clinics`);
    await isAccessible(clinician.page, "my clinics");
    await clinician.opensWaitingArea(product.url, clinic.slug);

    const caller = await patient(name, { colorScheme });
    await caller.opens(clinic.link);
    await caller.page.getByLabel("First name").waitFor();
    await isAccessible(caller.page, "details");
    await caller.page.getByRole("button", { name: "Continue" }).click();
    await isAccessible(caller.page, "details with errors");
    await caller.tellsWhoTheyAre();
    await caller.waiting.waitFor();
    await isAccessible(caller.page, "waiting");

    await clinician.seesRow(caller.name);
    await isAccessible(clinician.page, "waiting area with a caller");
    await clinician.joins(caller.name);
    await clinician.seesVideoOf(caller.name);
    await isAccessible(clinician.page, "staff call");
    await isAccessible(caller.page, "patient call");
    await clinician.endsForAll();
    await caller.goodbye.waitFor();
    await isAccessible(caller.page, "goodbye");
  });
}
