/** A door worker that does nothing but write a hundred rows into the status store, as soon as it has it. */
import { openStatusStore } from "@/lib/door/status-store";

const store = openStatusStore(process.argv[2] ?? "", "secret");
for (let i = 0; i < 100; i += 1) {
  store.receive(
    `${process.pid}-${i}`,
    {
      state: "RECEIVED",
      open: true,
      kind: "complaint",
      sensitive: true,
      serviceCode: null,
      service: null,
      department: null,
      district: null,
      lodgedAt: "2026-11-23T05:00:00.000Z",
      dueAt: null,
      windowEndsAt: null,
      updatedAt: "2026-11-23T05:00:00.000Z",
      level: 0,
      handovers: null,
      timeline: [],
    },
    "",
  );
}
store.close();
process.disconnect();
