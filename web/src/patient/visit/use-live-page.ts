import { useEffect, useState } from "react";
import { createSeatClaim, type SeatClaim, type Stream } from "../../link/index.ts";
import { keepTrying } from "../keep-trying.ts";
import { useSurroundings } from "../surroundings.ts";

export type LivePage = { stream: Stream; claim: SeatClaim };

/** The stream of this guest's session, and the wish to be its one live page. Null for the moment until both are there. */
export function useLivePage(): LivePage | null {
  const { streamOpener, pageId } = useSurroundings();
  const [page, setPage] = useState<LivePage | null>(null);
  useEffect(() => {
    let made: LivePage | null = null;
    const giveUp = keepTrying(
      async () => {
        const id = await pageId();
        return { id, open: await streamOpener() };
      },
      ({ id, open }) => {
        const stream = open();
        made = { stream, claim: createSeatClaim(stream, id) };
        setPage(made);
      },
    );
    return () => {
      giveUp();
      made?.claim.stop();
      made?.stream.close();
    };
  }, [streamOpener, pageId]);
  return page;
}
