export { createImageHandlers } from "./image-handlers.ts";
export { registerImages } from "./image-pages.ts";
export { hasImage, saveImage, tidyImages } from "./image-store.ts";
export { renderImage } from "./render.ts";
