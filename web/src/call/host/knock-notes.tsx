import { useEffect, useRef, useState } from "react";
import { useText } from "../../i18n/call-messages.ts";
import { Button } from "../../ui/button.tsx";
import { HandIcon } from "../../ui/icons/lucide.ts";
import type { Person } from "../people.ts";
import type { CallSounds } from "../sounds.ts";
import type { HostActions } from "../staff-call-props.ts";

/** Somebody at the door rings again after this, until somebody answers. Milliseconds. */
const RING_AGAIN_MS = 20_000;

/** Everybody who knocks is heard and seen, not only the first. */
export function KnockNotes({ knocking, shown, sounds, actions }: { knocking: readonly Person[]; shown: boolean; sounds: CallSounds | null; actions: HostActions }) {
  const t = useText();
  const [silenced, setSilenced] = useState<readonly string[]>([]);
  const rung = useRef(new Set<string>());
  const loud = knocking.filter(({ seatId }) => !silenced.includes(seatId));
  const ids = loud.map(({ seatId }) => seatId).join();
  useEffect(() => {
    for (const seatId of ids.split(",")) {
      if (!seatId || rung.current.has(seatId)) continue;
      rung.current.add(seatId);
      sounds?.play("knock");
    }
    if (!ids) return;
    const timer = setInterval(() => sounds?.play("knock"), RING_AGAIN_MS);
    return () => clearInterval(timer);
  }, [ids, sounds]);

  if (!shown) return null;
  return (
    <>
      {loud.map(({ seatId, name }) => (
        <div key={seatId} className="stage-note knock">
          <HandIcon />
          <p>{t("knock.note", { name })}</p>
          <Button size="small" variant="primary" aria-label={t("knock.acceptName", { name })} onClick={() => void actions.accept(seatId)}>
            {t("knock.accept")}
          </Button>
          <Button size="small" aria-label={t("knock.declineName", { name })} onClick={() => void actions.decline(seatId)}>
            {t("knock.decline")}
          </Button>
          <Button size="small" variant="ghost" aria-label={t("knock.silenceName", { name })} onClick={() => setSilenced([...silenced, seatId])}>
            {t("knock.silence")}
          </Button>
        </div>
      ))}
    </>
  );
}
