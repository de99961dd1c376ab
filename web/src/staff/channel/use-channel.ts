import type { ChannelMessage, ChannelThings, UnreadView } from "@anteroom/core/protocol";
import { useEffect, useMemo, useState, useSyncExternalStore } from "react";
import type { Failure } from "../../link/index.ts";
import { useLink, useTopic } from "../app/link.tsx";
import { conversationOf } from "./conversation.ts";

type Clinic = { id: string; slug: string };

/** How much colleagues have written into a clinic's channel since this person read it. */
export function useUnread(clinicId: string | null): number {
  const topic = useTopic<UnreadView>(clinicId === null ? null : `unread:${clinicId}`);
  return topic.state === "here" ? topic.value.unread : 0;
}

/** The conversation of a clinic's team, live, with the earlier pages that were asked for. */
export function useChannel(clinic: Clinic) {
  const { send } = useLink();
  const topic = useTopic<ChannelThings>(`channel:${clinic.id}`);
  const [loaded, setLoaded] = useState<readonly ChannelMessage[]>([]);
  const [isLoading, setIsLoading] = useState(false);
  const [problem, setProblem] = useState<Failure | null>(null);
  const things = topic.state === "here" ? topic.value : null;
  const conversation = useMemo(() => things && conversationOf(things, loaded), [things, loaded]);
  const first = conversation?.messages[0]?.number;

  async function loadEarlier(): Promise<void> {
    if (isLoading || first === undefined) return;
    setIsLoading(true);
    const answer = await send("GET /api/clinics/{slug}/channel", { params: { slug: clinic.slug }, body: { before: first } });
    setIsLoading(false);
    setProblem(answer.ok ? null : answer.problem);
    if (answer.ok) setLoaded((before) => [...answer.reply.messages, ...before]);
  }
  return { conversation, loadEarlier, isLoading, problem };
}

/** Whoever has the newest message before their eyes has read it. */
export function useReading(clinic: Clinic, newest: number | undefined, isInSight: boolean): void {
  const { send } = useLink();
  const unread = useUnread(clinic.id);
  const isVisible = useSyncExternalStore(whenShown, () => document.visibilityState === "visible");
  const isRead = unread === 0 || newest === undefined || !isInSight || !isVisible;
  useEffect(() => {
    if (!isRead) void send("POST /api/clinics/{slug}/channel/read", { params: { slug: clinic.slug }, body: { number: newest } });
  }, [send, clinic.slug, newest, isRead]);
}

function whenShown(listener: () => void): () => void {
  document.addEventListener("visibilitychange", listener);
  return () => document.removeEventListener("visibilitychange", listener);
}
