export * from "./alias.ts";
export * from "./capacity.ts";
export * from "./invitation.ts";
export * from "./route.ts";
export * from "./signalling.ts";
export * from "./strictest.ts";
export * from "./tools.ts";
export * from "./warming.ts";
