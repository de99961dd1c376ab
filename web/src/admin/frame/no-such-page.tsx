import { Link as RouteLink } from "wouter";
import { useText } from "../../i18n/admin-messages.ts";
import { usePageTitle } from "../../staff/app/page-title.ts";
import { EmptyState } from "../../ui/empty-state.tsx";

/** The same for what does not exist and what is somebody else's. */
export function NoSuchPage() {
  const t = useText();
  usePageTitle(t("admin.none"));
  return (
    <main className="page" id="main">
      <h1 className="sr">{t("admin.none")}</h1>
      <EmptyState
        title={t("admin.none")}
        actions={
          <RouteLink className="btn btn-outline" href="/clinics?all">
            {t("nav.myClinics")}
          </RouteLink>
        }
      >
        {t("admin.noneMore")}
      </EmptyState>
    </main>
  );
}
