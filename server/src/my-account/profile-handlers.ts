import type { Profile, SavedProfile } from "@anteroom/core/protocol";

import { phoneFault, plainPhone } from "@anteroom/core/typed";
import type { Id } from "@anteroom/core/visit";
import { PLATFORM, recordChange } from "../audit/index.ts";
import { type Directory, organisationsOf, whoSeesPerson } from "../clinics/index.ts";
import type { Database } from "../db/index.ts";
import type { SignOnRules } from "../http/account-routes.ts";
import type { Answer, Handlers } from "../http/handler.ts";
import type { TopicMoves } from "../views/topic-reader.ts";
import { badField, cleanName, notSignedIn, raiseTopics, type Refusal } from "../visits/index.ts";

type Deps = { database: Database; directory: Directory; signOn: Pick<SignOnRules, "signsOnAt">; announce: (moves: TopicMoves) => void };
type Keys = "GET /api/account/profile" | "POST /api/account/profile";

const LONGEST_NAME = 80;
const UNIQUE_VIOLATION = "23505";
const USERNAME = /^[a-z0-9][a-z0-9-]{1,38}[a-z0-9]$/;
/** They would look as if they were the product's own. */
const RESERVED: ReadonlySet<string> = new Set(["admin", "administrator", "anteroom", "api", "help", "root", "security", "support", "system"]);

/** What people say of themselves. Repeating a save is harmless: the second finds the values there. */
export function createProfileHandlers({ database, directory, signOn, announce }: Deps): Pick<Handlers, Keys> {
  async function read(personId: Id): Promise<{ email: string; saved: SavedProfile } | null> {
    const [row] = await database.query<ProfileRow>("select * from tenant.profile_of($1)", [personId]);
    if (!row) return null;
    const { name, email, mobile, username, language, changed_at: version } = row;
    return { email, saved: { values: { name, mobile, username: username ?? "", language }, version, lastChange: version ? { by: name, at: version } : null } };
  }

  return {
    async "GET /api/account/profile"({ asker }) {
      const found = asker.kind === "member" ? await read(asker.personId) : null;
      if (!found || asker.kind !== "member") return notSignedIn;
      return { ok: true, reply: { ...found.saved, email: found.email, signsOnAt: await signOn.signsOnAt(asker.personId) } };
    },

    async "POST /api/account/profile"({ asker, body: { values: typed, version }, sourceAddress }): Promise<Answer<SavedProfile>> {
      if (asker.kind !== "member") return notSignedIn;
      const { personId } = asker;
      const before = await read(personId);
      if (!before) return notSignedIn;
      const was = before.saved.values;
      const { name = was.name, mobile = was.mobile, username = was.username, language = was.language } = typed;
      const values = plain({ name, mobile, username, language });
      if ("ok" in values) return values;
      const isThere = JSON.stringify(before.saved.values) === JSON.stringify(values);
      if (isThere) return { ok: true, reply: before.saved };
      const meanwhile: Refusal = { ok: false, rejection: { code: "changedMeanwhile", by: before.saved.values.name, at: before.saved.version, now: before.saved } };
      if (before.saved.version !== version) return meanwhile;
      const now = Math.max(Date.now(), version + 1);
      let moves: TopicMoves = [];
      try {
        const member = await directory.member(personId);
        const isSaved = await database.transact([PLATFORM, ...(member ? organisationsOf(member) : [])], async (transaction) => {
          const { rows } = await transaction.query<{ saved: boolean }>("select tenant.save_profile($1, $2, $3, $4, $5, $6, $7) as saved", [
            personId,
            version,
            values.name,
            values.mobile,
            values.username || null,
            values.language,
            now,
          ]);
          if (!rows[0]?.saved) return false;
          await recordChange(transaction, {
            organisationId: PLATFORM,
            byId: personId,
            action: "person.profileChanged",
            subjectId: personId,
            ...difference(before.saved.values, values),
            source: sourceAddress,
          });
          moves = await raiseTopics(transaction, await whoSeesPerson(transaction, personId));
          return true;
        });
        if (!isSaved) return meanwhile;
      } catch (error) {
        if ((error as { code?: string }).code === UNIQUE_VIOLATION) return badField("username", "usernameTaken");
        throw error;
      }
      directory.forget();
      announce(moves);
      return { ok: true, reply: { values, version: now, lastChange: { by: values.name, at: now } } };
    },
  };
}

type ProfileRow = { name: string; email: string; mobile: string; username: string | null; language: string; changed_at: number };

function plain({ name: typedName, mobile: typedMobile, username, language }: Profile): Profile | Refusal {
  const name = cleanName(typedName);
  if (!name) return badField("name", "name");
  if (name.length > LONGEST_NAME) return badField("name", "tooLong", { max: String(LONGEST_NAME) });
  const mobile = plainPhone(typedMobile);
  if (mobile && phoneFault(mobile)) return badField("mobile", "noPhone");
  if (username && !USERNAME.test(username)) return badField("username", "username");
  if (RESERVED.has(username)) return badField("username", "reserved");
  return { name, mobile, username, language };
}

function difference(before: Profile, after: Profile): { before: Record<string, string>; after: Record<string, string> } {
  const names = (Object.keys(after) as (keyof Profile)[]).filter((name) => before[name] !== after[name]);
  const only = (values: Profile) => Object.fromEntries(names.map((name) => [name, values[name]]));
  return { before: only(before), after: only(after) };
}
