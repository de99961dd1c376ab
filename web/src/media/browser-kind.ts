/** What the person's steps depend on, read from what the browser says of itself. */
export type BrowserKind = {
  name: "chrome" | "edge" | "samsung" | "firefox" | "safari" | "other";
  system: "android" | "ios" | "macos" | "windows" | "other";
  /** Opened inside a mail or social app, where the camera is often kept from pages. */
  insideApp: boolean;
};

/** Apps that open links in a window of their own. */
const APPS =
  /FBA[NV]|FB_IAB|Instagram|\bLine\/|MicroMessenger|Twitter|LinkedInApp|Snapchat|TikTok|musical_ly|BytedanceWebview|Pinterest|\bGSA\/|YahooMobile|DuckDuckGo\/\d.*wv|Viber|KAKAOTALK|Barcelona/;

export function browserKind(userAgent: string, maxTouchPoints = 0): BrowserKind {
  const has = (pattern: RegExp) => pattern.test(userAgent);
  // An iPad calls itself a Mac; only the fingers betray it.
  const isIos = has(/iPhone|iPad|iPod/) || (has(/Macintosh/) && maxTouchPoints > 1);
  const system = isIos ? "ios" : has(/Android/) ? "android" : has(/Macintosh/) ? "macos" : has(/Windows/) ? "windows" : "other";
  const name = has(/SamsungBrowser/)
    ? "samsung"
    : has(/\bEdg(A|iOS)?\//)
      ? "edge"
      : has(/Firefox|FxiOS/)
        ? "firefox"
        : has(/Chrome|CriOS|Chromium/)
          ? "chrome"
          : has(/Safari/)
            ? "safari"
            : "other";
  const bareView = system === "ios" ? has(/AppleWebKit/) && !has(/Safari/) : system === "android" && has(/; wv\)/);
  return { name, system, insideApp: has(APPS) || bareView };
}

export const STEP_CASES = ["chromeAndroid", "chromeDesktop", "chromeIos", "safariIos", "safariMac", "firefoxDesktop", "firefoxAndroid", "samsung", "other"] as const;
export type StepCase = (typeof STEP_CASES)[number];

/** Which steps free a blocked camera in this browser. */
export function stepsFor({ name, system }: BrowserKind): StepCase {
  // On iOS every browser is Safari inside, but only Safari itself has a menu for the page.
  if (system === "ios") return name === "safari" || name === "other" ? "safariIos" : "chromeIos";
  switch (name) {
    case "samsung":
      return "samsung";
    case "firefox":
      return system === "android" ? "firefoxAndroid" : "firefoxDesktop";
    case "safari":
      return "safariMac";
    case "chrome":
    case "edge":
      return system === "android" ? "chromeAndroid" : "chromeDesktop";
    case "other":
      return "other";
  }
}

export type SystemCase = "iosSystem" | "androidSystem" | "macSystem" | "windowsSystem";
/** Where the device itself keeps the browser from the camera; null where there is no such place. */
export function systemStepsFor({ system }: BrowserKind): SystemCase | null {
  switch (system) {
    case "ios":
      return "iosSystem";
    case "android":
      return "androidSystem";
    case "macos":
      return "macSystem";
    case "windows":
      return "windowsSystem";
    case "other":
      return null;
  }
}

/** An address that opens this page in the real browser; null where no app offers one. */
export function realBrowserAddress({ system }: BrowserKind, address: string): string | null {
  const { protocol, host, pathname, search } = new URL(address);
  // Only secure pages may leave by these doors, and the camera would not work on others anyway.
  if (protocol !== "https:") return null;
  if (system === "android") return `intent://${host}${pathname}${search}#Intent;scheme=https;action=android.intent.action.VIEW;category=android.intent.category.BROWSABLE;end`;
  if (system === "ios") return `x-safari-https://${host}${pathname}${search}`;
  return null;
}
