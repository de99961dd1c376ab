import type { SignalData } from "@anteroom/core/protocol";
import type { Stream } from "./stream.ts";

/** The way of offers, answers and candidates of one own seat; fits what `web/media` asks for. */
export type SignalLane = {
  send(toSeatId: string, data: SignalData): void;
  subscribe(listener: (fromSeatId: string, data: SignalData) => void): () => void;
  isConnected(): boolean;
  onReconnected(listener: () => void): () => void;
};

export function signalLane(stream: Stream, { callId, ownSeatId }: { callId: string; ownSeatId: string }): SignalLane {
  return {
    send: (to, data) => stream.send({ t: "signal", callId, from: ownSeatId, to, data }),
    subscribe: (listener) =>
      stream.onFrame("signal", (frame) => {
        if (frame.callId === callId && frame.to === ownSeatId) listener(frame.from, frame.data);
      }),
    isConnected: () => stream.getSnapshot().connection === "connected",
    onReconnected: (listener) => stream.onConnected(listener),
  };
}
