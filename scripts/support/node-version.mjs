const needed = [20, 19];

/** Ends with a sentence on a Node that is too old, before anything else can fail in a riddle. */
export function checkNodeVersion(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major > needed[0] || (major === needed[0] && minor >= needed[1])) return;
  console.error(`Anteroom needs Node ${needed.join(".")} or newer; this is ${version}. See https://nodejs.org for a newer one.`);
  process.exit(1);
}
