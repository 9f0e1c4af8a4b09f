import type { Action } from "@/lib/domain/complaint/workflow";
import type { Asking } from "./questions";

/** What somebody has to know before they fill a form in, a sentence each: what is demanded, and how often is left. */
export function notesBefore(action: Action, { theCase: { facts }, work }: Asking): string[] {
  switch (action) {
    case "RESOLVE": {
      if (facts.kind !== "complaint" || facts.evidence === "none") return [];
      const count = facts.evidencePresent.length;
      const demand = work(`notes.evidence.${facts.evidence}`);
      return facts.evidence !== "reference" && count > 0 ? [demand, work("notes.evidenceThere", { count })] : [demand];
    }
    case "REJECT":
      return [work("notes.secondPerson")];
    case "REQUEST_TRANSFER":
      return [work("notes.handover", { number: facts.handovers + 1 }), work("notes.handoverThird")];
    case "ASSIGN":
      if (facts.state !== "TRANSFER_REQUESTED") return [];
      return [
        work("notes.handover", { number: facts.handovers + 1 }),
        work(facts.handovers >= 2 ? "notes.handoverKept" : "notes.handoverThird"),
      ];
    case "ASK_INFO":
      return [work("notes.asked", { left: Math.max(0, 2 - facts.infoRequests) })];
    default:
      return [];
  }
}
