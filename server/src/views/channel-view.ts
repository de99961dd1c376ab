import type { ChannelMessage, ChannelThings, UnreadView } from "@anteroom/core/protocol";
import type { Id } from "@anteroom/core/visit";
import type { Directory } from "../clinics/index.ts";
import { type Transaction, unseal } from "../db/index.ts";
import type { KeyRing } from "../visits/index.ts";

type Deps = { directory: Directory; keys: KeyRing };
type Row = { id: Id; number: number; at: number; by_id: Id; key_hour: string | null; wrapped_key: Buffer | null; sealed: Buffer | null };

/** Messages of one page, and of a snapshot. */
export const CHANNEL_PAGE = 30;
/** Above this a badge says no more than that there are many. */
const COUNTED = 100;
const COLUMNS = "id, number, at, by_id, key_hour, wrapped_key, sealed";

/** The newest messages, or the newest before a number; from old to new. */
export async function channelPage(transaction: Transaction, deps: Deps, clinicId: Id, before: number | null): Promise<{ messages: ChannelMessage[]; more: boolean }> {
  const { rows } = await transaction.query<Row>({
    name: "channel-page",
    text: `select ${COLUMNS} from tenant.channel_message where clinic_id = $1 and ($2::bigint is null or number < $2) order by number desc limit $3`,
    values: [clinicId, before, CHANNEL_PAGE + 1],
  });
  return { messages: await opened(deps, rows.slice(0, CHANNEL_PAGE).reverse()), more: rows.length > CHANNEL_PAGE };
}

export async function channelThings(transaction: Transaction, deps: Deps, clinicId: Id): Promise<ChannelThings> {
  const { messages } = await channelPage(transaction, deps, clinicId, null);
  return { ...byKey(messages), ...(await startOf(transaction, clinicId)) };
}

/** What stands under these keys now. */
export async function channelKeys(transaction: Transaction, deps: Deps, clinicId: Id, keys: readonly string[]): Promise<Record<string, unknown>> {
  const ids = keys.flatMap((key) => (key.startsWith("message/") ? [key.slice("message/".length)] : []));
  const { rows } = await transaction.query<Row>({
    name: "channel-messages",
    text: `select ${COLUMNS} from tenant.channel_message where clinic_id = $1 and id = any($2)`,
    values: [clinicId, ids],
  });
  return { ...byKey(await opened(deps, rows)), ...(keys.includes("start") && (await startOf(transaction, clinicId))) };
}

export async function unreadView(transaction: Transaction, clinicId: Id, personId: Id): Promise<UnreadView> {
  const { rows } = await transaction.query<UnreadView>({
    name: "channel-unread",
    text: `select count(*)::int as unread from (select 1 from tenant.channel_message where clinic_id = $1 and by_id <> $2 and sealed is not null
      and number > coalesce((select number from tenant.channel_read where clinic_id = $1 and person_id = $2), 0) limit $3) counted`,
    values: [clinicId, personId, COUNTED],
  });
  return { unread: rows[0]?.unread ?? 0 };
}

/** Of the messages kept; where all are destroyed already, the number that the next will have. */
async function startOf(transaction: Transaction, clinicId: Id): Promise<Pick<ChannelThings, "start">> {
  const { rows } = await transaction.query<{ number: number }>({
    name: "channel-start",
    text: "select coalesce((select min(m.number) from tenant.channel_message m where m.clinic_id = c.clinic_id), c.latest + 1) as number from tenant.channel c where c.clinic_id = $1",
    values: [clinicId],
  });
  return rows[0] ? { start: rows[0] } : {};
}

/** Whoever left the clinic since is named all the same: it was they who wrote. */
async function opened({ directory, keys }: Deps, rows: readonly Row[]): Promise<ChannelMessage[]> {
  const people = rows.map(({ by_id }) => by_id);
  const names = await directory.names(people);
  const pictures = await directory.pictures(people);
  return rows.map(({ id, number, at, by_id: byId, key_hour, wrapped_key, sealed }) => {
    const key = key_hour && wrapped_key && keys.unwrap(key_hour, wrapped_key);
    return { id, number, at, byId, byName: names.get(byId) ?? "", picture: pictures.get(byId) ?? null, text: key && sealed ? unseal(key, sealed).toString() : null };
  });
}

function byKey(messages: readonly ChannelMessage[]): ChannelThings {
  return Object.fromEntries(messages.map((message) => [`message/${message.id}`, message]));
}
