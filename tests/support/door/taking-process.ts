/** A door worker that takes the lodgings it is sent, many at once, in an order of its own. */
import { join } from "node:path";
import { openSpool } from "@/lib/door/spool";
import { openStatusStore } from "@/lib/door/status-store";
import { openTaking } from "@/lib/door/taken";
import type { TakerAnswer, TakerRequest } from "./processes";

const [directory = ""] = process.argv.slice(2);
const spool = openSpool(join(directory, "spool"), { minFreeBytes: 0 });
const store = openStatusStore(join(directory, "status.sqlite"), "secret");
const taking = openTaking(spool, store);

async function take(trackingId: string, body: string): Promise<void> {
  const taken = await taking.complaint(trackingId, Buffer.from(body), new Date());
  const answer: TakerAnswer = taken.ok
    ? { trackingId, hash: taken.value.contentHash }
    : { trackingId, code: taken.error.code };
  process.send?.(answer);
}

process.once("message", async (requests: readonly TakerRequest[]) => {
  const all = requests.flatMap(({ trackingId, bodies }) => {
    const order = Math.random() < 0.5 ? bodies : bodies.toReversed();
    return order.map((body) => ({ trackingId, body }));
  });
  for (let i = 0; i < all.length; i += 6) {
    await Promise.all(all.slice(i, i + 6).map(({ trackingId, body }) => take(trackingId, body)));
  }
  process.disconnect();
});
process.send?.("ready");
