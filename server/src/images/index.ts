export { createImageHandlers } from "./image-handlers.ts";
export { registerImages } from "./image-pages.ts";
export { hasImage, tidyImages } from "./image-store.ts";
