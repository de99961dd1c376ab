export { createMusicHandlers } from "./music-handlers.ts";
