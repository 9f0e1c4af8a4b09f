/** Streets, neighbours and those who share a complaint, for tests against the real database. */
import sharp from "sharp";
import { db } from "@/lib/data/db";
import { listNearby, type NearbyComplaint } from "@/lib/data/nearby";
import { act, givenComplaint, MONDAY, staff } from "./domain";

export type Spot = { lat: number; long: number };
let streets = 0;

/** Each in a street of its own, kilometres from any other; in the middle of its square of the map. */
export function newStreet(): Spot {
  streets += 1;
  return { lat: 24.00015 + streets * 0.03, long: 74.30015 };
}

export const north = ({ lat, long }: Spot, metres: number): Spot => ({ lat: lat + metres / 111_320, long });
export const near = (point: Spot) => listNearby({ serviceCode: "WAT-SEWR", point });
export const refs = (found: readonly NearbyComplaint[]) => found.map(({ ref }) => ref);
export const rowOf = (trackingId: string) => db.complaint.findUniqueOrThrow({ where: { trackingId } });
export const stateOf = async (trackingId: string) => (await rowOf(trackingId)).state;

export async function givenNeighbour(spot: Spot, changes: Parameters<typeof givenComplaint>[0] = {}) {
  const location = { ...spot, landmark: "opposite the Jamia mosque, house 12" };
  const complaint = await givenComplaint({ location, ...changes });
  return { ...complaint, ref: (await rowOf(complaint.trackingId)).id };
}
export type Neighbour = Awaited<ReturnType<typeof givenNeighbour>>;

/** One complaint, and as many as asked for that joined it while lodging. */
export async function givenShared(count: number, more: Parameters<typeof givenNeighbour>[1] = {}) {
  const spot = newStreet();
  const parent = await givenNeighbour(spot, more);
  const others: Neighbour[] = [];
  for (let i = 0; i < count; i += 1) others.push(await givenNeighbour(spot, { joins: parent.ref }));
  return { spot, parent, others };
}

export async function aPhoto(background = "#667"): Promise<Buffer> {
  return sharp({ create: { width: 40, height: 30, channels: 3, background } })
    .jpeg()
    .toBuffer();
}

/** The officer's claim that it is solved. */
export async function resolve(trackingId: string, now = MONDAY): Promise<void> {
  const officer = await staff("officer");
  const evidence = [{ bytes: await aPhoto() }];
  if ((await stateOf(trackingId)) === "ASSIGNED")
    await act(trackingId, officer, "START", { publicText: "We begin" }, { now });
  const said = { outcome: "relief_granted", publicText: "The sewer is clear again" };
  const resolved = await act(trackingId, officer, "RESOLVE", said, { now, evidence });
  if (!resolved.ok) throw new Error(`Not resolved: ${JSON.stringify(resolved.error)}`);
}
