import { type MouseEvent, useCallback, useMemo, useRef, useState } from "react";
import { useText } from "../../i18n/staff-messages.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { MenuIcon, PanelRightIcon } from "../../ui/icons/lucide.ts";
import { Skeleton } from "../../ui/skeleton.tsx";
import { ConnectionBanner } from "../app/connection-banner.tsx";
import { currentRow } from "../app/focus-in-place.ts";
import { HAS_SIDEBAR, useMediaQuery, WIDE } from "../app/media-query.ts";
import { usePageTitle } from "../app/page-title.ts";
import { isBoolean, isTextList, useRemembered } from "../app/remembered.ts";
import { usePerson } from "../app/session.tsx";
import { SidebarContent } from "../app/sidebar.tsx";
import { ChannelButton } from "../channel/channel-button.tsx";
import { useDesk } from "../desk/desk.tsx";
import { DeskDrawer } from "../desk/desk-drawer.tsx";
import { useOwnCall } from "../own-call/own-call.tsx";
import { Sheet } from "../ui/sheet.tsx";
import { hoursText } from "../words/times.ts";
import { useMinutesSince } from "../app/clock.tsx";
import { Board } from "./board.tsx";
import { columnFields } from "./board-layout.ts";
import { arrange, type BoardThings, countRows, type Filter, firstInQueue, type Sort } from "./board-view.ts";
import { BoardTools } from "./board-tools.tsx";
import { ClinicPanel } from "./clinic-panel.tsx";
import { WaitingAreaActions } from "./waiting-area-actions.tsx";
import { EmptyBoard } from "./empty-board.tsx";
import { Escalations } from "./escalations.tsx";
import { Handovers } from "./handovers.tsx";
import { LATE_MINUTES } from "./row-status.ts";
import { usePageKeys, useRowKeys } from "./use-keys.ts";

const QUEUE: Sort = { key: "queue", descending: false };
const PHONE = "(max-width: 40rem)";

/** Who waits, and what is done about it. */
export function WaitingAreaPage({ things, loading }: { things: BoardThings; loading: boolean }) {
  const t = useText();
  const { clinic, ask, commands, details, closeDetails, openDetails, openMenu, isChannelOpen, closeChannel } = useDesk();
  const person = usePerson();
  const { otherSeat, takeOver } = useOwnCall();
  const [filter, setFilter] = useState<Filter>("all");
  const [search, setSearch] = useState("");
  const [sort, setSort] = useState<Sort>(QUEUE);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [columns, setColumns] = useRemembered<string[] | null>(`columns.${person.id}.${clinic.id}`, null, (value): value is string[] | null => value === null || isTextList(value));
  const [panelOpen, setPanelOpen] = useRemembered(`panel.${person.id}`, true, isBoolean);
  const [sheet, setSheet] = useState<"menu" | "panel" | null>(null);
  const hasSidebar = useMediaQuery(HAS_SIDEBAR);
  const isWide = useMediaQuery(WIDE);
  const isPhone = useMediaQuery(PHONE);
  const scroller = useRef<HTMLElement>(null);
  const searchInput = useRef<HTMLInputElement>(null);

  const counts = useMemo(() => countRows(things.rows, things.ended), [things]);
  const compare = useMemo(() => new Intl.Collator(t.intl.locale, { numeric: true, sensitivity: "base" }).compare, [t.intl.locale]);
  const shown = useMemo(() => arrange(filter === "ended" ? things.ended : things.rows, { filter, search, sort, compare }), [things, filter, search, sort, compare]);
  const first = useMemo(() => firstInQueue(things.rows.filter(({ presence }) => presence === "here")) ?? firstInQueue(things.rows), [things.rows]);
  const fields = useMemo(() => columnFields(clinic.entryFields, columns), [clinic.entryFields, columns]);
  const longest = useMinutesSince(first?.enteredAt ?? null);
  usePageTitle(`${t("nav.waitingArea")} · ${clinic.name}`, counts.waiting);

  const ticked = useMemo(() => things.rows.filter(({ id }) => selected.has(id)), [things.rows, selected]);
  const onSelect = useCallback((visitId: string, on: boolean) => setSelected((before) => withOrWithout(before, visitId, on)), []);
  const onSelectAll = useCallback((on: boolean) => setSelected(on ? new Set(shown.map(({ id }) => id)) : new Set()), [shown]);
  const onKey = useRowKeys({ openDetails, openMenu, commands });
  usePageKeys({ searchInput, onHelp: () => ask({ kind: "shortcuts" }) });

  const panel = <ClinicPanel things={things} withHours={isPhone} />;
  const drawer = (details || isChannelOpen) && <DeskDrawer things={things} over={!isWide} />;
  const sidebar = <SidebarContent clinic={clinic} waiting={counts.waiting} late={longest >= LATE_MINUTES} onGo={() => setSheet(null)} />;

  return (
    <>
      <a className="skip" href="#main" onClick={skipToCallers}>
        {t("board.skip")}
      </a>
      <div className="shell">
        {hasSidebar && (
          <aside className="side" aria-label={t("nav.clinic")}>
            {sidebar}
          </aside>
        )}
        <main className="work" id="main" tabIndex={-1} ref={scroller}>
          <header className="top">
            {!hasSidebar && <IconButton label={t("nav.menu")} icon={MenuIcon} onClick={() => setSheet("menu")} />}
            <div className="grow">
              <h1 className="clip">{t("nav.waitingArea")}</h1>
              <p className="small muted cluster hours-line hide-s">
                <span className={clinic.state === "open" ? "dot" : "dot is-offline"} />
                {hoursText(t, clinic, clinic.timeZone)}
              </p>
            </div>
            <WaitingAreaActions rows={shown} ticked={ticked} mayMessage={filter !== "ended"} compact={isPhone} />
            <ChannelButton />
            <IconButton
              label={t("panel.title")}
              icon={PanelRightIcon}
              aria-expanded={isWide ? panelOpen && !drawer : sheet === "panel"}
              onClick={() => {
                if (!isWide) return setSheet("panel");
                closeDetails();
                closeChannel();
                setPanelOpen(drawer ? true : !panelOpen);
              }}
            />
          </header>
          <div className="with-panel" data-panel={isWide && (panelOpen || drawer) ? "open" : "closed"} data-details={isWide && drawer ? "open" : "closed"}>
            <div className="board">
              <ConnectionBanner />
              {otherSeat && (
                <Banner tone="info" role="status">
                  <p>{t("ownCall.otherWindow")}</p>
                  <div className="cluster">
                    <Button size="small" onClick={() => takeOver(otherSeat)}>
                      {t("ownCall.continueHere")}
                    </Button>
                  </div>
                </Banner>
              )}
              <Escalations rows={things.rows} />
              <Handovers handovers={things.handovers} />
              <BoardTools
                counts={counts}
                filter={filter}
                onFilter={setFilter}
                search={search}
                onSearch={setSearch}
                searchInput={searchInput}
                fields={clinic.entryFields}
                columns={columns}
                onColumns={setColumns}
                ticked={ticked}
                onUntick={() => setSelected(new Set())}
              />
              {loading ? (
                <Skeleton label={t("loading")} lines={6} />
              ) : (
                <Board
                  rows={shown}
                  fields={fields}
                  sort={sort}
                  onSort={setSort}
                  reason={JSON.stringify([filter, search, sort])}
                  nextId={first?.id ?? null}
                  selected={selected}
                  onSelect={onSelect}
                  onSelectAll={onSelectAll}
                  onKey={onKey}
                  pageScroller={scroller}
                  narrowPage={isPhone}
                  empty={
                    <EmptyBoard
                      searched={search.trim() !== ""}
                      filter={filter}
                      onAll={() => {
                        setFilter("all");
                        setSearch("");
                      }}
                    />
                  }
                />
              )}
            </div>
            {isWide &&
              (drawer ||
                (panelOpen && (
                  <aside className="panel" aria-label={t("panel.title")}>
                    {panel}
                  </aside>
                )))}
          </div>
        </main>
      </div>
      {!isWide && drawer}
      {sheet === "menu" && !hasSidebar && (
        <Sheet label={t("nav.menu")} from="start" onClose={() => setSheet(null)}>
          <nav className="side side-sheet" aria-label={t("nav.clinic")}>
            {sidebar}
          </nav>
        </Sheet>
      )}
      {sheet === "panel" && !isWide && !isChannelOpen && (
        <Sheet label={t("panel.title")} from="end" onClose={() => setSheet(null)}>
          <div className="panel">{panel}</div>
        </Sheet>
      )}
    </>
  );
}

/** To the row that Tab reaches; where nobody waits, as the link says. */
function skipToCallers(event: MouseEvent): void {
  const row = currentRow();
  if (!row) return;
  event.preventDefault();
  row.focus();
}

function withOrWithout(before: ReadonlySet<string>, id: string, on: boolean): ReadonlySet<string> {
  const next = new Set(before);
  if (on) next.add(id);
  else next.delete(id);
  return next;
}
