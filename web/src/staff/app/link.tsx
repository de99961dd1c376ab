import { createContext, type ReactNode, useContext, useSyncExternalStore } from "react";
import type { SendRequest, Stream, TopicState } from "../../link/index.ts";

/** The way to the server: typed requests and the stream. Pages take both from here, so that tests put a fake in. */
export type Link = { send: SendRequest; stream: Stream };

const LinkContext = createContext<Link | null>(null);

export function LinkProvider({ link, children }: { link: Link; children: ReactNode }) {
  return <LinkContext.Provider value={link}>{children}</LinkContext.Provider>;
}

export function useLink(): Link {
  const link = useContext(LinkContext);
  if (!link) throw new Error("useLink is used outside LinkProvider");
  return link;
}

const NOTHING: TopicState<never> = { state: "loading" };
const keepQuiet = () => () => {};

/** What the server says of a topic now. It is watched while a component that asks is on the page; null watches nothing. */
export function useTopic<Value>(name: Parameters<Stream["topic"]>[0] | null): TopicState<Value> {
  const { stream } = useLink();
  const store = name === null ? null : stream.topic<Value>(name);
  return useSyncExternalStore(store?.subscribe ?? keepQuiet, store?.getSnapshot ?? (() => NOTHING));
}

export function useConnection() {
  const { stream } = useLink();
  return useSyncExternalStore(stream.subscribe, stream.getSnapshot);
}
