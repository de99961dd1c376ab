/** A mail: what the templates say, with `{name}` for what differs. A paragraph each; the button, where there is one, leads to the link. */
export type MailText = { subject: string; paragraphs: readonly string[]; button: string | null };

export const TEMPLATES = ["membershipInvitation", "memberAdded", "passwordReset", "emailChange", "emailChanged", "secondFactorRemoved", "callerWaits", "callersWait"] as const;
export type Template = (typeof TEMPLATES)[number];

type MailTexts = {
  mails: Record<Template, MailText>;
  roles: Record<string, string>;
  /** Joins a clinic and its organisation. */
  place: string;
  /** Under every mail. */
  automatic: string;
  /** Above the bare address, for programs that show no button. */
  orOpen: string;
  /** Stands where the link was after the mail was sent. */
  linkTakenOut: string;
};

const english: MailTexts = {
  mails: {
    membershipInvitation: {
      subject: "{byName} invites you to {place}",
      paragraphs: [
        "{byName} invites you to work with video visits at {place}. Your role there: {role}.",
        "Open the link to make your account. It works until {expiresAt}; afterwards ask for another one.",
      ],
      button: "Accept the invitation",
    },
    memberAdded: {
      subject: "You were added to {place}",
      paragraphs: ["Hello {name},", "{byName} added you to {place}. Your role there: {role}. You sign in with the account you have."],
      button: "Open {place}",
    },
    passwordReset: {
      subject: "Choose a new password",
      paragraphs: [
        "Hello {name},",
        "somebody, probably you, asked for a new password for this account. The link works once, for one hour.",
        "If it was not you, do nothing: your password stays as it is.",
      ],
      button: "Choose a new password",
    },
    emailChange: {
      subject: "Confirm your new e-mail address",
      paragraphs: [
        "Hello {name},",
        "this address is to become the one you sign in with, instead of {oldEmail}. The link works once, for one hour.",
        "If you did not ask for it, do nothing: nothing changes.",
      ],
      button: "Confirm this address",
    },
    emailChanged: {
      subject: "Your e-mail address was changed",
      paragraphs: ["Hello {name},", "you sign in with {newEmail} from now on.", "If you did not do this, tell your administrator at once."],
      button: null,
    },
    secondFactorRemoved: {
      subject: "Your second factor was removed",
      paragraphs: [
        "Hello {name},",
        "{byName} removed the second factor and the passkeys of your account, and you were signed out everywhere. Sign in with your password and set up a second factor anew.",
        "If you did not ask for this, tell your administrator at once and choose a new password.",
      ],
      button: null,
    },
    callerWaits: {
      subject: "A caller has waited {minutes} min at {clinicName}",
      paragraphs: ["Hello {name},", "a caller has waited {minutes} min at {clinicName}, and nobody has looked yet. You are the next one to be told."],
      button: "Open the waiting area",
    },
    callersWait: {
      subject: "{count} callers wait at {clinicName}, the longest for {minutes} min",
      paragraphs: ["Hello {name},", "{count} callers wait at {clinicName}, the longest for {minutes} min, and nobody has looked yet. You are the next one to be told."],
      button: "Open the waiting area",
    },
  },
  roles: {
    platformAdministrator: "platform administrator",
    administrator: "administrator of the organisation",
    coordinator: "coordinator",
    reporter: "reporter",
    clinicAdministrator: "clinic administrator",
    clinicClerk: "clinic clerk",
    teamMember: "team member",
    serviceReferrer: "service referrer",
  },
  place: "{clinicName} ({organisationName})",
  automatic: "This message was written by the video service of your organisation. Answers to it are not read.",
  orOpen: "Or open this address in your browser:",
  linkTakenOut: "(The link was taken out when the message was sent.)",
};

const arabic: MailTexts = {
  mails: {
    membershipInvitation: {
      subject: "يدعوك {byName} إلى {place}",
      paragraphs: ["يدعوك {byName} للعمل بالزيارات المرئية في {place}. دورك هناك: {role}.", "افتح الرابط لإنشاء حسابك. يعمل الرابط حتى {expiresAt}؛ بعد ذلك اطلب رابطًا آخر."],
      button: "قبول الدعوة",
    },
    memberAdded: {
      subject: "تمت إضافتك إلى {place}",
      paragraphs: ["مرحبًا {name}،", "أضافك {byName} إلى {place}. دورك هناك: {role}. سجّل الدخول بحسابك الحالي."],
      button: "فتح {place}",
    },
    passwordReset: {
      subject: "اختر كلمة مرور جديدة",
      paragraphs: [
        "مرحبًا {name}،",
        "طلب شخص ما، على الأرجح أنت، كلمة مرور جديدة لهذا الحساب. يعمل الرابط مرة واحدة ولمدة ساعة واحدة.",
        "إذا لم تكن أنت، فلا تفعل شيئًا: ستبقى كلمة مرورك كما هي.",
      ],
      button: "اختيار كلمة مرور جديدة",
    },
    emailChange: {
      subject: "أكّد عنوان بريدك الإلكتروني الجديد",
      paragraphs: [
        "مرحبًا {name}،",
        "سيصبح هذا العنوان هو الذي تسجّل الدخول به بدلًا من {oldEmail}. يعمل الرابط مرة واحدة ولمدة ساعة واحدة.",
        "إذا لم تطلب ذلك، فلا تفعل شيئًا: لن يتغير شيء.",
      ],
      button: "تأكيد هذا العنوان",
    },
    emailChanged: {
      subject: "تم تغيير عنوان بريدك الإلكتروني",
      paragraphs: ["مرحبًا {name}،", "من الآن تسجّل الدخول بالعنوان {newEmail}.", "إذا لم تفعل ذلك فأخبر المسؤول فورًا."],
      button: null,
    },
    secondFactorRemoved: {
      subject: "أُزيل العامل الثاني لحسابك",
      paragraphs: [
        "مرحبًا {name}،",
        "أزال {byName} العامل الثاني ومفاتيح المرور من حسابك، وسُجّل خروجك من كل مكان. سجّل الدخول بكلمة مرورك وأعد إعداد عامل ثانٍ.",
        "إذا لم تطلب ذلك فأخبر المسؤول فورًا واختر كلمة مرور جديدة.",
      ],
      button: null,
    },
    callerWaits: {
      subject: "ينتظر متصل منذ {minutes} دقيقة في {clinicName}",
      paragraphs: ["مرحبًا {name}،", "ينتظر متصل منذ {minutes} دقيقة في {clinicName} ولم ينظر أحد بعد. أنت التالي في التنبيه."],
      button: "فتح منطقة الانتظار",
    },
    callersWait: {
      subject: "عدد المنتظرين في {clinicName}: {count}، وأطولهم انتظارًا منذ {minutes} دقيقة",
      paragraphs: ["مرحبًا {name}،", "عدد المتصلين المنتظرين في {clinicName}: {count}، وأطولهم انتظارًا منذ {minutes} دقيقة، ولم ينظر أحد بعد. أنت التالي في التنبيه."],
      button: "فتح منطقة الانتظار",
    },
  },
  roles: {
    platformAdministrator: "مسؤول المنصة",
    administrator: "مسؤول المؤسسة",
    coordinator: "منسق",
    reporter: "مسؤول التقارير",
    clinicAdministrator: "مسؤول العيادة",
    clinicClerk: "كاتب العيادة",
    teamMember: "عضو الفريق",
    serviceReferrer: "محيل الخدمة",
  },
  place: "{clinicName} ({organisationName})",
  automatic: "كُتبت هذه الرسالة بواسطة خدمة الفيديو في مؤسستك. لا تُقرأ الردود عليها.",
  orOpen: "أو افتح هذا العنوان في متصفحك:",
  linkTakenOut: "(أُزيل الرابط عند إرسال الرسالة.)",
};

export const MAIL_TEXTS: Record<string, MailTexts> = { en: english, ar: arabic };
export const RIGHT_TO_LEFT: ReadonlySet<string> = new Set(["ar"]);

/** The texts of that language, or of the first one that the product speaks. */
export function mailTexts(language: string): { tag: string; texts: MailTexts } {
  const tag = language.split("-")[0]?.toLowerCase() ?? "";
  return MAIL_TEXTS[tag] ? { tag, texts: MAIL_TEXTS[tag] } : { tag: "en", texts: english };
}
