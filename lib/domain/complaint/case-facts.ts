import type { Level } from "./actor";
import type { Ballot, Vote } from "./ballot";
import type { EvidenceDemand, Kind, Outcome, RejectReason } from "./codes";
import type { State } from "./states";

export type DeskRef = { id: string; departmentId: string; jurisdictionId: string };
export type OfficerRef = { id: string; deskId: string | null };
export type ServiceRef = { code: string; clockDays: number; urgent: boolean; sensitive: boolean };

/** Of the complaint that this one is, or is to be, merged into. */
export type ParentFacts = {
  id: string;
  state: State;
  kind: Kind;
  deskId: string | null;
  departmentId: string | null;
  jurisdictionId: string;
  sensitive: boolean;
  sealed: boolean;
  againstUnbound: boolean;
  accusedIds: readonly string[];
  officersEver: readonly string[];
  windowEndsAt: Date | null;
};

/** What stands in the complaint's own row and moves with it. Dates are instants (UTC). */
export type CaseRecord = {
  state: State;
  /** Where PROVIDE_INFO, REFUSE_REJECT, KEEP, UNMERGE … lead back to, innermost last (one may withdraw while asked). */
  statesBefore: readonly State[];
  serviceCode: string;
  sensitive: boolean;
  jurisdictionId: string;
  departmentId: string | null;
  deskId: string | null;
  officerId: string | null;
  transferTarget: DeskRef | null;
  /** Accounts that the router has bound `against` to. */
  accusedIds: readonly string[];
  /** Names somebody whom no router has bound yet: till then nobody of the office sees the case. */
  againstUnbound: boolean;
  level: Level;
  /** The level at which the running clock was started: its 100% and 150% count from here. */
  baseLevel: Level;
  handovers: number;
  infoRequests: number;
  disputes: number;
  appealDecisions: number;
  /** Whoever decided the first appeal decides the second. */
  appealAuthorityId: string | null;
  extended: boolean;
  citizenEscalated: boolean;
  callbackSample: boolean;
  /** Sent in the present window (NEEDS_INFO wants 2, RESOLVED 3, before silence may count). */
  reminders: number;
  /** When the office was reminded at half of the running clock, or level 4 that an appeal is late; null with each new clock. */
  officerReminded: Date | null;
  /** Null where the system proposed the rejection, or none is proposed. */
  proposerId: string | null;
  rejectReason: RejectReason | null;
  resolvedById: string | null;
  outcome: Outcome | null;
  rating: number | null;
  parentId: string | null;
  /** What its citizen has answered while others share the question (lib/domain/complaint/ballot.ts); null else. */
  vote: Vote | null;
  /** Length of the running whole clock in days (working, or × 24 hours when urgent); null: no clock (appreciation). */
  clockDays: number | null;
  /** The whole clock. */
  dueAt: Date | null;
  /** The next duty of whoever holds the case. */
  dutyDueAt: Date | null;
  /** The end of the citizen's window (NEEDS_INFO, RESOLVED, closed) or of the authority's (APPEAL). */
  windowEndsAt: Date | null;
  /** The end of the 72 hours in which a withdrawal can be taken back. */
  withdrawEndsAt: Date | null;
  pausedAt: Date | null;
  /** Real minutes of all pauses that are over; day 41 is counted less these. */
  pausedMinutes: number;
  assignedAt: Date | null;
  /** START or the last UPDATE: the next UPDATE is owed from here. */
  progressAt: Date | null;
  resolvedAt: Date | null;
  closedAt: Date | null;
};

/** Everything that a decision needs to know of a case: its record, and what hangs on it. */
export type CaseFacts = CaseRecord & {
  id: string;
  version: number;
  kind: Kind;
  sealed: boolean;
  receivedAt: Date;
  /** Of the service. */
  urgent: boolean;
  /** Of the service: what RESOLVE must bring. */
  evidence: EvidenceDemand;
  /** What staff have attached as evidence. */
  evidencePresent: readonly ("photo" | "document")[];
  /** Everybody who ever held the case, the present officer included. */
  officersEver: readonly string[];
  parent: ParentFacts | null;
  /** Complaints merged into this one. */
  childCount: number;
  /** What their citizens have answered to the parent's last RESOLVE. */
  ballot: Ballot;
  /** The citizen's replies of this calendar day in Karachi. */
  repliesToday: number;
};

export type CasePatch = Partial<CaseRecord>;
