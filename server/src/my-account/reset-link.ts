import { PLATFORM } from "../audit/index.ts";
import type { Directory } from "../clinics/index.ts";
import type { Database } from "../db/index.ts";
import { queueMail } from "../outbox/index.ts";

type Deps = { database: Database; directory: Directory; publicUrl: string };

/** The token stands behind a #: no server and no program that looks at mail before its reader sends it anywhere. */
export async function sendResetLink({ database, directory, publicUrl }: Deps, { personId, token }: { personId: string; token: string }): Promise<void> {
  const member = await directory.member(personId);
  if (!member) return;
  const { email, name, language } = member.person;
  await database.transact([PLATFORM], (transaction) =>
    queueMail(transaction, { organisationId: PLATFORM, to: email, template: "passwordReset", language, values: { name, link: `${publicUrl}/sign-in/new-password#${token}` } }),
  );
}
