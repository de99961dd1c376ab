import { createContext, type ReactNode, useContext, useMemo } from "react";
import { type Announcer, createAnnouncer, LiveRegions } from "../../ui/announcer.tsx";

const AnnouncerContext = createContext<Announcer | null>(null);

export function AnnouncerProvider({ children }: { children: ReactNode }) {
  const announcer = useMemo(() => createAnnouncer(), []);
  return (
    <AnnouncerContext.Provider value={announcer}>
      {children}
      <LiveRegions announcer={announcer} />
    </AnnouncerContext.Provider>
  );
}

export function useAnnouncer(): Announcer {
  const announcer = useContext(AnnouncerContext);
  if (!announcer) throw new Error("useAnnouncer is used outside AnnouncerProvider");
  return announcer;
}
