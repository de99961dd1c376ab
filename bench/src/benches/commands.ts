import { Product } from "../../../e2e/support/product.ts";
import { Client, enter, signIn, sourceAddress } from "../support/http.ts";
import { processorTime } from "../support/processor-time.ts";
import { report } from "../support/report.ts";

/**
 * A mix of enter, join, hold, join, transfer, end over HTTP against PostgreSQL, one node.
 * First as fast as it goes, then at half of what was reached, where the answer time counts.
 */
const SECONDS = 15;
const CALLERS_A_MEMBER = 4;

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
const lanes = [...new Map(places.map((place) => [place.staff, place])).values()];

type Timed = (work: () => Promise<{ status: number; body: unknown }>) => Promise<{ status: number; body: unknown }>;
let callers = 0;
let refused = 0;

/** A member sits in one call at a time, so their joins follow each other; everything else of their callers goes on side by side. */
const seats = new Map<Client, Promise<unknown>>();
function seated(staff: Client, work: () => Promise<void>): Promise<void> {
  const mine = (seats.get(staff) ?? Promise.resolve()).then(work);
  seats.set(staff, mine);
  return mine;
}

async function visit({ staff, slug, targets }: Place, timed: Timed): Promise<void> {
  const number = callers++;
  const caller = new Client(product.url, sourceAddress(number));
  let entered: Awaited<ReturnType<typeof enter>> | undefined;
  await timed(async () => {
    entered = await enter(caller, slug, `Caller ${number}`);
    return { status: 201, body: entered };
  });
  if (!entered) return;
  const { visitId, callId } = entered;
  const command = async (path: string, body: unknown = {}, by = staff) => {
    const reply = await timed(() => by.post(`/api/visits/${visitId}/${path}`, body));
    if (reply.status >= 300) refused++;
  };
  const target = targets[0];
  if (target && number % 4 === 0) {
    await command("transfer", { toClinicId: target.id, expect: { state: "waiting", callId } });
    return command("leave", {}, caller);
  }
  await seated(staff, async () => {
    await command("join", { expect: { state: "waiting", callId } });
    await command("hold");
  });
  await seated(staff, async () => {
    await command("join", { expect: { state: "held", callId } });
    await command("end");
  });
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
    lanes.flatMap((place) =>
      Array.from({ length: CALLERS_A_MEMBER }, async () => {
        while (performance.now() < until) await visit(place, timed);
      }),
    ),
  );
  return { done: samples.length, took: performance.now() - began, samples };
}

await run(3, null);
const before = processorTime(product.pid ?? 0);
const full = await run(SECONDS, null);
const after = processorTime(product.pid ?? 0);
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
  members: lanes.length,
  atOnce: lanes.length * CALLERS_A_MEMBER,
  refused,
  serverMsEach: Math.round(((after.server - before.server) / full.done) * 100) / 100,
  postgresMsEach: Math.round(((after.postgres - before.postgres) / full.done) * 100) / 100,
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
