import { z } from "zod";
import type { Id, Instant } from "../../visit/index.ts";
import { imageBytes, type UploadedImage } from "./images.ts";
import { command, commandFor, type Done, noBody, query } from "./endpoint.ts";

const password = z.string().max(1_000);
const withPassword = z.strictObject({ password });

export type OwnSession = { id: Id; isThis: boolean; beganAt: Instant; lastSeenAt: Instant; userAgent: string };
export type AccountSecurity = {
  /** The organisation whose own sign-in one must use: password, app and passkeys of here open nothing. */
  signsOnAt: string | null;
  /** By app or passkey. */
  secondFactor: boolean;
  /** Whether codes of an app are asked for. */
  app: boolean;
  passkeys: readonly { id: Id; name: string; addedAt: Instant }[];
  /** Why there can be no passkeys at this installation's address, which `publicUrl` is. */
  passkeyFault: "needsName" | "needsHttps" | null;
  publicUrl: string;
  /** An organisation of the person asks for it: it cannot be turned off. */
  secondFactorRequired: boolean;
  recoveryCodesLeft: number;
  /** One came in through one's organisation's own sign-in, and not with a password. */
  cameElsewhere: boolean;
  /** The latest used first. */
  sessions: readonly OwnSession[];
};
/** `uri` is read by the app's camera, `secret` is the same for typing. The recovery codes are shown this once. */
export type SecondFactorSetUp = { ok: true; uri: string; secret: string; recoveryCodes: readonly string[] };

const profile = z.strictObject({
  name: z.string().max(200),
  mobile: z.string().max(60),
  /** Empty: none. */
  username: z.string().trim().toLowerCase().max(80),
  language: z
    .string()
    .regex(/^[a-z]{2,8}(-[A-Za-z0-9]{1,8})*$/)
    .max(35),
});
export type Profile = z.output<typeof profile>;
/** `version` goes back with the next save. */
export type SavedProfile = { values: Profile; version: number; lastChange: { by: string; at: Instant } | null };

/** One's own account. */
export const accountsContract = {
  "POST /api/account/password-reset/request": command(
    "anyone",
    "Send a link for a new password; the answer is the same whether the address has an account",
    z.strictObject({ email: z.string().trim().min(3, "Enter an e-mail address.").max(320) }),
  ),
  "POST /api/account/password-reset": command(
    "anyone",
    "Choose a new password by that link: it works once, for an hour, and ends every session",
    z.strictObject({ token: z.string().max(200), password }),
  ),
  "GET /api/account/profile": query<SavedProfile & { email: string; signsOnAt: string | null }>(
    "member",
    "What one says of oneself. `signsOnAt`: the organisation whose own sign-in one must use, from which the address comes",
  ),
  "POST /api/account/profile": commandFor<SavedProfile>()("member", "Save what differs", z.strictObject({ values: profile.partial(), version: z.number().int().min(0) })),
  "POST /api/account/picture": commandFor<UploadedImage>()(
    "member",
    "Upload a picture of oneself; it is shown at once, at `/faces/<hash>/<size>.webp`, sizes 96 and 384",
    imageBytes,
  ),
  "POST /api/account/picture/remove": command("member", "Remove it; nothing of it is kept", noBody),
  "POST /api/account/email": command("member", "Ask for another e-mail address; a link is sent to it", z.strictObject({ password, email: z.string().trim().max(320) })),
  "POST /api/account/email/confirm": commandFor<{ ok: true; email: string }>()(
    "anyoneOrMember",
    "Confirm it by that link: it works once, for an hour, and ends every other session",
    z.strictObject({ token: z.string().max(200) }),
  ),
  "GET /api/account/security": query<AccountSecurity>("member", "How one's account is protected, and where one is signed in"),
  "POST /api/account/password": command("member", "Change the password; every other session ends", z.strictObject({ current: password, password })),
  "POST /api/account/second-factor/begin": commandFor<SecondFactorSetUp>()("member", "Set up codes by an app; asked for at sign-in only after `confirm`", withPassword),
  "POST /api/account/second-factor/confirm": command("member", "The app shows right codes", z.strictObject({ code: z.string().max(40) })),
  "POST /api/account/second-factor/recovery-codes": commandFor<{ ok: true; recoveryCodes: readonly string[] }>()(
    "member",
    "Make new recovery codes; the earlier ones are worth nothing",
    withPassword,
  ),
  "POST /api/account/second-factor/remove": command("member", "Codes of the app are asked for no more", withPassword),
  "POST /api/account/passkeys/{passkeyId}/name": command("member", "Give a passkey another name", z.strictObject({ name: z.string().max(200) })),
  "POST /api/account/passkeys/{passkeyId}/remove": command("member", "It opens this account no more", withPassword),
  "POST /api/account/sessions/{sessionId}/end": command("member", "Sign out there", noBody),
  "POST /api/account/sessions/end": commandFor<Done>()("member", "Sign out everywhere, here too", noBody),
} as const;
