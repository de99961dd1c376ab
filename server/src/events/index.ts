export { carryPolls } from "./carry-polls.ts";
export { carrySockets } from "./carry-sockets.ts";
export { StreamHub } from "./stream-hub.ts";
