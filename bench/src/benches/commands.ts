import { Product } from "../../../e2e/support/product.ts";
import { Client, enter, signIn, sourceAddress } from "../support/http.ts";
import { report } from "../support/report.ts";

/**
 * A mix of enter, join, hold, join, transfer, end over HTTP against PostgreSQL, one node.
 * First as fast as it goes, then at half of what was reached, where the answer time counts.
 */
const SECONDS = 15;
const LANES = 24;

const product = await Product.start();
const members = product.demo.people.filter((person) => person.clinics.length > 0 && /administrator|clerk|member/i.test(person.role));
type Place = { staff: Client; slug: string; clinicId: string; targets: { id: string }[] };
const places: Place[] = [];
for (const [index, person] of members.entries()) {
  const staff = new Client(product.url, sourceAddress(60_000 + index));
  await signIn(staff, person.email, person.password);
  for (const slug of person.clinics) {
    const page = (await staff.get(`/api/clinics/${slug}`)).body as { id: string; state: string; transferTargets?: { id: string; state: string }[] };
    if (page.state === "open") places.push({ staff, slug, clinicId: page.id, targets: (page.transferTargets ?? []).filter((target) => target.state === "open") });
  }
}
// A member sits in one call at a time, so each lane needs a member of its own.
const lanes = [...new Map(places.map((place) => [place.staff, place])).values()].slice(0, LANES);

type Timed = (work: () => Promise<{ status: number; body: unknown }>) => Promise<{ status: number; body: unknown }>;
let callers = 0;
let refused = 0;

async function visit(place: Place, timed: Timed): Promise<void> {
  const caller = new Client(product.url, sourceAddress(callers++));
  let entered: Awaited<ReturnType<typeof enter>> | undefined;
  await timed(async () => {
    entered = await enter(caller, place.slug, "Caller");
    return { status: 201, body: entered };
  });
  if (!entered) return;
  const { visitId, callId } = entered;
  const command = async (path: string, body: unknown = {}) => {
    const reply = await timed(() => place.staff.post(`/api/visits/${visitId}/${path}`, body));
    if (reply.status >= 300) refused++;
    return reply;
  };
  await command("join", { expect: { state: "waiting", callId } });
  await command("hold");
  await command("join", { expect: { state: "held", callId } });
  await command("end");
}

async function run(seconds: number, perSecond: number | null): Promise<{ done: number; took: number; samples: number[] }> {
  const samples: number[] = [];
  const began = performance.now();
  const until = began + seconds * 1000;
  let due = began;
  const timed: Timed = async (work) => {
    if (perSecond) {
      due += 1000 / perSecond;
      const wait = due - performance.now();
      if (wait > 1) await new Promise((later) => setTimeout(later, wait));
    }
    const sent = performance.now();
    const reply = await work();
    samples.push(performance.now() - sent);
    return reply;
  };
  await Promise.all(
    lanes.map(async (place) => {
      while (performance.now() < until) await visit(place, timed);
    }),
  );
  return { done: samples.length, took: performance.now() - began, samples };
}

await run(3, null);
const full = await run(SECONDS, null);
const reached = (full.done / full.took) * 1000;
const half = await run(SECONDS, reached / 2);
await product.stop();

report({
  bench: "commands",
  part: "full speed",
  unit: "commands/s",
  samples: [reached],
  goal: "≥ 1000 on 2 cores, load generator on the same machine",
  holds: (f) => f.p50 >= 1000,
  lanes: lanes.length,
  refused,
});
report({
  bench: "commands",
  part: "half load",
  unit: "ms",
  samples: half.samples,
  goal: "p99 ≤ 50",
  holds: (f) => f.p99 <= 50,
  perSecond: Math.round((half.done / half.took) * 1000),
});
