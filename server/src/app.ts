import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { FastifyInstance } from "fastify";
import type { Logger } from "pino";
import { uuidv7 } from "uuidv7";
import { type Accounts, createAccounts, createReadRules } from "./accounts/index.ts";
import { auditKey } from "./audit/index.ts";
import { createAuditHandlers } from "./audit-log/index.ts";
import { createCallHandlers, createInvitationHandlers, createSeatPresence } from "./calls/index.ts";
import { createChannelHandlers } from "./channel/index.ts";
import { Directory } from "./clinics/index.ts";
import type { Config } from "./config.ts";
import { createLimiter, type Database, migrate, openDatabase, urlAs } from "./db/index.ts";
import { createEscalate } from "./escalation/index.ts";
import { carryPolls, carrySockets, StreamHub } from "./events/index.ts";
import type { Handlers } from "./http/handler.ts";
import { registerPages } from "./http/pages.ts";
import { createHttpServer } from "./http/server.ts";
import { createSessions } from "./http/session.ts";
import { createFaceHandlers, createImageHandlers, registerFaces, registerImages } from "./images/index.ts";
import { createHubHandlers } from "./hub/index.ts";
import { startHousekeeping } from "./jobs/index.ts";
import { createIceFor, createIceHandler } from "./media/index.ts";
import { createMembershipHandlers, welcome } from "./memberships/index.ts";
import { createMessageHandlers } from "./messages/index.ts";
import {
  createAccountHandlers,
  createAccountLog,
  createEmailHandlers,
  createLostSecondFactorHandler,
  createPasskeyHandlers,
  createProfileHandlers,
  followAddress,
  registerPasskeys,
  sendResetLink,
} from "./my-account/index.ts";
import { createMailer, createTextSender } from "./outbox/index.ts";
import { createParticipantsHandler, createPersonHandlers } from "./people/index.ts";
import { createMusicHandlers } from "./music/index.ts";
import { createRecall, createRecallHandlers, createTextMeHandlers, recallNext } from "./recall/index.ts";
import { createShareHandler } from "./sharing/index.ts";
import { readSecrets } from "./secrets.ts";
import { createAddressHandlers, createSettingsHandlers } from "./settings/index.ts";
import { createSecretSeal, createSignInOfferHandler, createSignOn, createSingleSignOnSettings, registerSingleSignOn } from "./single-sign-on/index.ts";
import { createOrganisationHandlers } from "./organisations/index.ts";
import { createHealthHandler, createOutboxHandlers, createPlatformOrganisationHandlers, createSetUpHandlers, isSetUpOpen, setUpCode } from "./platform/index.ts";
import { callViewOf, createTopicReader, isFaceShownToGuest, type TopicMoves } from "./views/index.ts";
import { createVideoHandlers, registerVideos } from "./videos/index.ts";
import { createConsentHandler, createDoor, createEntryHandlers, createSenders, createVisitHandlers, DetailStore, findGuestSession, KeyRing } from "./visits/index.ts";

export type App = {
  http: FastifyInstance;
  database: Database;
  accounts: Accounts;
  /** Null once there is a platform's administrator. */
  setUpCode: () => Promise<string | null>;
  /** Unready at once, pages told to move, then everything closed. */
  stop: (drainMs: number) => Promise<void>;
};

const DIRECTORY_CONNECTIONS = 4;

/** The one place that wires features to database, clock, senders and media. */
export async function createApp(config: Config, ownerUrl: string, log: Logger): Promise<App> {
  const { dataDir, publicUrl } = config;
  const secrets = readSecrets(dataDir);
  await migrate(ownerUrl, secrets.rolePassword);
  const databaseUrl = urlAs(ownerUrl, "anteroom_tenant", secrets.rolePassword);
  const database = await openDatabase(databaseUrl);
  const limiter = createLimiter(database, secrets.sessionSecret);
  const clientSecrets = createSecretSeal(secrets.sessionSecret);
  const signOn = createSignOn({
    database,
    secrets: clientSecrets,
    welcome: (arrival) => welcome({ database, directory, announce, signOn }, arrival),
    follow: (personId, arrival) => followAddress({ database, directory, announce }, personId, arrival),
  });
  const accounts = createAccounts({
    databaseUrl: urlAs(ownerUrl, "anteroom_auth", secrets.rolePassword),
    publicUrl,
    secret: secrets.sessionSecret,
    readRules: createReadRules((text, values) => database.query(text, values)),
    identityProviders: signOn,
    privateProviders: config.ssoNetwork === "private",
    // While an organisation signs in elsewhere, a new password would open nothing.
    sendReset: async (link) => void ((await signOn.signsOnAt(link.personId)) || (await sendResetLink({ database, directory, publicUrl }, link))),
  });

  const report = (what: string, error: unknown) => log.warn({ err: error }, `${what} failed; it is tried again or given up`);
  const alert = (sentence: string) => log.error(sentence);
  const keys = new KeyRing(dataDir);
  const details = new DetailStore(keys);
  // Asked in the middle of transactions: with connections of its own it cannot wait for one that waits for it.
  const directoryDatabase = await openDatabase(databaseUrl, DIRECTORY_CONNECTIONS);
  const directory = new Directory(directoryDatabase);
  // The hub needs the door, and the door tells the hub what moved.
  let announceToHub: (moves: TopicMoves) => void = () => {};
  const announce = (moves: TopicMoves) => announceToHub(moves);
  const door = createDoor({ database, directory, announce });
  const senders = createSenders({ database, directory });
  const sessions = createSessions({ accounts, findGuestSession: (token) => findGuestSession(database, token) });
  const iceFor = createIceFor(config);
  const hub = new StreamHub({
    nodeId: uuidv7(),
    databaseUrl,
    database,
    directory,
    details,
    reader: createTopicReader({ database, directory, details, keys }),
    presence: createSeatPresence({ database, door }),
    accounts,
    iceFor,
    report,
    alert,
  });
  announceToHub = (moves) => hub.announce(moves);

  const mailer = config.mail && createMailer(config.mail);
  const carriers = { mail: mailer, text: config.texts && createTextSender(config.texts) };
  const sendsMail = mailer !== null;
  const shared = { database, limiter, directory, details, door, senders, announce, publicUrl };
  const recall = createRecall({ ...shared, ring: (seatId, visitId) => hub.sendToSeat(seatId, { t: "ring", visitId }) });
  const accountLog = createAccountLog(database);
  const handlers: Handlers = {
    ...createEntryHandlers(shared),
    ...createConsentHandler(shared),
    ...createVisitHandlers({
      ...shared,
      callSeenBy: (transaction, next, callId, { personId, rights }) =>
        callViewOf(transaction, shared, next, callId, { personId, maySeeVisitOf: (clinicId) => rights.get(clinicId)?.seeWaitingArea ?? false }),
    }),
    ...createRecallHandlers({ ...shared, recall }),
    ...createTextMeHandlers(shared),
    ...createCallHandlers({ ...shared, sendToSeat: (seatId, frame) => hub.sendToSeat(seatId, frame) }),
    ...createInvitationHandlers(shared),
    ...createMessageHandlers(shared),
    ...createChannelHandlers({ ...shared, keys }),
    ...createSettingsHandlers(shared),
    ...createMusicHandlers(shared),
    ...createAddressHandlers(shared),
    ...createImageHandlers(shared),
    ...createVideoHandlers(shared),
    ...createFaceHandlers(shared),
    ...createPersonHandlers(shared),
    ...createParticipantsHandler(shared),
    ...createAuditHandlers(shared),
    ...createMembershipHandlers({ ...shared, sends: sendsMail, accounts, signOn, report, beats: directoryDatabase }),
    ...createHubHandlers(shared),
    ...createAccountHandlers({ ...shared, accounts, signOn, log: accountLog, report }),
    ...createPasskeyHandlers({ accounts, limiter, signOn, log: accountLog }),
    ...createLostSecondFactorHandler({ ...shared, accounts }),
    ...createProfileHandlers({ ...shared, signOn }),
    ...createEmailHandlers({ ...shared, accounts, signOn }),
    ...createOrganisationHandlers({ ...shared, sends: sendsMail }),
    ...createPlatformOrganisationHandlers({ ...shared, sends: sendsMail }),
    ...createSingleSignOnSettings({ ...shared, accounts, secrets: clientSecrets, network: config.ssoNetwork }),
    ...createSignInOfferHandler(signOn),
    ...createHealthHandler({ ...shared, version: productVersion() }),
    ...createSetUpHandlers({ ...shared, accounts, secret: secrets.sessionSecret }),
    ...createOutboxHandlers({ ...shared, sends: sendsMail }),
    ...createShareHandler({ ...shared, sends: carriers.text !== null }),
    ...createIceHandler({ ...shared, iceFor }),
  };

  let ready = true;
  const isReady = async () => {
    if (!ready) return false;
    try {
      // Written, not only read: a standby or a full disk could not take a visit.
      await hub.prove();
      return true;
    } catch {
      return false; // said by the answer; the cause is in the log of whoever needed the database
    }
  };
  const http = await createHttpServer({ config, log, handlers, sessions, accounts, limiter, signOn, isReady });
  registerImages(http, database);
  registerVideos(http, database);
  registerFaces(http, {
    database,
    askers: async (request) => [await sessions.asker(request, "member"), await sessions.asker(request, "guest")],
    isShownToGuest: (asker, hash) => isFaceShownToGuest(shared, asker, hash),
  });
  registerSingleSignOn(http, { accounts, limiter, signOn, publicUrl, network: config.ssoNetwork });
  registerPasskeys(http, { accounts, limiter, signOn, sessions, publicUrl, log: accountLog });
  carrySockets(http, { hub, sessions, publicUrl });
  carryPolls(http, { hub, sessions, publicUrl });
  await registerPages(http, {
    webDir: webFolder(),
    clinic: async (slug, request) => {
      const answer = await handlers["GET /api/public/clinics/{slug}"]({
        asker: await sessions.asker(request, "guest"),
        params: { slug },
        body: undefined,
        idempotencyKey: null,
        sourceAddress: request.ip,
      });
      if (!answer.ok) return null;
      return { view: answer.reply, embedOrigins: (await directory.clinicBySlug(slug))?.settings.embedOrigins ?? [] };
    },
    slugOfShortCode: async (code) => (await database.query<{ slug: string | null }>("select tenant.slug_of_short_code($1) as slug", [code]))[0]?.slug ?? null,
    isSetUpOpen: () => isSetUpOpen(database),
    memberOf: (request) => sessions.asker(request, "member"),
  });
  await hub.open();
  const housekeeping = startHousekeeping({
    database,
    directory,
    door,
    details,
    keys,
    auditKey: auditKey(dataDir),
    carriers,
    accounts,
    limiter,
    announce,
    report,
    escalate: createEscalate(shared),
    recallNext: () => recallNext({ ...shared, recall }),
  });

  return {
    http,
    database,
    accounts,
    setUpCode: async () => ((await isSetUpOpen(database)) ? setUpCode(secrets.sessionSecret) : null),
    async stop(drainMs) {
      ready = false;
      await hub.drain(drainMs);
      await http.close();
      await housekeeping.stop();
      mailer?.close();
      await hub.close();
      await accounts.close();
      await database.close();
      await directoryDatabase.close();
    },
  };
}

function productVersion(): string {
  const description = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as { version: string };
  return description.version;
}

function webFolder(): string {
  return fileURLToPath(new URL("../../web/dist", import.meta.url));
}
