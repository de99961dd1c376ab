import { readdirSync, readFileSync } from "node:fs";

/** Of the kernel's clock, in which /proc counts. Milliseconds. */
const TICK_MS = 10;

type Process = { pid: number; parent: number; own: number; reaped: number };
export type ProcessorTime = { server: number; postgres: number };

/** What a server and the PostgreSQL that it started have used so far, in milliseconds. What else runs on a machine changes it by a third, and a time on the wall by any factor. Linux only. */
export function processorTime(serverPid: number): ProcessorTime {
  const all = readdirSync("/proc").flatMap((name) => (/^\d+$/.test(name) ? (read(Number(name)) ?? []) : []));
  const under = (pid: number): Process[] => all.filter(({ parent }) => parent === pid).flatMap((child) => [child, ...under(child.pid)]);
  const server = all.find(({ pid }) => pid === serverPid);
  if (!server) throw new Error(`There is no process ${serverPid}.`);
  return { server: server.own * TICK_MS, postgres: under(serverPid).reduce((sum, { own, reaped }) => sum + own + reaped, 0) * TICK_MS };
}

function read(pid: number): Process | null {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, "utf8");
    // Behind the name, which may hold anything: state, parent, … and as 12th to 15th the times of itself and of the children that it has buried.
    const fields = line
      .slice(line.lastIndexOf(")") + 2)
      .split(" ")
      .map(Number);
    const [parent = 0] = fields.slice(1);
    const [user = 0, system = 0, reapedUser = 0, reapedSystem = 0] = fields.slice(11);
    return { pid, parent, own: user + system, reaped: reapedUser + reapedSystem };
  } catch {
    return null; // ended meanwhile
  }
}
