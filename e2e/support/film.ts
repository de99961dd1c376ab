import type { Page } from "@playwright/test";

/** A picture and a short film with sound, made by the browser itself. */
export async function makesAFilm(page: Page): Promise<{ film: Buffer; picture: Buffer }> {
  const made = await page.evaluate(async () => {
    const canvas = document.createElement("canvas");
    canvas.width = 640;
    canvas.height = 360;
    const pen = canvas.getContext("2d")!;
    let frame = 0;
    const draw = () => {
      pen.fillStyle = `hsl(${(frame * 7) % 360} 60% 45%)`;
      pen.fillRect(0, 0, 640, 360);
      pen.fillStyle = "#ffffff";
      pen.font = "bold 64px sans-serif";
      pen.fillText(`Welcome ${frame++}`, 120, 200);
    };
    draw();
    const base64 = async (blob: Blob) => {
      const bytes = new Uint8Array(await blob.arrayBuffer());
      let letters = "";
      for (let at = 0; at < bytes.length; at += 8_192) letters += String.fromCharCode(...bytes.subarray(at, at + 8_192));
      return btoa(letters);
    };
    const picture = await new Promise<Blob>((taken) => canvas.toBlob((blob) => taken(blob!), "image/png"));
    const timer = setInterval(draw, 40);
    const audio = new AudioContext();
    const sound = audio.createMediaStreamDestination();
    const tone = audio.createOscillator();
    tone.connect(sound);
    tone.start();
    const recorder = new MediaRecorder(new MediaStream([...canvas.captureStream(25).getTracks(), ...sound.stream.getTracks()]), { mimeType: "video/webm" });
    const parts: Blob[] = [];
    recorder.ondataavailable = ({ data }) => parts.push(data);
    recorder.start();
    await new Promise((later) => setTimeout(later, 6_000));
    const ended = new Promise((stopped) => (recorder.onstop = stopped));
    recorder.stop();
    await ended;
    clearInterval(timer);
    await audio.close();
    return { film: await base64(new Blob(parts)), picture: await base64(picture) };
  });
  return { film: Buffer.from(made.film, "base64"), picture: Buffer.from(made.picture, "base64") };
}
