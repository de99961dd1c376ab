import { Link as RouteLink } from "wouter";
import { useText } from "../../i18n/admin-messages.ts";
import { usePageTitle } from "../../staff/app/page-title.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { useWasShown } from "./shown-page.tsx";

/** The same for what does not exist and what is somebody else's; whoever loses what they had before them is told that. */
export function NoSuchPage() {
  const t = useText();
  const isLost = useWasShown();
  const title = t(isLost ? "admin.lost" : "admin.none");
  usePageTitle(title);
  return (
    <main className="page" id="main">
      <h1 className="sr">{title}</h1>
      <div role={isLost ? "alert" : undefined}>
        <EmptyState
          title={title}
          actions={
            <RouteLink className="btn btn-outline" href="/clinics?all">
              {t("nav.myClinics")}
            </RouteLink>
          }
        >
          {t(isLost ? "admin.lostMore" : "admin.noneMore")}
        </EmptyState>
      </div>
    </main>
  );
}
