import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

export type DemoPerson = { name: string; email: string; password: string; role: string; clinics: string[] };
export type Demo = { url: string; clinics: { name: string; slug: string; link: string }[]; people: DemoPerson[] };

/** The built product, started as an operator starts it, on a port and data folder of its own. */
export class Product {
  demo!: Demo;
  #process: ChildProcess | undefined;
  #output = "";
  readonly port: number;
  readonly dataDir: string;
  readonly url: string;
  readonly #settings: Record<string, string>;
  readonly #arguments: readonly string[];

  constructor(port: number, dataDir: string, settings: Record<string, string>, { host = "127.0.0.1", isDemo = true } = {}) {
    this.#arguments = isDemo ? ["--demo"] : [];
    this.port = port;
    this.dataDir = dataDir;
    this.url = `http://${host}:${port}`;
    this.#settings = { PUBLIC_URL: this.url, ...settings };
  }

  /** `host`: what its pages are opened by. */
  static async start(settings: Record<string, string> = {}, host = "127.0.0.1"): Promise<Product> {
    const product = new Product(await freePort(), mkdtempSync(join(tmpdir(), "anteroom-")), settings, { host });
    await product.boot();
    product.demo = JSON.parse(readFileSync(join(product.dataDir, "demo.json"), "utf8")) as Demo;
    return product;
  }

  /** A new installation that nobody administers yet. */
  static async startEmpty(settings: Record<string, string> = {}): Promise<Product> {
    const product = new Product(await freePort(), mkdtempSync(join(tmpdir(), "anteroom-")), settings, { isDemo: false });
    await product.boot();
    return product;
  }

  /** As the operator reads it where the product was started. */
  get setUpCode(): string {
    return /type this code: (\S+)/.exec(this.#output)?.[1] ?? "";
  }

  /** Also after `kill`: on the same port and data, as a supervisor would. */
  async boot(): Promise<void> {
    const main = new URL("../../server/dist/main.js", import.meta.url).pathname;
    const env = { ...process.env, PORT: String(this.port), DATA_DIR: this.dataDir, LOG_LEVEL: "warn", ...this.#settings };
    this.#output = "";
    const child = spawn(process.execPath, [main, ...this.#arguments], { env, stdio: ["ignore", "pipe", "pipe"] });
    this.#process = child;
    await new Promise<void>((ready, failed) => {
      const late = setTimeout(() => failed(new Error(`The product did not start within 60 s:\n${this.#output}`)), 60_000);
      const read = (chunk: Buffer) => {
        this.#output += chunk.toString();
        if (!this.#output.includes("Anteroom is ready at")) return;
        clearTimeout(late);
        ready();
      };
      child.stdout?.on("data", read);
      child.stderr?.on("data", read);
      child.once("exit", (code) => {
        clearTimeout(late);
        failed(new Error(`The product ended with ${code} at start:\n${this.#output}`));
      });
    });
  }

  /** As a power cut would: nothing of the server gets to say goodbye. */
  async kill(): Promise<void> {
    await this.#end("SIGKILL");
  }

  async stop(): Promise<void> {
    await this.#end("SIGTERM");
    rmSync(this.dataDir, { recursive: true, force: true });
  }

  get output(): string {
    return this.#output;
  }

  get pid(): number | undefined {
    return this.#process?.pid;
  }

  person(clinicSlug: string, index = 0): DemoPerson {
    // People whose first clinic it is: their listed role is the one they have here.
    const here = this.demo.people.filter((person) => person.clinics[0] === clinicSlug);
    const found = here[index];
    if (!found) throw new Error(`The demonstration has no person ${index} in ${clinicSlug}`);
    return found;
  }

  #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
    return new Promise((done) => {
      child.once("exit", () => done());
      child.kill(signal);
    });
  }
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => (address && typeof address === "object" ? resolve(address.port) : reject(new Error("no port"))));
    });
  });
}
