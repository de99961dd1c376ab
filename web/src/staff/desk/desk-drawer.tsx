import { ChannelDrawer } from "../channel/channel-drawer.tsx";
import { DetailsDrawer } from "../details/details-drawer.tsx";
import type { BoardThings } from "../waiting-area/board-view.ts";
import { useDesk } from "./desk.tsx";

/** What is open at the end of the page: `over` it as a sheet, or beside the list or the call. A caller's details come before the team's channel, which is there again after them. */
export function DeskDrawer({ things, over }: { things: BoardThings; over: boolean }) {
  const { details, openDetails, closeDetails, isChannelOpen } = useDesk();
  if (!details) return isChannelOpen && <ChannelDrawer over={over} />;
  const row = [...things.rows, ...things.ended].find(({ id }) => id === details.visitId) ?? null;
  return <DetailsDrawer row={row} tab={details.tab} over={over} onClose={closeDetails} onTab={(tab) => openDetails(details.visitId, tab)} />;
}
