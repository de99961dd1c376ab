export { looped } from "./looped.ts";
export { packRecording, type Recording, unpackRecording } from "./recording.ts";
export { LONGEST_SECONDS, packWave, SHORTEST_SECONDS, SOUND_HERTZ, unpackWave } from "./wave.ts";
