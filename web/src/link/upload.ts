/** What a server answered; null when nobody did. */
export type UploadAnswer = { status: number; text: string } | null;
export type UploadInit = { method: string; headers: Record<string, string>; body: string | Uint8Array<ArrayBuffer> };

/** A line on which nothing moves for so long is dead. Milliseconds. */
const SILENCE_MS = 30_000;

/** By the older way of the browser: the newer one does not tell how much has been sent. Rejects only when `signal` aborts. */
export function upload(path: string, { method, headers, body }: UploadInit, onProgress: (share: number) => void, signal?: AbortSignal): Promise<UploadAnswer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    let silence: ReturnType<typeof setTimeout>;
    const listen = () => {
      clearTimeout(silence);
      silence = setTimeout(() => request.abort(), SILENCE_MS);
    };
    const giveUp = () => request.abort();
    request.open(method, path);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total, lengthComputable }) => {
      listen();
      if (lengthComputable && total > 0) onProgress(loaded / total);
    };
    request.onloadend = () => {
      clearTimeout(silence);
      signal?.removeEventListener("abort", giveUp);
      if (signal?.aborted) reject(signal.reason as Error);
      else resolve(request.status === 0 ? null : { status: request.status, text: request.responseText });
    };
    if (signal?.aborted) return reject(signal.reason as Error);
    signal?.addEventListener("abort", giveUp);
    listen();
    request.send(body);
  });
}
