import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from "react";
import { useText } from "../../i18n/call-messages.ts";
import { IconButton } from "../../ui/icon-button.tsx";
import { XIcon } from "../../ui/icons/lucide.ts";

/** Beside the stage where there is room, a sheet from below elsewhere. Escape closes it; whoever opened it gets the focus back. */
export function Drawer({ title, count, extra, onClose, children }: { title: string; count?: number; extra?: ReactNode; onClose: () => void; children: ReactNode }) {
  const t = useText();
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // Chat takes the focus into its field by itself.
    if (!heading.current?.closest(".drawer")?.contains(document.activeElement)) heading.current?.focus();
  }, []);
  function key(event: KeyboardEvent): void {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    onClose();
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape is for whatever in it has the focus
    <aside className="drawer drawer-r" aria-labelledby={id} onKeyDown={key}>
      <header>
        <h2 id={id} className="grow" tabIndex={-1} ref={heading}>
          {title} {count !== undefined && <span className="muted">{t.intl.formatNumber(count)}</span>}
        </h2>
        {extra}
        <IconButton label={t("drawer.close", { title })} icon={XIcon} onClick={onClose} />
      </header>
      {children}
    </aside>
  );
}
