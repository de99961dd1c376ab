import type { ClinicRole, OrganisationRole, Permission } from "@anteroom/core/access";
import type { ClinicSettings } from "@anteroom/core/settings";
import type { z } from "zod";
import type { clinicSettings } from "@anteroom/core/settings";

type Settings = Partial<z.input<typeof clinicSettings>>;
export type DemoClinic = { organisation: string; slug: string; name: string; settings: Settings };
export type DemoPerson = {
  name: string;
  /** Before the @. */
  mailbox: string;
  platformAdministrator?: true;
  organisationRole?: { organisation: string; role: OrganisationRole };
  clinics: { slug: string; role: ClinicRole; permissions: Permission[] }[];
};

const everything: Permission[] = ["waitingArea", "rooms", "userRoom"];
const office: ClinicSettings["hours"] = Array.from({ length: 7 }, (_, day) =>
  day < 5
    ? [
        { from: "08:30", to: "12:30" },
        { from: "13:15", to: "17:00" },
      ]
    : [],
);
const reason = { id: "reason", kind: "text" as const, label: { en: "Reason for visit", ar: "سبب الزيارة" }, required: false };

export const ORGANISATIONS = ["Marlow Valley Health", "Bridge Street Practice"] as const;

/** The two pictures the product comes from: a hospital with its specialities, and a single general practice. */
export const CLINICS: readonly DemoClinic[] = [
  {
    organisation: "Marlow Valley Health",
    slug: "cardiology",
    name: "Cardiology Outpatients",
    settings: { logoIcon: "heart", supportPhone: "03 5550 1420", entryFields: [reason], checkPolicy: "off" },
  },
  {
    organisation: "Marlow Valley Health",
    slug: "nephrology",
    name: "Kidney Clinic",
    settings: {
      logoIcon: "kidney",
      supportPhone: "03 5550 1425",
      entryFields: [reason, { id: "dialysis", kind: "yesNo", label: { en: "Are you on dialysis?", ar: "هل تخضع لغسيل الكلى؟" } }],
      confirmCallEntry: true,
    },
  },
  {
    organisation: "Marlow Valley Health",
    slug: "physiotherapy",
    name: "Physiotherapy",
    settings: {
      logoIcon: "bone",
      supportPhone: "03 5550 1431",
      importantInformation: {
        en: "Please wear clothes that you can move in. Have a chair without wheels beside you.",
        ar: "يرجى ارتداء ملابس مريحة للحركة. ضع بجانبك كرسيًا بلا عجلات.",
      },
    },
  },
  {
    organisation: "Marlow Valley Health",
    slug: "emergency",
    name: "Virtual Emergency",
    settings: { logoIcon: "siren", supportPhone: "03 5550 1400", showEstimate: false, entryFields: [reason] },
  },
  {
    organisation: "Marlow Valley Health",
    slug: "paediatrics",
    name: "Children's Clinic",
    settings: {
      logoIcon: "child",
      supportPhone: "03 5550 1442",
      waitingText: { en: "Toys and favourite blankets are welcome in the call.", ar: "نرحب بالألعاب والبطانية المفضلة في المكالمة." },
    },
  },
  {
    organisation: "Marlow Valley Health",
    slug: "mental-health",
    name: "Mental Health Outreach",
    settings: {
      logoIcon: "brain",
      supportPhone: "03 5550 1450",
      hours: Array.from({ length: 7 }, () => []),
      closedText: { en: "If you need help now, phone 000 or Lifeline on 13 11 14.", ar: "إذا كنت بحاجة إلى مساعدة الآن فاتصل بالرقم 000 أو بالرقم 13 11 14." },
    },
  },
  {
    organisation: "Marlow Valley Health",
    slug: "diabetes",
    name: "Diabetes Education",
    settings: {
      supportPhone: "03 5550 1455",
      waitingAreaOn: false,
      switchedOffText: { en: "We moved. Please use the link in your letter.", ar: "لقد انتقلنا. يرجى استخدام الرابط الموجود في رسالتك." },
    },
  },
  {
    organisation: "Marlow Valley Health",
    slug: "heart-rhythm",
    name: "Heart Rhythm Clinic",
    settings: { logoIcon: "heart", supportPhone: "03 5550 1460", entryFields: [reason], timeZone: "Australia/Melbourne", hours: office },
  },
  {
    organisation: "Bridge Street Practice",
    slug: "bridge-street",
    name: "Bridge Street Practice",
    settings: { logoIcon: "stethoscope", supportPhone: "03 5550 9900", twoWayMessages: true },
  },
];

export const PEOPLE: readonly DemoPerson[] = [
  {
    name: "Dr Priya Nair",
    mailbox: "priya.nair",
    clinics: [
      { slug: "cardiology", role: "teamMember", permissions: everything },
      { slug: "heart-rhythm", role: "teamMember", permissions: everything },
      { slug: "nephrology", role: "serviceReferrer", permissions: [] },
    ],
  },
  { name: "Dr Helen Marsh", mailbox: "helen.marsh", clinics: [{ slug: "cardiology", role: "clinicAdministrator", permissions: everything }] },
  {
    name: "Ana Lind",
    mailbox: "ana.lind",
    clinics: [
      { slug: "cardiology", role: "clinicClerk", permissions: ["waitingArea"] },
      { slug: "heart-rhythm", role: "clinicClerk", permissions: ["waitingArea"] },
    ],
  },
  { name: "Dr Samuel Osei", mailbox: "samuel.osei", clinics: [{ slug: "nephrology", role: "clinicAdministrator", permissions: everything }] },
  { name: "Tom Okafor", mailbox: "tom.okafor", clinics: [{ slug: "physiotherapy", role: "teamMember", permissions: everything }] },
  { name: "Dr Mei Tanaka", mailbox: "mei.tanaka", clinics: [{ slug: "emergency", role: "clinicAdministrator", permissions: everything }] },
  { name: "Dr Farah Aziz", mailbox: "farah.aziz", clinics: [{ slug: "paediatrics", role: "teamMember", permissions: everything }] },
  {
    name: "Noor Rahimi",
    mailbox: "noor.rahimi",
    clinics: [
      { slug: "mental-health", role: "clinicAdministrator", permissions: everything },
      { slug: "diabetes", role: "clinicAdministrator", permissions: everything },
    ],
  },
  { name: "Ingrid Solheim", mailbox: "ingrid.solheim", platformAdministrator: true, clinics: [] },
  { name: "Grace Ellison", mailbox: "grace.ellison", organisationRole: { organisation: "Marlow Valley Health", role: "administrator" }, clinics: [] },
  { name: "Leo Brandt", mailbox: "leo.brandt", organisationRole: { organisation: "Marlow Valley Health", role: "reporter" }, clinics: [] },
  {
    name: "Dr Ruth Adler",
    mailbox: "ruth.adler",
    organisationRole: { organisation: "Bridge Street Practice", role: "administrator" },
    clinics: [{ slug: "bridge-street", role: "clinicAdministrator", permissions: everything }],
  },
];
