import type { SlugState } from "@anteroom/core/protocol";
import { slugFault } from "@anteroom/core/settings";
import { useEffect, useRef, useState } from "react";
import { useLink } from "../../staff/app/link.tsx";

/** So long somebody types before the server is asked. Milliseconds. */
const PAUSE_MS = 300;

/** A slug that is typed, or a name of which one is to be made. */
type Wish = { slug: string } | { name: string };
/** `wanted`: the slug or name that was asked about. */
type Known = SlugState & { wanted: string };

/** Whether a slug can be had, or which one a name would get: `ask` at each change of what is typed, `now` without the pause. `clinicId`: whose it may be already. */
export function useSlugState(organisationId: string, clinicId?: string) {
  const { send } = useLink();
  const [known, setKnown] = useState<Known | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef("");
  useEffect(() => () => clearTimeout(timer.current), []);
  async function now(wish: Wish): Promise<Known | null> {
    const answer = await send("GET /api/organisations/{organisationId}/clinics/slug", { params: { organisationId }, body: { ...wish, ...(clinicId && { clinicId }) } });
    return answer.ok ? { ...answer.reply, wanted: wordsOf(wish) } : null;
  }
  return {
    known,
    now,
    ask(wish: Wish): void {
      clearTimeout(timer.current);
      latest.current = wordsOf(wish);
      if (!latest.current || ("slug" in wish && slugFault(wish.slug))) return;
      timer.current = setTimeout(() => {
        void now(wish).then((state) => {
          if (state && state.wanted === latest.current) setKnown(state);
        });
      }, PAUSE_MS);
    },
    faultOf: (slug: string) => (known?.slug === slug ? known.fault : null),
  };
}

function wordsOf(wish: Wish): string {
  return "slug" in wish ? wish.slug : wish.name;
}
