export { createVideoHandlers } from "./video-handlers.ts";
export { registerVideos } from "./video-pages.ts";
export { hasVideo, tidyVideos } from "./video-store.ts";
