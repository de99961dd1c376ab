// Loaded into the server with --import: notes how late its event loop was, and writes it down when asked with SIGWINCH. Milliseconds.
import { writeFileSync } from "node:fs";
import { monitorEventLoopDelay } from "node:perf_hooks";

const RESOLUTION_MS = 5;
const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
delays.enable();
process.on("SIGWINCH", () => {
  // The histogram counts from one look to the next, so that an idle loop reads as the distance between looks.
  const late = (nanoseconds) => Math.max(0, nanoseconds / 1e6 - RESOLUTION_MS);
  writeFileSync(process.env.LOOP_PROBE_FILE, JSON.stringify({ p50: late(delays.percentile(50)), p99: late(delays.percentile(99)), max: late(delays.max) }));
  delays.reset();
});
