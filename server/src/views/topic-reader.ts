import type { TopicName } from "@anteroom/core/protocol";
import type { Asker } from "../http/handler.ts";

/** What the event stream asks of the features: the present state of a topic as this subscriber may see it. */
export type TopicReader = {
  /**
   * The class of subscribers that get the same bytes, or `refused`. Asked before anything of a topic goes to a page, and again
   * whenever its rights may have changed; cheap, as it is asked for everybody.
   */
  audienceOf(topic: TopicName, subscriber: Asker): Promise<{ audience: string } | "refused">;
  /**
   * `refused` for anything the subscriber may not see now, whether it exists or not.
   * `audience` names the class of subscribers that get the same bytes, so that a view is made once per (topic, audience, seq).
   */
  read(topic: TopicName, subscriber: Asker): Promise<{ seq: number; audience: string; value: unknown } | "refused">;
  /** Present values of keyed things of a `clinic:` or `channel:` topic; null for a thing that is gone. Read in one step, so `seq` fits the values. */
  readKeys(topic: TopicName, keys: readonly string[], subscriber: Asker): Promise<{ seq: number; audience: string; values: Record<string, unknown> } | "refused">;
  /** Which keys changed after `since`; null when the tail is gone and a snapshot is needed. */
  changedSince(topic: TopicName, since: number): Promise<{ seq: number; keys: readonly string[] } | null>;
};

/** Told after commit: which topics moved to which number, and which of their keys changed. */
export type TopicMoves = readonly { topic: TopicName; seq: number; keys: readonly string[] }[];
export type Announce = (moves: TopicMoves) => void;
