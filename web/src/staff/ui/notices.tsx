import { createContext, type ReactNode, useContext, useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { useText } from "../../i18n/staff-messages.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { useLatest } from "../app/latest.ts";
import { XIcon } from "../../ui/icons/lucide.ts";

export type NoticeAction = { label: string; run: () => void };
export type Notice = {
  id: number;
  /** `done`: a line that leaves by itself. `refused`: says what was refused and stays until it is answered. */
  kind: "done" | "refused";
  text: string;
  actions: readonly NoticeAction[];
  /** Milliseconds; only for `done`. */
  lifeMs: number;
};

const TOAST_MS = 6_000;

/** What happened, and what can be done about it. One refusal at a time: the newest is the one the person is dealing with. */
export type Notices = {
  done(text: string, options?: { action?: NoticeAction; lifeMs?: number }): void;
  refused(text: string, actions?: readonly NoticeAction[]): void;
  dismiss(id: number): void;
  subscribe(listener: () => void): () => void;
  getSnapshot(): readonly Notice[];
};

export function createNotices(): Notices {
  let notices: readonly Notice[] = [];
  let lastId = 0;
  const listeners = new Set<() => void>();
  function set(next: readonly Notice[]): void {
    notices = next;
    for (const listener of [...listeners]) listener();
  }
  return {
    done(text, { action, lifeMs = TOAST_MS } = {}) {
      lastId += 1;
      set([...notices.slice(-2), { id: lastId, kind: "done", text, actions: action ? [action] : [], lifeMs }]);
    },
    refused(text, actions = []) {
      lastId += 1;
      set([...notices.filter(({ kind }) => kind === "done"), { id: lastId, kind: "refused", text, actions, lifeMs: 0 }]);
    },
    dismiss: (id) => set(notices.filter((notice) => notice.id !== id)),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    getSnapshot: () => notices,
  };
}

const NoticesContext = createContext<Notices | null>(null);

export function NoticesProvider({ children }: { children: ReactNode }) {
  const notices = useMemo(() => createNotices(), []);
  return (
    <NoticesContext.Provider value={notices}>
      {children}
      <NoticeRegion notices={notices} />
    </NoticesContext.Provider>
  );
}

export function useNotices(): Notices {
  const notices = useContext(NoticesContext);
  if (!notices) throw new Error("useNotices is used outside NoticesProvider");
  return notices;
}

function NoticeRegion({ notices }: { notices: Notices }) {
  const shown = useSyncExternalStore(notices.subscribe, notices.getSnapshot);
  const t = useText();
  return (
    <section className="notices" aria-label={t("notices.title")} data-react-aria-top-layer="true">
      <div role="alert">
        {shown
          .filter(({ kind }) => kind === "refused")
          .map((notice) => (
            <Refusal key={notice.id} notice={notice} dismiss={() => notices.dismiss(notice.id)} />
          ))}
      </div>
      <div role="status">
        {shown
          .filter(({ kind }) => kind === "done")
          .map((notice) => (
            <Toast key={notice.id} notice={notice} dismiss={() => notices.dismiss(notice.id)} />
          ))}
      </div>
    </section>
  );
}

function Refusal({ notice, dismiss }: { notice: Notice; dismiss: () => void }) {
  const t = useText();
  return (
    <Banner tone="warn" className="refusal">
      <p>{notice.text}</p>
      <div className="cluster">
        {notice.actions.map(({ label, run }) => (
          <Button
            key={label}
            size="small"
            variant="outline"
            onClick={() => {
              dismiss();
              run();
            }}
          >
            {label}
          </Button>
        ))}
        <Button size="small" variant="ghost" onClick={dismiss}>
          {t("notices.dismiss")}
        </Button>
      </div>
    </Banner>
  );
}

/** Stays while it is hovered or focused, so that nobody loses *Undo* under the finger. */
function Toast({ notice, dismiss }: { notice: Notice; dismiss: () => void }) {
  const t = useText();
  const [kept, setKept] = useState(false);
  const leave = useLatest(dismiss);
  useEffect(() => {
    if (kept) return;
    const timer = setTimeout(() => leave()(), notice.lifeMs);
    return () => clearTimeout(timer);
  }, [kept, notice.lifeMs, leave]);
  return (
    <div className="toast" onMouseEnter={() => setKept(true)} onMouseLeave={() => setKept(false)} onFocus={() => setKept(true)} onBlur={() => setKept(false)}>
      <span className="grow">{notice.text}</span>
      {notice.actions.map(({ label, run }) => (
        <button
          key={label}
          type="button"
          onClick={() => {
            dismiss();
            run();
          }}
        >
          {label}
        </button>
      ))}
      <IconButton label={t("notices.dismiss")} icon={XIcon} onClick={dismiss} />
    </div>
  );
}
