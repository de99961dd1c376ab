/** Far above ten thousand rows; more is no list of people. Bytes. */
const LARGEST = 5_000_000;

export type FileProblem = "tooLarge" | "encoding" | "unreadable";

/** A file as text, or why it cannot be one. Its size is looked at before it is read. */
export async function readCsvFile(file: File): Promise<{ text: string } | { problem: FileProblem }> {
  if (file.size > LARGEST) return { problem: "tooLarge" };
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer()) };
  } catch (error) {
    // The one fault of decoding; anything else is a file that is gone or locked.
    return { problem: error instanceof TypeError ? "encoding" : "unreadable" };
  }
}
