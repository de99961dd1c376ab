export { carryPolls, carrySockets } from "./carriers.ts";
export { StreamHub } from "./stream-hub.ts";
