export type LevelMeter = {
  /** Loudness now, 0 to 1 (root mean square of the last 20 ms or so). */
  level(): number;
  stop(): void;
};

/** Listens to a microphone without playing it. Before the person touched the page some browsers measure only silence. */
export function createLevelMeter(track: MediaStreamTrack): LevelMeter {
  const context = new AudioContext();
  const source = context.createMediaStreamSource(new MediaStream([track]));
  const analyser = context.createAnalyser();
  analyser.fftSize = 1_024;
  source.connect(analyser);
  const samples = new Float32Array(analyser.fftSize);

  return {
    level() {
      // Allowed as soon as there was a touch or key; refused before, which is no fault.
      if (context.state === "suspended") void context.resume().catch(() => {});
      analyser.getFloatTimeDomainData(samples);
      let sum = 0;
      for (const sample of samples) sum += sample * sample;
      return Math.sqrt(sum / samples.length);
    },
    stop() {
      source.disconnect();
      void context.close();
    },
  };
}
