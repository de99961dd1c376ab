import { connect, createServer, type Server, type Socket } from "node:net";

/** A TCP way to the product with a fixed delay in each direction: HTTP and the stream as over a long line. */
export async function slowLine(toPort: number, delayMs: number): Promise<{ port: number; close: () => void }> {
  const open = new Set<Socket>();
  const pass = (from: Socket, to: Socket) => {
    from.on("data", (chunk) => setTimeout(() => to.writable && to.write(chunk), delayMs));
    from.on("close", () => setTimeout(() => to.destroy(), delayMs));
    from.on("error", () => to.destroy());
  };
  const server: Server = createServer({ noDelay: true }, (near) => {
    const far = connect({ port: toPort, host: "127.0.0.1", noDelay: true });
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on("close", () => open.delete(socket));
    }
    pass(near, far);
    pass(far, near);
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const address = server.address();
  if (!address || typeof address === "string") throw new Error("no port");
  return {
    port: address.port,
    close: () => {
      server.close();
      for (const socket of open) socket.destroy();
    },
  };
}
