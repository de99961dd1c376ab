export { fillDemonstration } from "./fill-demonstration.ts";
