/** Says "tick" every so many milliseconds; the first message says how many. */
onmessage = ({ data }: MessageEvent<number>) => {
  setInterval(() => postMessage("tick"), data);
};
