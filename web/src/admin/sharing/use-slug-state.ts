import type { SlugState } from "@anteroom/core/protocol";
import { slugFault } from "@anteroom/core/settings";
import { useEffect, useRef, useState } from "react";
import { useLink } from "../../staff/app/link.tsx";

/** So long somebody types before the server is asked. Milliseconds. */
const PAUSE_MS = 300;

/** Whether a clinic can have the slug that is typed: `ask` at each change, and `faultOf` knows what was answered. */
export function useSlugState({ id: clinicId, organisationId }: { id: string; organisationId: string }) {
  const { send } = useLink();
  const [state, setState] = useState<SlugState | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return {
    ask(slug: string): void {
      clearTimeout(timer.current);
      if (slugFault(slug)) return;
      timer.current = setTimeout(() => {
        void send("GET /api/organisations/{organisationId}/clinics/slug", { params: { organisationId }, body: { slug, clinicId } }).then((answer) => {
          if (answer.ok) setState(answer.reply);
        });
      }, PAUSE_MS);
    },
    faultOf: (slug: string) => (state?.slug === slug ? state.fault : null),
  };
}
