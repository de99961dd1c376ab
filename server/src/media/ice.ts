import { createHmac } from "node:crypto";
import type { IceSettings } from "@anteroom/core/protocol";
import type { Id } from "@anteroom/core/visit";
import type { Config } from "../config.ts";

/** Long enough to make an allocation; it is renewed in the call. Seconds. */
const CREDENTIAL_SECONDS = 120;

export type IceFor = (seatId: Id, relayOnly: boolean) => IceSettings;

/**
 * ICE servers for one seat. Relay credentials as coturn's `use-auth-secret` takes them
 * (draft-uberti-behave-turn-rest-00): user name `<end>:<seat>`, password HMAC-SHA1 of it.
 */
export function createIceFor({ turn, stunUrls }: Pick<Config, "turn" | "stunUrls">, now: () => number = Date.now): IceFor {
  return (seatId, relayOnly) => {
    const endsAt = Math.floor(now() / 1000) + CREDENTIAL_SECONDS;
    const iceServers: IceSettings["iceServers"] = stunUrls.length && !relayOnly ? [{ urls: stunUrls }] : [];
    if (turn) {
      const username = `${endsAt}:${seatId}`;
      iceServers.push({ urls: turn.urls, username, credential: createHmac("sha1", turn.secret).update(username).digest("base64") });
    }
    return { iceServers, relayOnly, expiresAt: endsAt * 1000 };
  };
}
