import type { CallView } from "@anteroom/core/protocol";
import { useEffect, useState } from "react";
import type { CallMedia } from "../../call/call-media.ts";
import { type SeatClaim, type SeatClaimState, signalLane, type Stream, type StreamSnapshot } from "../../link/index.ts";
import type { MediaSession } from "../../media/session.ts";
import { readinessOf } from "../details/readiness.ts";
import { keepTrying } from "../keep-trying.ts";
import { useSurroundings } from "../surroundings.ts";
import { type Devices, useLocalMedia } from "../use-local-media.ts";
import { useStore, useStoreOrNull } from "../../ui/use-store.ts";

export type GuestSeat = { id: string; callId: string };

export type GuestCall = {
  connection: StreamSnapshot["connection"];
  claim: SeatClaimState;
  call: CallView | null;
  session: MediaSession | null;
  devices: Devices;
};

/** A guest's part in a call: follows the seat wherever the server puts it, with the media beside it. */
export function useGuestCall(stream: Stream, claim: SeatClaim, seat: GuestSeat | null): GuestCall {
  const { send, createSession, browser } = useSurroundings();
  const { connection } = useStore(stream);
  const claimState = useStore(claim);
  const devices = useLocalMedia();
  const [media, setMedia] = useState<CallMedia | null>(null);
  const callId = seat?.callId ?? null;
  const seatId = seat?.id ?? null;
  const topic = useStoreOrNull(callId ? stream.topic<CallView>(`call:${callId}`) : null);
  const call = topic?.state === "here" ? topic.value : null;
  const isLive = claimState === "seated";
  const { local } = devices;

  useEffect(() => claim.sit(seatId), [claim, seatId]);

  // The code of the call comes while the person waits.
  useEffect(() => {
    if (!local || !browser.canCall) return;
    let made: CallMedia | null = null;
    const giveUp = keepTrying(
      () => Promise.all([createSession(), import("../../call/call-media.ts")]),
      ([create, { createCallMedia }]) => {
        made = createCallMedia({
          createSession: create,
          local,
          channelFor: (one) => signalLane(stream, { callId: one.callId, ownSeatId: one.seatId }),
          async iceFor(id) {
            const answer = await send("GET /api/calls/{callId}/ice", { params: { callId: id } });
            if (!answer.ok) throw new Error(answer.problem.code);
            return answer.reply;
          },
          now: stream.serverNow,
        });
        setMedia(() => made);
      },
    );
    return () => {
      giveUp();
      made?.stop();
    };
  }, [local, stream, createSession, send, browser.canCall]);

  useEffect(() => {
    if (!media) return;
    if (isLive) return media.follow(call);
    // Another page of this person has the call: this one must neither send nor listen.
    if (claimState === "elsewhere") media.stop({ keepDevices: false });
  }, [media, isLive, claimState, call]);

  useEffect(() => {
    if (!media || !isLive) return;
    const stops = [
      stream.onFrame("warm", ({ grant }) => media.warm(grant)),
      stream.onFrame("cool", (frame) => media.cool(frame.callId, frame.seatId)),
      stream.onFrame("muted", (frame) => {
        if (frame.seatId === seatId) void local?.setMicrophone(false);
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [media, isLive, stream, seatId, local]);

  // Staff see on the row whether this device can be seen and heard.
  const { camera, microphone } = readinessOf(devices.snapshot, browser.canCall, null);
  const areKnown = devices.snapshot !== null && !devices.snapshot.asking;
  useEffect(() => {
    if (!isLive || connection !== "connected" || !areKnown) return;
    stream.send({ t: "readiness", readiness: { camera, microphone, canCall: browser.canCall, kbitPerSecond: null } });
  }, [stream, isLive, connection, camera, microphone, browser.canCall, areKnown]);

  return { connection, claim: claimState, call, session: useStoreOrNull(media)?.session ?? null, devices };
}
