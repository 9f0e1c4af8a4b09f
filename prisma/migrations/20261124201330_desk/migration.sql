-- AlterTable
ALTER TABLE "AuditEntry" ADD COLUMN "subject" TEXT;

-- CreateTable
CREATE TABLE "Absence" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "userId" TEXT NOT NULL,
    "deputyId" TEXT,
    "startsAt" DATETIME NOT NULL,
    "endsAt" DATETIME NOT NULL,
    "createdById" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "handedAt" DATETIME,
    CONSTRAINT "Absence_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Absence_deputyId_fkey" FOREIGN KEY ("deputyId") REFERENCES "User" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "DeskPreference" (
    "userId" TEXT NOT NULL PRIMARY KEY,
    "columns" JSONB NOT NULL
);

-- CreateTable
CREATE TABLE "SavedFilter" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "userId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "query" JSONB NOT NULL,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "SavedFilter_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "SearchWord" (
    "word" TEXT NOT NULL,
    "complaintId" TEXT NOT NULL,

    PRIMARY KEY ("word", "complaintId"),
    CONSTRAINT "SearchWord_complaintId_fkey" FOREIGN KEY ("complaintId") REFERENCES "Complaint" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ContactKey" (
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "complaintId" TEXT NOT NULL,

    PRIMARY KEY ("kind", "key", "complaintId"),
    CONSTRAINT "ContactKey_complaintId_fkey" FOREIGN KEY ("complaintId") REFERENCES "Complaint" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "PlaceKey" (
    "key" TEXT NOT NULL,
    "complaintId" TEXT NOT NULL,

    PRIMARY KEY ("key", "complaintId"),
    CONSTRAINT "PlaceKey_complaintId_fkey" FOREIGN KEY ("complaintId") REFERENCES "Complaint" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ComplaintTag" (
    "complaintId" TEXT NOT NULL,
    "tag" TEXT NOT NULL,
    "addedById" TEXT NOT NULL,
    "at" DATETIME NOT NULL,

    PRIMARY KEY ("complaintId", "tag"),
    CONSTRAINT "ComplaintTag_complaintId_fkey" FOREIGN KEY ("complaintId") REFERENCES "Complaint" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Mention" (
    "eventId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "complaintId" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    "seenAt" DATETIME,

    PRIMARY KEY ("eventId", "userId"),
    CONSTRAINT "Mention_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Mention_complaintId_fkey" FOREIGN KEY ("complaintId") REFERENCES "Complaint" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Presence" (
    "complaintId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "at" DATETIME NOT NULL,

    PRIMARY KEY ("complaintId", "userId")
);

-- CreateTable
CREATE TABLE "ReplyTemplate" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "action" TEXT NOT NULL,
    "nameEn" TEXT NOT NULL,
    "nameUr" TEXT NOT NULL,
    "bodyEn" TEXT NOT NULL,
    "bodyUr" TEXT NOT NULL,
    "departmentId" TEXT,
    "serviceCode" TEXT,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "position" INTEGER NOT NULL DEFAULT 0,
    "updatedAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "Notice" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "audience" TEXT NOT NULL,
    "textEn" TEXT NOT NULL,
    "textUr" TEXT NOT NULL,
    "startsAt" DATETIME NOT NULL,
    "endsAt" DATETIME NOT NULL,
    "createdById" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "Lease" (
    "name" TEXT NOT NULL PRIMARY KEY,
    "holder" TEXT NOT NULL,
    "term" INTEGER NOT NULL,
    "until" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "ClockCredit" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "fromAt" DATETIME NOT NULL,
    "toAt" DATETIME NOT NULL,
    "cursor" TEXT,
    "doneAt" DATETIME
);

-- CreateTable
CREATE TABLE "LookUp" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "userId" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "found" INTEGER NOT NULL,
    "at" DATETIME NOT NULL,
    "complaintId" TEXT,
    "facts" TEXT,
    "verifiedAt" DATETIME
);

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Complaint" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "trackingId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "serviceCode" TEXT NOT NULL,
    "districtId" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "claimKeyHash" TEXT NOT NULL,
    "contentHash" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "country" TEXT,
    "occurredOn" TEXT,
    "savedAt" DATETIME NOT NULL,
    "receivedAt" DATETIME NOT NULL,
    "sensitive" BOOLEAN NOT NULL,
    "sealed" BOOLEAN NOT NULL DEFAULT false,
    "state" TEXT NOT NULL,
    "statesBefore" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "level" INTEGER NOT NULL DEFAULT 0,
    "baseLevel" INTEGER NOT NULL DEFAULT 0,
    "handovers" INTEGER NOT NULL DEFAULT 0,
    "jurisdictionId" TEXT NOT NULL,
    "departmentId" TEXT,
    "deskId" TEXT,
    "proposedDeskId" TEXT,
    "transferTargetId" TEXT,
    "officerId" TEXT,
    "infoRequests" INTEGER NOT NULL DEFAULT 0,
    "disputes" INTEGER NOT NULL DEFAULT 0,
    "appealDecisions" INTEGER NOT NULL DEFAULT 0,
    "appealAuthorityId" TEXT,
    "extended" BOOLEAN NOT NULL DEFAULT false,
    "citizenEscalated" BOOLEAN NOT NULL DEFAULT false,
    "callbackSample" BOOLEAN NOT NULL DEFAULT false,
    "reminders" INTEGER NOT NULL DEFAULT 0,
    "againstUnbound" BOOLEAN NOT NULL DEFAULT false,
    "proposerId" TEXT,
    "rejectReason" TEXT,
    "resolvedById" TEXT,
    "outcome" TEXT,
    "rating" INTEGER,
    "parentId" TEXT,
    "clockDays" REAL,
    "dueAt" DATETIME,
    "dutyDueAt" DATETIME,
    "windowEndsAt" DATETIME,
    "withdrawEndsAt" DATETIME,
    "pausedAt" DATETIME,
    "pausedMinutes" INTEGER NOT NULL DEFAULT 0,
    "assignedAt" DATETIME,
    "progressAt" DATETIME,
    "resolvedAt" DATETIME,
    "closedAt" DATETIME,
    "updatedAt" DATETIME NOT NULL,
    "vote" TEXT,
    "officerReminded" DATETIME,
    "callAttempts" INTEGER NOT NULL DEFAULT 0,
    "callNextAt" DATETIME,
    "wakeAt" DATETIME,
    "indexed" INTEGER NOT NULL DEFAULT 0,
    "feedSeq" INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "Complaint_serviceCode_fkey" FOREIGN KEY ("serviceCode") REFERENCES "Service" ("code") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Complaint_districtId_fkey" FOREIGN KEY ("districtId") REFERENCES "District" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Complaint_departmentId_fkey" FOREIGN KEY ("departmentId") REFERENCES "Department" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Complaint_deskId_fkey" FOREIGN KEY ("deskId") REFERENCES "Desk" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Complaint_transferTargetId_fkey" FOREIGN KEY ("transferTargetId") REFERENCES "Desk" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Complaint_parentId_fkey" FOREIGN KEY ("parentId") REFERENCES "Complaint" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);
INSERT INTO "new_Complaint" ("againstUnbound", "appealAuthorityId", "appealDecisions", "assignedAt", "baseLevel", "callbackSample", "channel", "citizenEscalated", "claimKeyHash", "clockDays", "closedAt", "contentHash", "country", "departmentId", "deskId", "disputes", "districtId", "dueAt", "dutyDueAt", "extended", "feedSeq", "handovers", "id", "infoRequests", "jurisdictionId", "kind", "language", "level", "occurredOn", "officerId", "outcome", "parentId", "pausedAt", "pausedMinutes", "progressAt", "proposedDeskId", "proposerId", "rating", "receivedAt", "rejectReason", "reminders", "resolvedAt", "resolvedById", "savedAt", "sealed", "sensitive", "serviceCode", "state", "statesBefore", "trackingId", "transferTargetId", "updatedAt", "version", "windowEndsAt", "withdrawEndsAt") SELECT "againstUnbound", "appealAuthorityId", "appealDecisions", "assignedAt", "baseLevel", "callbackSample", "channel", "citizenEscalated", "claimKeyHash", "clockDays", "closedAt", "contentHash", "country", "departmentId", "deskId", "disputes", "districtId", "dueAt", "dutyDueAt", "extended", "feedSeq", "handovers", "id", "infoRequests", "jurisdictionId", "kind", "language", "level", "occurredOn", "officerId", "outcome", "parentId", "pausedAt", "pausedMinutes", "progressAt", "proposedDeskId", "proposerId", "rating", "receivedAt", "rejectReason", "reminders", "resolvedAt", "resolvedById", "savedAt", "sealed", "sensitive", "serviceCode", "state", "statesBefore", "trackingId", "transferTargetId", "updatedAt", "version", "windowEndsAt", "withdrawEndsAt" FROM "Complaint";
DROP TABLE "Complaint";
ALTER TABLE "new_Complaint" RENAME TO "Complaint";
CREATE UNIQUE INDEX "Complaint_trackingId_key" ON "Complaint"("trackingId");
CREATE INDEX "Complaint_deskId_state_dueAt_idx" ON "Complaint"("deskId", "state", "dueAt");
CREATE INDEX "Complaint_departmentId_jurisdictionId_state_dueAt_idx" ON "Complaint"("departmentId", "jurisdictionId", "state", "dueAt");
CREATE INDEX "Complaint_jurisdictionId_state_receivedAt_idx" ON "Complaint"("jurisdictionId", "state", "receivedAt");
CREATE INDEX "Complaint_officerId_state_idx" ON "Complaint"("officerId", "state");
CREATE INDEX "Complaint_transferTargetId_idx" ON "Complaint"("transferTargetId");
CREATE INDEX "Complaint_callbackSample_state_windowEndsAt_idx" ON "Complaint"("callbackSample", "state", "windowEndsAt");
CREATE INDEX "Complaint_updatedAt_idx" ON "Complaint"("updatedAt");
CREATE INDEX "Complaint_parentId_idx" ON "Complaint"("parentId");
CREATE INDEX "Complaint_feedSeq_idx" ON "Complaint"("feedSeq");
CREATE INDEX "Complaint_wakeAt_idx" ON "Complaint"("wakeAt");
CREATE INDEX "Complaint_indexed_idx" ON "Complaint"("indexed");
CREATE TABLE "new_Department" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "jurisdictionId" TEXT NOT NULL,
    "nameEn" TEXT NOT NULL,
    "nameUr" TEXT NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,
    CONSTRAINT "Department_jurisdictionId_fkey" FOREIGN KEY ("jurisdictionId") REFERENCES "Jurisdiction" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
INSERT INTO "new_Department" ("id", "jurisdictionId", "nameEn", "nameUr") SELECT "id", "jurisdictionId", "nameEn", "nameUr" FROM "Department";
DROP TABLE "Department";
ALTER TABLE "new_Department" RENAME TO "Department";
CREATE TABLE "new_Desk" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "departmentId" TEXT NOT NULL,
    "jurisdictionId" TEXT NOT NULL,
    "districtId" TEXT,
    "kind" TEXT NOT NULL,
    "nameEn" TEXT NOT NULL,
    "nameUr" TEXT NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,
    CONSTRAINT "Desk_departmentId_fkey" FOREIGN KEY ("departmentId") REFERENCES "Department" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Desk_jurisdictionId_fkey" FOREIGN KEY ("jurisdictionId") REFERENCES "Jurisdiction" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
INSERT INTO "new_Desk" ("departmentId", "districtId", "id", "jurisdictionId", "kind", "nameEn", "nameUr") SELECT "departmentId", "districtId", "id", "jurisdictionId", "kind", "nameEn", "nameUr" FROM "Desk";
DROP TABLE "Desk";
ALTER TABLE "new_Desk" RENAME TO "Desk";
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- CreateIndex
CREATE INDEX "Absence_userId_endsAt_idx" ON "Absence"("userId", "endsAt");

-- CreateIndex
CREATE INDEX "Absence_handedAt_startsAt_idx" ON "Absence"("handedAt", "startsAt");

-- CreateIndex
CREATE UNIQUE INDEX "SavedFilter_userId_name_key" ON "SavedFilter"("userId", "name");

-- CreateIndex
CREATE INDEX "SearchWord_complaintId_idx" ON "SearchWord"("complaintId");

-- CreateIndex
CREATE INDEX "ContactKey_complaintId_idx" ON "ContactKey"("complaintId");

-- CreateIndex
CREATE INDEX "PlaceKey_complaintId_idx" ON "PlaceKey"("complaintId");

-- CreateIndex
CREATE INDEX "ComplaintTag_tag_idx" ON "ComplaintTag"("tag");

-- CreateIndex
CREATE INDEX "Mention_userId_seenAt_idx" ON "Mention"("userId", "seenAt");

-- CreateIndex
CREATE INDEX "Mention_complaintId_idx" ON "Mention"("complaintId");

-- CreateIndex
CREATE INDEX "Presence_at_idx" ON "Presence"("at");

-- CreateIndex
CREATE INDEX "ReplyTemplate_action_active_idx" ON "ReplyTemplate"("action", "active");

-- CreateIndex
CREATE INDEX "Notice_audience_endsAt_idx" ON "Notice"("audience", "endsAt");

-- CreateIndex
CREATE INDEX "ClockCredit_doneAt_idx" ON "ClockCredit"("doneAt");

-- CreateIndex
CREATE INDEX "ClockCredit_fromAt_idx" ON "ClockCredit"("fromAt");

-- CreateIndex
CREATE INDEX "LookUp_userId_at_idx" ON "LookUp"("userId", "at");

-- CreateIndex
CREATE INDEX "LookUp_complaintId_idx" ON "LookUp"("complaintId");
