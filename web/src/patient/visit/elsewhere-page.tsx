import type { FrameClinic } from "../frame/page-frame.tsx";
import { useText } from "../../i18n/patient-messages.ts";
import { Button } from "../../ui/button.tsx";
import { SimplePage } from "../start/simple-page.tsx";

/** Another tab or device has the visit. This one neither sends nor listens until the person moves it here. */
export function ElsewherePage({ clinic, onMove }: { clinic: FrameClinic; onMove: () => void }) {
  const t = useText();
  return (
    <SimplePage clinic={clinic} title={t("elsewhere.title")} text={t("elsewhere.text")}>
      <div className="cta">
        <Button variant="primary" size="big" onClick={onMove}>
          {t("elsewhere.move")}
        </Button>
      </div>
    </SimplePage>
  );
}
