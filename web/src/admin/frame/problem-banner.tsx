import { useText } from "../../i18n/admin-messages.ts";
import type { Failure } from "../../link/index.ts";
import { refusalText } from "../../staff/words/refusal.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";

/** What could not be read, why, and another try. */
export function ProblemBanner({ problem, again }: { problem: Failure; again: () => void }) {
  const t = useText();
  return (
    <Banner tone="bad" role="alert">
      <p>{refusalText(t, problem)}</p>
      <Button size="small" onClick={again}>
        {t("tryAgain")}
      </Button>
    </Banner>
  );
}
