export { createFaceHandlers } from "./face-handlers.ts";
export { registerFaces } from "./face-pages.ts";
export { createImageHandlers } from "./image-handlers.ts";
export { registerImages } from "./image-pages.ts";
export { hasImage, tidyImages } from "./image-store.ts";
