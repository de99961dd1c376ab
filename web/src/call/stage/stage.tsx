import { type CSSProperties, type ReactNode, useState } from "react";
import type { MediaSnapshot } from "../../media/session.ts";
import type { People, Person } from "../people.ts";
import type { Preferences, PreferenceStore } from "../preferences.ts";
import { arrange, columnsFor, nextSpeaker, type TileKey } from "./arrange.ts";
import { OwnMinimised, OwnTile } from "./own-tile.tsx";
import { Tile } from "./tile.tsx";

type StageProps = {
  media: MediaSnapshot;
  /** Of the own picture in its corner. */
  ownSize: "small" | "medium" | "large";
  people: People;
  preferences: Preferences;
  onChange: PreferenceStore["set"];
  pinned: readonly TileKey[];
  onPin: (key: TileKey) => void;
  phoneOf: (person: Person) => string | null;
  /** What stands there while nobody else is. */
  alone: ReactNode;
};

/**
 * The pictures. Their order in the document never changes, only their places: a video that is moved in the document stops.
 */
export function Stage({ media, ownSize, people, preferences, onChange, pinned, onPin, phoneOf, alone }: StageProps) {
  const speaker = useSpeaker(people.here);
  const sharing = people.here.filter((person) => person.media?.screen);
  const { featured, others, ownInCorner } = arrange({
    layout: preferences.layout,
    cameras: people.here.map(({ seatId }) => seatId),
    screens: sharing.map(({ seatId }) => seatId),
    pinned,
    speaker,
    ownShown: preferences.selfView === "shown",
  });
  const order = [...featured, ...others];
  const isGrid = others.length === 0 && featured.length > 1;
  const ringed = people.here.length > 1;
  const columns = columnsFor(featured.length);
  const span = leastCommonMultiple(featured.length || 1, others.length || 1);

  const placeOf = (key: TileKey) => {
    const isLarge = featured.includes(key);
    return {
      // On a phone the small ones stand in pairs; the one left over takes the whole line.
      className: isLarge ? "large" : others.length % 2 === 1 && others.at(-1) === key ? "slight left-over" : "slight",
      style: { order: order.indexOf(key), "--span": span / (isLarge ? featured.length : others.length || 1) },
    };
  };
  const shape = isGrid ? `grid-of-${columns}` : others.length > 0 ? "with-others" : "";
  const canPin = people.here.length + sharing.length > 1;
  const tile = (person: Person, what: "camera" | "screen") => {
    const key: TileKey = `${what} ${person.seatId}`;
    return (
      <Tile
        key={key}
        person={person}
        what={what}
        {...placeOf(key)}
        ringed={ringed}
        pinned={pinned.includes(key)}
        onPin={canPin ? () => onPin(key) : null}
        phone={phoneOf(person)}
      />
    );
  };

  return (
    <div
      className={["tiles", shape, ownInCorner && `with-corner own-${ownSize}`, order.length > 4 && "many"].filter(Boolean).join(" ")}
      style={{ "--columns": span } as CSSProperties}
    >
      {people.here.length === 0 && alone}
      {people.here.map((person) => tile(person, "camera"))}
      {sharing.map((person) => tile(person, "screen"))}
      {preferences.selfView === "shown" && (
        <OwnTile self={media.self} own={people.own} {...(ownInCorner ? { className: "pip" } : placeOf("own"))} ringed={ringed} preferences={preferences} onChange={onChange} />
      )}
      {preferences.selfView === "small" && <OwnMinimised self={media.self} onChange={onChange} />}
    </div>
  );
}

function useSpeaker(here: readonly Person[]): string | null {
  const speaking = here.filter(({ media }) => media?.speaking).map(({ seatId }) => seatId);
  const [speaker, setSpeaker] = useState<string | null>(null);
  const next = nextSpeaker(speaker, speaking);
  if (next !== speaker) setSpeaker(next);
  return next;
}

function leastCommonMultiple(one: number, other: number): number {
  for (let multiple = one; ; multiple += one) if (multiple % other === 0) return multiple;
}
