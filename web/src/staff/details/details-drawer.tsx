import type { RowView } from "@anteroom/core/protocol";
import { useState } from "react";
import { Tab, TabList, TabPanel, Tabs } from "react-aria-components";
import { useText } from "../../i18n/staff-messages.ts";
import { IconButton } from "../../ui/icon-button.tsx";
import { XIcon } from "../../ui/icons/lucide.ts";
import type { DetailsTab } from "../desk/desk.tsx";
import { Beside } from "../ui/beside.tsx";
import { Sheet } from "../ui/sheet.tsx";
import { RowAction } from "../waiting-area/row-action.tsx";
import { nameOf } from "../waiting-area/row-status.ts";
import { StatusPill, useRowStatus, WaitingTime } from "../waiting-area/row-words.tsx";
import { Activity } from "./activity.tsx";
import { CallerDetails } from "./caller-details.tsx";
import { Messages } from "./messages.tsx";

type Props = {
  /** Null when the caller left this clinic while their details were open. */
  row: RowView | null;
  tab: DetailsTab;
  /** As a sheet over the page, where there is no room beside the list. */
  over: boolean;
  onTab: (tab: DetailsTab) => void;
  onClose: () => void;
};

/** Everything about one caller, beside the list. */
export function DetailsDrawer({ row, tab, over, onTab, onClose }: Props) {
  const t = useText();
  const [last, setLast] = useState(row);
  if (row && row !== last) setLast(row);
  const shown = row ?? last;
  const label = shown ? nameOf(shown) : t("details.title");
  const content = shown && <DrawerContent key={shown.id} row={shown} gone={row === null} tab={tab} onTab={onTab} onClose={onClose} />;
  if (over)
    return (
      <Sheet label={label} from="end" bare onClose={onClose}>
        <div className="drawer details">{content}</div>
      </Sheet>
    );
  return (
    <Beside label={label} onClose={onClose}>
      {content}
    </Beside>
  );
}

function DrawerContent({ row, gone, tab, onTab, onClose }: { row: RowView; gone: boolean; tab: DetailsTab; onTab: (tab: DetailsTab) => void; onClose: () => void }) {
  const t = useText();
  const status = useRowStatus(row);
  return (
    <div className="drawer-in">
      <header>
        <div className="grow">
          <h2 className="clip" dir="auto">
            {nameOf(row)}
          </h2>
          <p className="small muted cluster">
            {gone ? (
              t("details.gone")
            ) : (
              <>
                <StatusPill status={status} />
                <span className="tnum">
                  <WaitingTime row={row} />
                </span>
              </>
            )}
          </p>
        </div>
        {!gone && <RowAction row={row} solid={false} />}
        <IconButton label={t("details.close", { name: nameOf(row) })} icon={XIcon} onClick={onClose} />
      </header>
      <Tabs className="drawer-tabs" selectedKey={tab} onSelectionChange={(key) => onTab(key as DetailsTab)}>
        <TabList className="tabs" aria-label={nameOf(row)}>
          <Tab id="details" className="tab">
            {t("details.tabDetails")}
          </Tab>
          <Tab id="messages" className="tab">
            {t("details.tabMessages")}
            {row.unread > 0 && <span className="count is-waiting">{row.unread}</span>}
          </Tab>
          <Tab id="activity" className="tab">
            {t("details.tabActivity")}
          </Tab>
        </TabList>
        <TabPanel id="details" className="scroll">
          <CallerDetails row={row} editable={!gone && row.state !== "ended"} />
        </TabPanel>
        <TabPanel id="messages" className="scroll">
          <Messages row={row} writable={!gone && row.state !== "ended"} />
        </TabPanel>
        <TabPanel id="activity" className="scroll">
          <Activity row={row} />
        </TabPanel>
      </Tabs>
    </div>
  );
}
