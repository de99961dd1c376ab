/**
 * The call screen on a fake session, to be looked at: `npx vite web --mode staff`, then
 * /test/call/index.html?scene=host&drawer=people&lang=ar&theme=dark. Not part of any build.
 */
import "../../src/ui/tokens.css";
import "../../src/ui/base.css";
import "../../src/ui/components.css";
import type { CallView, SeatView } from "@anteroom/core/protocol";
import { createRoot } from "react-dom/client";
import { PatientCall } from "../../src/call/patient-call.tsx";
import { StaffCall } from "../../src/call/staff-call.tsx";
import { loadCallMessages } from "../../src/i18n/call-messages.ts";
import { LanguageProvider } from "../../src/i18n/language-provider.tsx";
import { createFakeStream } from "../../src/link/fake/fake-stream.ts";
import { createFakeSession } from "../../src/media/fake/fake-session.ts";
import type { RemoteParticipant } from "../../src/media/session.ts";

const wish = new URLSearchParams(location.search);
const scene = wish.get("scene") ?? "host";
const tag = wish.get("lang") ?? "en";
const theme = wish.get("theme");
if (theme) document.documentElement.dataset.theme = theme;
const isHost = scene !== "patient" && scene !== "patient-held";
document.body.className = isHost ? "staff" : "patient";

/** Somebody in front of a wall, moving a little. */
function person(hue: number, width = 640, height = 480): MediaStream {
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  const pen = canvas.getContext("2d") as CanvasRenderingContext2D;
  let step = 0;
  setInterval(() => {
    step += 1;
    const sway = Math.sin(step / 20) * 6;
    pen.fillStyle = `hsl(${hue} 20% 32%)`;
    pen.fillRect(0, 0, width, height);
    pen.fillStyle = `hsl(${hue + 40} 30% 55%)`;
    pen.beginPath();
    pen.ellipse(width / 2 + sway, height, width * 0.34, height * 0.34, 0, 0, 7);
    pen.fill();
    pen.fillStyle = `hsl(${20 + (hue % 20)} 42% 58%)`;
    pen.beginPath();
    pen.ellipse(width / 2 + sway, height * 0.45, width * 0.13, height * 0.23, 0, 0, 7);
    pen.fill();
  }, 50);
  return canvas.captureStream(20);
}

const seat = (id: string, name: string, role: SeatView["role"], more: Partial<SeatView> = {}): SeatView => ({
  id,
  name,
  role,
  kind: role === "host" ? "member" : "caller",
  state: "in",
  presence: "here",
  since: Number(id),
  visitId: `visit-${id}`,
  knownAs: [],
  picture: null,
  ...more,
});
const figures: RemoteParticipant["figures"] = { route: "direct", rttMs: 64, lossPercent: 0.2, upKbit: 1_400, downKbit: 1_600, frameHeight: 720, framesPerSecond: 30 };
const nair = seat("1", "Dr Priya Nair", "host");
const leila = seat("2", "Leila Haddad", "guest");
const samira = seat("3", "Samira Aziz", "guest", { kind: "companion" });
const you = isHost ? "1" : "2";
const seats: Record<string, SeatView[]> = {
  host: [nair, leila, samira, seat("4", "Karim Haddad", "guest", { state: "knocking" }), seat("5", "Robert Kealoha", "guest", { state: "held" })],
  two: [nair, leila],
  lost: [nair, { ...leila, presence: "lost" }],
  alone: [nair],
  group: [nair, leila, samira, seat("4", "João Pereira da Silva e Sousa", "guest"), seat("5", "Wei", "guest"), seat("6", "Ana Lind", "host")],
  screen: [nair, leila, samira],
  patient: [nair, leila],
  "patient-held": [{ ...leila, state: "held" }],
};
const call: CallView = {
  id: "call",
  clinicId: "clinic",
  clinicName: "Cardiology",
  kind: "visit",
  capacity: 6,
  route: "direct",
  epoch: 0,
  locked: false,
  lockOffered: true,
  ownPictureSize: "medium",
  relayOnly: false,
  tools: { host: { mayWrite: true, mayShare: true }, guest: { mayWrite: true, mayShare: true }, invitations: true },
  videoQuality: "sharp",
  openedAt: 0,
  talkingSince: Date.now() - 768_000,
  you,
  seats: seats[scene] ?? [],
  closed: false,
  invitations: [{ id: "i1", createdAt: Date.now() - 60_000, expiresAt: Date.now() + 3_600_000, used: false }],
};

const session = createFakeSession({ ownSeatId: you });
const own = call.seats.find(({ id }) => id === you);
session.setPeers(
  call.seats.filter(({ id, state }) => id !== you && state !== "knocking").map(({ id, state, presence }) => ({ seatId: id, held: state === "held", present: presence === "here" })),
  { held: own?.state !== "in", epoch: 0 },
);
void session.join();
void session.local.acquire().then(() => session.local.simulate({ camera: person(190) }));
const tall = wish.get("tall") === "1";
for (const [index, { id }] of call.seats.entries()) {
  if (id !== you) session.simulatePeer(id, { camera: person(index * 70 + 150, tall ? 360 : 640, tall ? 640 : 480), figures });
}
session.simulatePeer("2", { speaking: true, ...(scene === "lost" && { quality: "lost" }) });
session.simulatePeer("3", { quality: "fair" });
session.simulatePeer("4", { cameraOn: false, microphoneOn: false });
session.simulatePeer("5", { quality: "poor" });
if (scene === "screen") session.simulatePeer("2", { sharing: true, screen: person(90, 1280, 720) });
if (wish.get("share") === "1") session.simulate({ self: { ...session.getSnapshot().self, screen: person(0) } });
session.simulateMessage("2", "Hello, can you see the swelling?\nhttps://example.org/picture.png");

const stream = createFakeStream();
stream.simulateTopic("call:call", call);
const none = async () => {};
const nothing = () => {};
const messages = await loadCallMessages(tag);
const drawer = (
  <>
    <header>
      <div className="grow">
        <h2>Waiting area</h2>
        <p className="small muted">7 waiting, longest 41 min</p>
      </div>
    </header>
    <div className="scroll">
      <div className="box">
        <div className="mini is-late">
          <div className="clip">
            <div className="strong clip">Dorothy Finch</div>
            <div className="sub">
              <b>41 min</b>
              <span className="clip">Pacemaker check</span>
            </div>
          </div>
          <button type="button" className="btn btn-soft btn-s">
            Add
          </button>
        </div>
      </div>
    </div>
  </>
);
createRoot(document.getElementById("page") as HTMLElement).render(
  <LanguageProvider tag={tag} messages={messages} load={loadCallMessages}>
    {isHost ? (
      <StaffCall
        session={session}
        call={call}
        title="Leila Haddad"
        now={Date.now}
        online={wish.get("offline") !== "1"}
        onMuted={() => nothing}
        phoneOf={() => "+44 20 7946 0321"}
        actions={{
          leave: none,
          endForAll: none,
          hold: none,
          disconnect: none,
          accept: none,
          decline: none,
          mute: none,
          revoke: none,
          setLocked: none,
          invite: async () => ({ id: "i2", url: "https://video.example.org/i/abcdefghij", expiresAt: Date.now() + 3_600_000 }),
          transfer: nothing,
          edit: nothing,
        }}
        waitingArea={{ label: "Waiting area", open: wish.get("area") === "1", setOpen: nothing, waiting: 7, drawer }}
        qrCode={() => (
          <svg width="120" height="120" role="img" aria-label="QR code">
            <rect width="120" height="120" />
          </svg>
        )}
      />
    ) : (
      <PatientCall stream={stream} callId="call" session={session} clinic={{ name: "Cardiology", logoIcon: "heart", supportPhone: "+44 20 7946 0000" }} onLeave={none} />
    )}
  </LanguageProvider>,
);
