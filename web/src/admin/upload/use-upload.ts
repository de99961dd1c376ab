import { useCallback, useEffect, useRef, useState } from "react";

/** What goes along with a request that sends a file. */
export type UploadWay = { signal: AbortSignal; onProgress: (share: number) => void };
/** `share`: how much of it is gone, from 0 to 1; at 1 the server looks at it. */
export type Uploading = { name: string; share: number };
export type Upload = {
  now: Uploading | null;
  /** Null when it was called off. Only one at a time: a second one calls off the first. */
  run: <A>(name: string, work: (way: UploadWay) => Promise<A>) => Promise<A | null>;
  cancel: () => void;
};

/** One file on its way. Leaving the page calls it off. */
export function useUpload(): Upload {
  const [now, setNow] = useState<Uploading | null>(null);
  const way = useRef<AbortController | null>(null);
  const cancel = useCallback(() => way.current?.abort(), []);
  useEffect(() => cancel, [cancel]);
  const run = useCallback(async <A>(name: string, work: (way: UploadWay) => Promise<A>): Promise<A | null> => {
    way.current?.abort();
    const mine = new AbortController();
    way.current = mine;
    setNow({ name, share: 0 });
    try {
      return await work({ signal: mine.signal, onProgress: (share) => way.current === mine && setNow({ name, share }) });
    } catch (error) {
      if (mine.signal.aborted) return null;
      throw error;
    } finally {
      if (way.current === mine) setNow(null);
    }
  }, []);
  return { now, run, cancel };
}
