/** Shorter than this says nothing about the speed beyond "fast enough". Milliseconds. */
const SHORTEST_MS = 8;
const PATIENCE_MS = 12_000;

/**
 * How fast something of ours arrives, in kbit/s, or null when it cannot be told. A file of a few dozen kilobytes tells
 * a line too slow for a call from one that is not; it does not measure fast ones.
 */
export async function measureLine(address: string): Promise<number | null> {
  const off = new AbortController();
  const timer = setTimeout(() => off.abort(), PATIENCE_MS);
  try {
    const url = new URL(address, location.href);
    // Its own name, so that this load and no earlier one is found among the timings.
    url.searchParams.set("speed", String(Date.now()));
    const response = await fetch(url, { cache: "no-store", signal: off.signal });
    const size = (await response.arrayBuffer()).byteLength;
    const timing = performance.getEntriesByName(url.href).at(-1) as PerformanceResourceTiming | undefined;
    const bytes = timing?.encodedBodySize || size;
    const took = timing ? timing.responseEnd - (timing.responseStart || timing.startTime) : null;
    if (!response.ok || took === null) return null;
    return Math.round((bytes * 8) / Math.max(took, SHORTEST_MS));
  } catch {
    return null; // the request for the place will say what is wrong
  } finally {
    clearTimeout(timer);
  }
}
