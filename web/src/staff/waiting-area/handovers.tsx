import type { HandoverView } from "@anteroom/core/protocol";
import { useText } from "../../i18n/staff-messages.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { ArrowRightLeftIcon } from "../../ui/icons/lucide.ts";
import { useBusy } from "../desk/busy.ts";
import { useDesk } from "../desk/desk.tsx";

/** Colleagues of other clinics who want to hand a caller over in person. Who the caller is stays unseen until then. */
export function Handovers({ handovers }: { handovers: readonly HandoverView[] }) {
  return (
    <div role="status" className="stack stack-2 handovers">
      {handovers.map((handover) => (
        <Handover key={handover.visitId} handover={handover} />
      ))}
    </div>
  );
}

function Handover({ handover }: { handover: HandoverView }) {
  const t = useText();
  const { commands, busy } = useDesk();
  const isAnswering = useBusy(busy, `handover ${handover.visitId}`);
  return (
    <Banner tone="info" icon={ArrowRightLeftIcon}>
      <p>{t("handover.wants", { who: handover.byName, clinic: handover.fromClinicName })}</p>
      {handover.note && <p dir="auto">{handover.note}</p>}
      <div className="cluster">
        <Button size="small" variant="primary" busy={isAnswering} onClick={() => void commands.answerHandover(handover.visitId)}>
          {t("handover.talk")}
        </Button>
        <Button size="small" onClick={() => void commands.declineHandover(handover.visitId)}>
          {t("handover.decline")}
        </Button>
      </div>
    </Banner>
  );
}
