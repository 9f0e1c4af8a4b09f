import type { Kind } from "@/lib/domain/complaint/codes";
import { contentHash } from "@/lib/domain/complaint/content-hash";
import type { Lodgement } from "@/lib/schemas/lodgement";
import { lodgeComplaint } from "@/lib/use-cases/lodge-complaint";
import { mintId, sha256 } from "@/tests/support/mint";
import { dayNumber, HOUR, startOfDay } from "./calendar";
import type { Random } from "./random";
import { SERVICES } from "./town";
import { count, type World, whenUp } from "./world";

export type Citizen = {
  number: number;
  trackingId: string;
  claimKey: string;
  kind: Kind;
  serviceCode: keyof typeof SERVICES;
  /** Neighbours have the same: their complaints of one service are duplicates. */
  place: number;
  /** Names somebody; the account that is meant, or null where it is nobody of ours. */
  accuses: { accountId: string | null } | null;
  /** When it comes in, be it at a door while the app is away. */
  receivedAt: number;
  pressured: boolean;
  random: Random;
};

const KINDS = { complaint: 84, query: 7, suggestion: 4, appreciation: 5 } as const satisfies Record<Kind, number>;
const PLACES = 60;

/** Everybody who lodges in the month, by the time of it: most by day, some at night, fewer on Sundays. */
export function listCitizens(world: World): Citizen[] {
  const { options, start } = world;
  return Array.from({ length: options.complaints }, (_, number) => {
    const random = world.random("citizen", number);
    const day = dayNumber(start) + random.int(options.days);
    const hour = random.chance(0.8) ? random.between(8, 20) : random.between(0, 24);
    const serviceCode = random.weighted(SERVICES);
    const place = random.int(PLACES);
    const against = random.chance(0.04);
    return {
      number,
      trackingId: mintId(random.int),
      claimKey: random.bytes(32).toString("base64url"),
      kind: serviceCode.startsWith("COR-") ? "complaint" : random.weighted(KINDS),
      serviceCode,
      place,
      accuses: against ? { accountId: random.chance(0.7) ? random.pick(world.town.officers).actor.id : null } : null,
      receivedAt: startOfDay(day) + Math.round(hour * HOUR),
      pressured: random.chance(0.25),
      random,
    };
  });
}

function bodyOf({ kind, serviceCode, place, claimKey, receivedAt, accuses, random, number }: Citizen): Lodgement {
  const language = random.pick(["en", "ur"] as const);
  const text =
    language === "en" ? `It has been so in street ${place} for a week` : `گلی نمبر ${place} میں ایک ہفتے سے یہی حال ہے`;
  const channel = random.pick(["sms", "email", "none"] as const);
  const digits = String(1_000_000 + number);
  return {
    kind,
    serviceCode,
    districtId: "pb-lahore",
    text,
    language,
    claimKeyHash: sha256(claimKey),
    savedAt: new Date(receivedAt - random.int(7_200) * 1_000).toISOString(),
    location: { landmark: `${place}` },
    ...(accuses && { against: { name: accuses.accountId ?? "Somebody" } }),
    ...(random.chance(0.9) && {
      contact: { name: "Ayesha", phone: `0300${digits}`, email: `c${number}@citizens.example`, channel },
    }),
  };
}

/** A complaint comes in. While only the app is away a door takes it, and it is entered afterwards with the time of its receipt. */
export function planLodging(world: World, citizen: Citizen): void {
  const { agenda, down } = world;
  const stretch = down.find(({ from, to }) => from <= citizen.receivedAt && citizen.receivedAt < to);
  if (stretch?.kind === "away") {
    agenda.plan(stretch.to, () => lodge(world, citizen, { accepted: true, at: citizen.receivedAt }));
    return;
  }
  const at = whenUp(world, citizen.receivedAt);
  agenda.plan(at, () => lodge(world, citizen, { accepted: false, at: null }));
}

async function lodge(world: World, citizen: Citizen, entry: { accepted: boolean; at: number | null }): Promise<void> {
  const now = entry.at ?? world.now();
  citizen.receivedAt = now;
  const body = bodyOf(citizen);
  const { trackingId } = citizen;
  const request = { trackingId, body, contentHash: contentHash(body), channel: "api", now: new Date(now) } as const;
  const lodged = await lodgeComplaint({ ...request, accepted: entry.accepted });
  if (!lodged.ok) {
    world.breaches.push({ invariant: "lodged", trackingId, detail: JSON.stringify(lodged.error) });
    return;
  }
  count(world, entry.accepted ? "did SUBMIT through the spool" : "did SUBMIT");
  world.citizens.set(trackingId, citizen);
  // Phones send twice: the second must change nothing.
  if (citizen.random.chance(0.03)) {
    const again = await lodgeComplaint({ ...request, accepted: entry.accepted });
    if (!again.ok || again.value.created)
      world.breaches.push({ invariant: "lodged once", trackingId, detail: JSON.stringify(again) });
  }
}
