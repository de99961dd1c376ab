import type { ReactNode } from "react";
import { useText } from "../../i18n/call-messages.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { MicOffIcon } from "../../ui/icons/lucide.ts";
import type { People, Person } from "../people.ts";
import { Drawer } from "./drawer.tsx";

export type PeopleDrawerProps = { people: People; onClose: () => void };

/** Who is here. What hosts can do about it is in `host/`. */
export function PeopleDrawer({ people, onClose }: PeopleDrawerProps) {
  const t = useText();
  const everybody = [...people.here, ...(people.own ? [people.own] : [])];
  return (
    <Drawer title={t("people.heading")} count={everybody.length} onClose={onClose}>
      <div className="scroll">
        <ul className="box">
          {everybody.map((person) => (
            <li key={person.seatId} className="person-row">
              <PersonLine person={person} />
            </li>
          ))}
        </ul>
      </div>
    </Drawer>
  );
}

export function PersonLine({ person, children }: { person: Person; children?: ReactNode }) {
  const t = useText();
  return (
    <div className="person-line">
      <Avatar name={person.name} picture={person.seat.picture} />
      <div className="grow">
        <div className="strong clip" title={person.name}>
          <bdi>{person.name}</bdi>
        </div>
        <div className="sub">
          {t(person.isGuest ? "people.guest" : "people.host")}
          {person.isOwn && ` · ${t("people.isYou")}`}
          {person.seat.knownAs.length > 0 && ` · ${t("people.knownAs", { names: t.intl.formatList(person.seat.knownAs) })}`}
          {!person.isOwn && person.media && !person.media.microphoneOn && person.seat.state === "in" && (
            <>
              {" · "}
              <MicOffIcon className="i-s" /> {t("tile.muted")}
            </>
          )}
        </div>
      </div>
      {children}
    </div>
  );
}
