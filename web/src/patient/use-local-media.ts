import { useEffect, useState } from "react";
import type { LocalMedia, LocalSnapshot } from "../media/local-media.ts";
import { useSurroundings } from "./surroundings.ts";
import { useStoreOrNull } from "./use-store.ts";

export type Devices = { local: LocalMedia | null; snapshot: LocalSnapshot | null };

/** The devices of this page; their code comes beside what is on the screen. */
export function useLocalMedia(): Devices {
  const { localMedia } = useSurroundings();
  const [local, setLocal] = useState<LocalMedia | null>(null);
  useEffect(() => {
    let gone = false;
    localMedia().then(
      (loaded) => {
        if (!gone) setLocal(() => loaded);
      },
      () => {}, // without this code the person still waits and writes
    );
    return () => {
      gone = true;
    };
  }, [localMedia]);
  return { local, snapshot: useStoreOrNull(local) };
}
