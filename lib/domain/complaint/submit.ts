import type { ClockContext } from "@/lib/domain/working-time";
import { NO_BALLOT } from "./ballot";
import type { CaseFacts } from "./case-facts";
import { caseClock, clockDaysFor, dutyDue, wholeDue } from "./clock";
import type { EvidenceDemand, Kind } from "./codes";
import type { Route } from "./routing";

export type Submission = {
  id: string;
  kind: Kind;
  service: { code: string; clockDays: number; urgent: boolean; sensitive: boolean; evidence: EvidenceDemand };
  /** Of a case that a pressed citizen's withdrawal opens: the independent desk's alone. */
  sealed?: boolean;
  /** The citizen names a person, a post or an office. */
  namesSomebody: boolean;
  /** Where lib/domain/complaint/routing.ts sends it; a certain route is then taken by ASSIGN as the system. */
  route: Route;
  /** Of the first acceptance, at the door or here: clocks start at receipt and never at `savedAt`. */
  receivedAt: Date;
};

/** The SUBMIT row of design §5: a new case, NEW, with its clocks running. Its first version is 1. */
export function openCase(submission: Submission, context: ClockContext): CaseFacts {
  const { kind, service, route, receivedAt } = submission;
  const clockDays = clockDaysFor(kind, service.clockDays);
  const dueAt = wholeDue(receivedAt, clockDays, caseClock({ kind, urgent: service.urgent }, context));
  const facts: CaseFacts = {
    ...BLANK,
    id: submission.id,
    kind,
    receivedAt,
    sealed: submission.sealed ?? false,
    urgent: service.urgent,
    evidence: service.evidence,
    serviceCode: service.code,
    sensitive: service.sensitive,
    jurisdictionId: route.jurisdictionId,
    againstUnbound: submission.namesSomebody,
    clockDays,
    dueAt,
  };
  return { ...facts, dutyDueAt: dutyDue("NEW", facts, receivedAt, context) };
}

const BLANK = {
  version: 1,
  state: "NEW",
  statesBefore: [],
  departmentId: null,
  deskId: null,
  officerId: null,
  transferTarget: null,
  accusedIds: [],
  level: 0,
  baseLevel: 0,
  handovers: 0,
  infoRequests: 0,
  disputes: 0,
  appealDecisions: 0,
  appealAuthorityId: null,
  extended: false,
  citizenEscalated: false,
  callbackSample: false,
  reminders: 0,
  officerReminded: null,
  proposerId: null,
  rejectReason: null,
  resolvedById: null,
  outcome: null,
  rating: null,
  parentId: null,
  parent: null,
  vote: null,
  childCount: 0,
  ballot: NO_BALLOT,
  dutyDueAt: null,
  windowEndsAt: null,
  withdrawEndsAt: null,
  pausedAt: null,
  pausedMinutes: 0,
  assignedAt: null,
  progressAt: null,
  resolvedAt: null,
  closedAt: null,
  evidencePresent: [],
  officersEver: [],
  repliesToday: 0,
} as const;
