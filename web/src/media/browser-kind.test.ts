import { describe, expect, it } from "vitest";
import { browserKind, realBrowserAddress, stepsFor, systemStepsFor } from "./browser-kind.ts";

const agents = {
  chromeAndroid: "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36",
  chromeDesktop: "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
  edgeDesktop: "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0",
  safariIos: "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
  chromeIos: "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/126.0 Mobile/15E148 Safari/604.1",
  safariMac: "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15",
  firefoxDesktop: "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
  firefoxAndroid: "Mozilla/5.0 (Android 14; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0",
  samsung: "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/26.0 Chrome/122.0.0.0 Mobile Safari/537.36",
  facebookAndroid: "Mozilla/5.0 (Linux; Android 13; SM-A515F; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/120.0 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/440;]",
  mailIos: "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148",
};

describe("the steps for this browser", () => {
  it.each([
    ["chromeAndroid", "chromeAndroid"],
    ["chromeDesktop", "chromeDesktop"],
    ["edgeDesktop", "chromeDesktop"],
    ["safariIos", "safariIos"],
    ["chromeIos", "chromeIos"],
    ["safariMac", "safariMac"],
    ["firefoxDesktop", "firefoxDesktop"],
    ["firefoxAndroid", "firefoxAndroid"],
    ["samsung", "samsung"],
  ] as const)("%s gets those of %s", (agent, steps) => {
    expect(stepsFor(browserKind(agents[agent]))).toBe(steps);
  });

  it("takes an iPad for one although it calls itself a Mac", () => {
    expect(stepsFor(browserKind(agents.safariMac, 5))).toBe("safariIos");
  });

  it.each([
    ["safariIos", "iosSystem"],
    ["chromeAndroid", "androidSystem"],
    ["safariMac", "macSystem"],
    ["edgeDesktop", "windowsSystem"],
    ["firefoxDesktop", null],
  ] as const)("sends %s to %s when the device itself says no", (agent, place) => {
    expect(systemStepsFor(browserKind(agents[agent]))).toBe(place);
  });
});

describe("links opened inside other apps", () => {
  it.each(Object.entries(agents))("%s is seen for what it is", (name, agent) => {
    expect(browserKind(agent).insideApp).toBe(name === "facebookAndroid" || name === "mailIos");
  });

  it("has one address for the real browser, where such a door exists", () => {
    const page = "https://visits.example/c/heart?ref=1";
    expect(realBrowserAddress(browserKind(agents.facebookAndroid), page)).toMatch(/^intent:\/\/visits\.example\/c\/heart\?ref=1#Intent;scheme=https;/);
    expect(realBrowserAddress(browserKind(agents.mailIos), page)).toBe("x-safari-https://visits.example/c/heart?ref=1");
    expect(realBrowserAddress(browserKind(agents.chromeDesktop), page)).toBeNull();
    expect(realBrowserAddress(browserKind(agents.facebookAndroid), "http://localhost/c/heart")).toBeNull();
  });
});
