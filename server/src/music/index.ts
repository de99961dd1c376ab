export { createMusicHandlers, tidyMusic } from "./music-handlers.ts";
