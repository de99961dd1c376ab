export { createRecall, type Recall } from "./recall.ts";
export { createRecallHandlers } from "./recall-handlers.ts";
export { recallNext } from "./recall-next.ts";
export { createTextMeHandlers } from "./text-me-handlers.ts";
