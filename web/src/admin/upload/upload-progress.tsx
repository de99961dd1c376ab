import "./upload.css";
import { useText } from "../../i18n/admin-messages.ts";
import { Button } from "../../ui/button.tsx";
import type { Upload } from "./use-upload.ts";

/** How far a file is on its way, and the way to call it off. Its line is there before, so that it is read aloud. */
export function UploadProgress({ upload, onCancel }: { upload: Upload; onCancel?: () => void }) {
  const t = useText();
  const { now, cancel } = upload;
  return (
    <div className="upload">
      <span className="small muted" role="status">
        {now && t(now.share < 1 ? "upload.sending" : "upload.checking", { name: now.name })}
      </span>
      {now && (
        <>
          <progress aria-label={t("upload.sending", { name: now.name })} max={1} value={now.share} />
          <span className="small tnum" aria-hidden="true">
            {t.intl.formatNumber(now.share, { style: "percent" })}
          </span>
          <Button
            size="small"
            onClick={() => {
              cancel();
              onCancel?.();
            }}
          >
            {t("upload.cancel")}
          </Button>
        </>
      )}
    </div>
  );
}
