import { faultAt, type Fault } from "@anteroom/core/faults";
import { type WaitingContent, type WaitingItem } from "@anteroom/core/settings";
import type { Id } from "@anteroom/core/visit";
import type { Transaction } from "../db/index.ts";
import { hasImage } from "../images/index.ts";
import { hasVideo } from "../videos/index.ts";

/** What a clinic would show that was never uploaded, is gone since, or belongs to another organisation. */
export async function missingFiles(transaction: Transaction, organisationId: Id, content: WaitingContent): Promise<Fault[]> {
  const faults: Fault[] = [];
  for (const [tag, items] of Object.entries(content))
    for (const [at, item] of items.entries()) if (!(await isKept(transaction, organisationId, item))) faults.push(faultAt(`waitingContent.${tag}.${at}`, "fileGone"));
  return faults;
}

async function isKept(transaction: Transaction, organisationId: Id, item: WaitingItem): Promise<boolean> {
  const hasPicture = (hash: string) => hasImage(transaction, organisationId, hash, "scene");
  if (item.kind === "picture") return hasPicture(item.file);
  return (await hasVideo(transaction, organisationId, item.file, item.format)) && (item.poster === "" || (await hasPicture(item.poster)));
}
