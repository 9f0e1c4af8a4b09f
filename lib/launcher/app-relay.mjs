import { connect, createServer } from "node:net";
import { pipeline } from "node:stream";

/**
 * An address of the app that stays, for doors elsewhere: the app's own is another at each start. A connection goes to the
 * app that there is when it comes, and stays with it. `find` gives the app's URL, or null where there is none.
 */
export function relayApp({ port, host, find }) {
  const server = createServer({ allowHalfOpen: true }, (outside) => {
    const url = find();
    if (!url) return outside.destroy();
    const { hostname, port: appPort } = new URL(url);
    const inside = connect({ host: hostname, port: Number(appPort), allowHalfOpen: true });
    // One that breaks takes the other with it.
    pipeline(outside, inside, () => {});
    pipeline(inside, outside, () => {});
  });
  server.on("error", ({ message }) => console.error(`The app's address for other doors can't be served: ${message}`));
  server.listen(port, host);
  server.unref();
}
