import { LARGEST_PICTURE, LARGEST_VIDEO, type WaitingItem } from "@anteroom/core/settings";
import { useState } from "react";
import { useText } from "../../i18n/admin-messages.ts";
import type { Failure } from "../../link/index.ts";
import { useLink } from "../../staff/app/link.tsx";
import { problemText } from "../frame/wrong-field.ts";
import { type Upload, useUpload, type UploadWay } from "../upload/use-upload.ts";
import { readVideo } from "./read-video.ts";

type Taken = { ok: true; item: WaitingItem } | { ok: false; sentence: string };

type ContentUpload = {
  upload: Upload;
  problem: string | null;
  refuse: (sentence: string) => void;
  take: (kind: WaitingItem["kind"], file: File) => Promise<WaitingItem | null>;
};

/** Sends a picture or a video, and answers with what stands in the list then. */
export function useContentUpload(slug: string): ContentUpload {
  const t = useText();
  const { send } = useLink();
  const upload = useUpload();
  const [problem, setProblem] = useState<string | null>(null);
  const refused = (failure: Failure): Taken => ({ ok: false, sentence: problemText(t, failure) });
  const bytesOf = async (file: Blob) => new Uint8Array(await file.arrayBuffer());

  async function picture(file: File, way: UploadWay): Promise<Taken> {
    const answer = await send("POST /api/clinics/{slug}/waiting-pictures", { params: { slug }, body: await bytesOf(file), ...way });
    if (!answer.ok) return refused(answer.problem);
    const { hash, width, height } = answer.reply;
    return { ok: true, item: { kind: "picture", file: hash, width, height, alt: "" } };
  }

  async function video(file: File, way: UploadWay): Promise<Taken> {
    const seen = await readVideo(file);
    way.signal.throwIfAborted();
    if (!seen) return { ok: false, sentence: t("content.notPlayed", { name: file.name }) };
    const answer = await send("POST /api/clinics/{slug}/waiting-videos", { params: { slug }, body: await bytesOf(file), ...way });
    if (!answer.ok) return refused(answer.problem);
    const poster = seen.poster && (await send("POST /api/clinics/{slug}/waiting-pictures", { params: { slug }, body: seen.poster, signal: way.signal }));
    const { hash, format } = answer.reply;
    const { width, height } = seen;
    return { ok: true, item: { kind: "video", file: hash, format, width, height, poster: poster?.ok ? poster.reply.hash : "", alt: "" } };
  }

  return {
    upload,
    problem,
    refuse: setProblem,
    async take(kind, file) {
      setProblem(null);
      const isTooLarge = file.size > (kind === "picture" ? LARGEST_PICTURE : LARGEST_VIDEO);
      const taken = isTooLarge
        ? { ok: false as const, sentence: t(kind === "picture" ? "looks.tooLarge" : "content.videoTooLarge") }
        : await upload.run(file.name, (way) => (kind === "picture" ? picture(file, way) : video(file, way)));
      if (taken && !taken.ok) setProblem(taken.sentence);
      return taken?.ok ? taken.item : null;
    },
  };
}
