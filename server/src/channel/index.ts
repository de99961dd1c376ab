export { createChannelHandlers } from "./channel-handlers.ts";
export { destroyOldMessages } from "./destroy-old-messages.ts";
