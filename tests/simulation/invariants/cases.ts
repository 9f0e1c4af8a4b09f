import { type Books, CLOSED, OFFICE, type Say, type Story } from "./stories";

/** Nothing that isn't over rests without a clock or somebody who has it; what is silent is called back; each proof is there. */
export function checkRest(books: Books, say: Say): void {
  const { stories, world, services } = books;
  const images = new Set(
    world.watch
      .all<{ complaintId: string }>(
        `SELECT DISTINCT "complaintId" FROM "Attachment" WHERE "role" = 'evidence' AND "type" LIKE 'image/%' AND "arrivedAt" IS NOT NULL`,
      )
      .map(({ complaintId }) => complaintId),
  );
  const files = new Set(
    world.watch
      .all<{ complaintId: string }>(
        `SELECT DISTINCT "complaintId" FROM "Attachment" WHERE "role" = 'evidence' AND "arrivedAt" IS NOT NULL`,
      )
      .map(({ complaintId }) => complaintId),
  );
  for (const story of stories.values()) {
    for (const row of story.trail) {
      const stuck = stuckFlaw(books, story, row);
      if (stuck) say("nothing rests unwatched", story, `${row.state} ${stuck}`);
    }
    for (const { event, after } of story.steps) {
      if (
        event.action === "NO_REPLY" &&
        story.kind === "complaint" &&
        !after.sensitive &&
        !story.sealed &&
        !after.callbackSample &&
        after.vote !== "confirm"
      )
        say("every silent one is called back", story, "not in the sample");
      if (event.action !== "RESOLVE" || story.kind !== "complaint") continue;
      const demand = services.get(after.serviceCode)?.evidence;
      const { reference } = JSON.parse(event.payload ?? "{}") as { reference?: string };
      const isThere = {
        none: true,
        photo: images.has(story.id),
        document: files.has(story.id),
        reference: Boolean(reference?.trim()),
      };
      if (!isThere[demand as keyof typeof isThere]) say("evidence before RESOLVE", story, `without ${demand}`);
    }
  }
}

function stuckFlaw({ stories }: Books, story: Story, row: Story["trail"][number]): string | null {
  if (CLOSED.includes(row.state)) return null;
  if (OFFICE.includes(row.state)) {
    if (row.state !== "NEW" && row.state !== "REJECTED_PROPOSED" && row.deskId === null) return "at no desk";
    return row.dutyDueAt !== null || (story.kind === "appreciation" && row.deskId !== null) ? null : "without a duty";
  }
  if (row.state === "MERGED") return row.parentId !== null && stories.has(row.parentId) ? null : "without a parent";
  if (row.state === "WITHDRAW_PENDING") return row.withdrawEndsAt === null ? "without an end" : null;
  return row.windowEndsAt === null ? "without a window" : null;
}

/** Whoever said that they were pressed has a sealed case, nobody else has, and nothing of the withdrawn one tells. */
export function checkPressure({ stories, world }: Books, say: Say): void {
  const sealed = [...stories.values()].filter(({ channel }) => channel === "pressure");
  let pressed = 0;
  for (const story of stories.values()) {
    const citizen = world.citizens.get(story.trackingId);
    const withdrawals = story.events.filter(({ action }) => action === "WITHDRAW");
    const own = sealed.filter(
      ({ claimKeyHash }) => claimKeyHash === story.claimKeyHash && story.channel !== "pressure",
    );
    const wanted = citizen?.pressured ? withdrawals.length : 0;
    pressed += wanted;
    if (story.channel !== "pressure" && own.length !== wanted)
      say("pressure opens a sealed case", story, `${own.length} sealed cases after ${wanted} pressed withdrawals`);
    for (const { payload, sequence } of withdrawals)
      if (/pressured|sealed/.test(payload ?? "") || own.some(({ trackingId }) => payload?.includes(trackingId)))
        say("pressure is silent", story, `event ${sequence} tells of it: ${payload}`);
  }
  if (
    sealed.some((story) => !story.sealed || story.trail.some(({ sensitive }) => !sensitive)) ||
    sealed.length !== pressed
  )
    say("pressure opens a sealed case", null, `${sealed.length} sealed for ${pressed} pressed`);
}

type Message = { complaintId: string; eventId: string; template: string; recipient: string; n: number };

/**
 * One message for each thing that a citizen is to hear of, and no more: of all that others did in public or for the owner, at the
 * address that the complaint came with. Complaints whose contact was changed are left out here.
 */
export function checkMessages({ stories, world }: Books, say: Say): void {
  const messages = world.watch.all<Message>(
    'SELECT "complaintId", "eventId", "template", "recipient", count(*) "n" FROM "OutboxMessage" GROUP BY 1, 2, 3, 4',
  );
  const contacts = new Map(
    world.watch
      .all<{ complaintId: string; contact: string | null }>('SELECT "complaintId", "contact" FROM "ComplaintContent"')
      .map(({ complaintId, contact }) => [complaintId, contact]),
  );
  const told = new Set<string>();
  for (const { complaintId, eventId, template, recipient, n } of messages) {
    if (n > 1) say("one message a duty", stories.get(complaintId) ?? null, `${n} times ${template} to one address`);
    told.add(`${eventId} ${complaintId} ${recipient}`);
  }
  for (const story of stories.values()) {
    if (story.events.some(({ action }) => action === "CHANGE_CONTACT")) continue;
    const contact = JSON.parse(contacts.get(story.id) ?? "null") as {
      channel?: string;
      phone?: string;
      email?: string;
    } | null;
    const address = contact?.channel === "none" ? null : contact?.channel === "sms" ? contact.phone : contact?.email;
    for (const event of story.events) {
      const isOwn = event.role === "citizen" && event.action !== "SUBMIT";
      // What a rule did in the moment of lodging is told with it; of lengthened clocks the page tells.
      const isQuiet =
        event.shown === "internal" ||
        event.action === "LENGTHEN" ||
        (event.action === "ASSIGN" && event.sequence === 2 && event.role === "system");
      const wanted = address && !isOwn && !isQuiet && story.channel !== "pressure";
      if (wanted && !told.has(`${event.id} ${story.id} ${address}`))
        say("one message a duty", story, `nobody was told of event ${event.sequence} ${event.action}`);
      if (!address && told.has(`${event.id} ${story.id} ${contact?.email}`))
        say("one message a duty", story, "told somebody who wants no messages");
    }
  }
}
