import { type ComponentType, useEffect, useState } from "react";
import { useText } from "../i18n/patient-messages.ts";
import type { Boot } from "./boot.ts";
import { ClinicPage } from "./clinic-page.tsx";
import { SimplePage } from "./start/simple-page.tsx";

const loadInvitationPage = async () => (await import("./join/invitation-page.tsx")).InvitationPage;
const loadDeviceLinkPage = async () => (await import("./join/device-link-page.tsx")).DeviceLinkPage;
const loadTestPage = async () => (await import("./test/test-page.tsx")).TestPage;

/** The patient's addresses. A secret of a personal link stands behind `#`, which browsers keep to themselves. */
export function PatientApp({ path, hash, boot }: { path: string; hash: string; boot: Boot }) {
  const [, first = "", second = ""] = path.split("/");
  const token = hash.replace(/^#/, "");
  switch (first) {
    case "c":
      return <ClinicPage slug={decodeURIComponent(second)} boot={boot} />;
    case "join":
      return <Late load={loadInvitationPage} props={{ token }} />;
    case "e":
      return <Late load={loadDeviceLinkPage} props={{ token }} />;
    case "back":
      return <Late load={loadDeviceLinkPage} props={{ token, why: "back" as const }} />;
    case "test":
      return <Late load={loadTestPage} props={{}} />;
    default:
      return <Unknown />;
  }
}

function Unknown() {
  const t = useText();
  return <SimplePage title={t("unknown.title")} text={t("unknown.text")} />;
}

/** Pages that few people see are not part of the entry. */
function Late<Props extends object>({ load, props }: { load: () => Promise<ComponentType<Props>>; props: Props }) {
  const t = useText();
  const [Page, setPage] = useState<ComponentType<Props> | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    load().then(
      (loaded) => setPage(() => loaded),
      () => setFailed(true),
    );
  }, [load]);
  if (Page) return <Page {...props} />;
  return failed ? <SimplePage title={t("failed.title")} text={t("failed.text")} /> : <SimplePage title={t("loading")} />;
}
