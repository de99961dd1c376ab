let made = 0;

/** Enough of a stream for `srcObject` and for comparing identities, also where there is no WebRTC at all. */
export function fakeStream(): MediaStream {
  if (typeof MediaStream === "function") return new MediaStream();
  made += 1;
  return { id: `fake-stream-${made}`, getTracks: () => [], getAudioTracks: () => [], getVideoTracks: () => [] } as unknown as MediaStream;
}

export function fakeTrack(kind: "audio" | "video"): MediaStreamTrack {
  made += 1;
  return { id: `fake-track-${made}`, kind, enabled: true, readyState: "live", stop() {} } as unknown as MediaStreamTrack;
}
