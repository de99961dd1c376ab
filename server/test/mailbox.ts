import { withAdmin } from "./test-database.ts";

type Mail = { template: string; recipient: string; language: string; values: Record<string, string> };

/** What waits in the outbox for an address, the newest first. */
export async function mailsTo(adminUrl: string, address: string): Promise<Mail[]> {
  return withAdmin(adminUrl, async (admin) => {
    const { rows } = await admin.query<Mail>("select template, recipient, language, values from jobs.outbox where recipient = $1 order by created_at desc, id desc", [address]);
    return rows;
  });
}

/** What stands behind the # of the newest invitation. */
export async function tokenFor(adminUrl: string, address: string): Promise<string> {
  const [mail] = await mailsTo(adminUrl, address);
  const [, token = ""] = mail?.values.link?.split("#") ?? [];
  return token;
}
