import { z } from "zod";
import type { ChannelMessage } from "../views.ts";
import { command, commandFor, type Done, noBody, search } from "./endpoint.ts";

const text = z.string().trim().min(1, "Write something first.").max(2_000, "A message has at most 2000 characters: shorten it, or write two.");
const number = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER);
/** From old to new. `more`: there are older ones. */
type Page = { messages: readonly ChannelMessage[]; more: boolean };

/** What members of a clinic write to each other. The newest come by the topic `channel:<clinicId>`. */
export const channelContract = {
  "GET /api/clinics/{slug}/channel": search<Page>()(
    "member",
    "Messages of a clinic's team channel, the newest or those before a number",
    z.strictObject({ before: number.optional() }),
  ),
  "POST /api/clinics/{slug}/channel": commandFor<Done & { id: string }>()("member", "Write to the clinic's team", z.strictObject({ text })),
  "POST /api/clinics/{slug}/channel/read": command("member", "I have read the team channel up to this number", z.strictObject({ number })),
  "POST /api/clinics/{slug}/channel/{messageId}/remove": command("member", "Destroy the text of a message of one's own", noBody),
} as const;
