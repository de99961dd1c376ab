import { useEffect, useState } from "react";
import type { LocalMedia, LocalSnapshot } from "../media/local-media.ts";
import { keepTrying } from "./keep-trying.ts";
import { useSurroundings } from "./surroundings.ts";
import { useStoreOrNull } from "../ui/use-store.ts";

export type Devices = { local: LocalMedia | null; snapshot: LocalSnapshot | null };

/** The devices of this page; their code comes beside what is on the screen. */
export function useLocalMedia(): Devices {
  const { localMedia } = useSurroundings();
  const [local, setLocal] = useState<LocalMedia | null>(null);
  // Until it comes the person waits and writes all the same.
  useEffect(() => keepTrying(localMedia, (loaded) => setLocal(() => loaded)), [localMedia]);
  return { local, snapshot: useStoreOrNull(local) };
}
