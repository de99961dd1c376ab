import { useEffect, useState } from "react";
import { createSeatClaim, type SeatClaim, type Stream } from "../../link/index.ts";
import { useSurroundings } from "../surroundings.ts";

export type LivePage = { stream: Stream; claim: SeatClaim };

/** The stream of this guest's session, and the wish to be its one live page. Null for the moment until both are there. */
export function useLivePage(): LivePage | null {
  const { openStream, pageId } = useSurroundings();
  const [page, setPage] = useState<LivePage | null>(null);
  useEffect(() => {
    let gone = false;
    let made: LivePage | null = null;
    void Promise.all([openStream(), pageId()]).then(([stream, id]) => {
      if (gone) return stream.close();
      made = { stream, claim: createSeatClaim(stream, id) };
      setPage(made);
    });
    return () => {
      gone = true;
      made?.claim.stop();
      made?.stream.close();
    };
  }, [openStream, pageId]);
  return page;
}
