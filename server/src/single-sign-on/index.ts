export { createSignInOfferHandler } from "./offer-handler.ts";
export { createSecretSeal, createSignOn } from "./providers.ts";
export { registerSingleSignOn } from "./routes.ts";
export { createSingleSignOnSettings } from "./settings-handlers.ts";
