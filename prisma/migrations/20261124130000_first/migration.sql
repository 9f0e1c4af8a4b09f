-- CreateTable
CREATE TABLE "Jurisdiction" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "code" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "nameEn" TEXT NOT NULL,
    "nameUr" TEXT NOT NULL,
    "headEn" TEXT NOT NULL,
    "headUr" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "Division" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "jurisdictionId" TEXT NOT NULL,
    "nameEn" TEXT NOT NULL,
    "nameUr" TEXT NOT NULL,
    CONSTRAINT "Division_jurisdictionId_fkey" FOREIGN KEY ("jurisdictionId") REFERENCES "Jurisdiction" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "District" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "divisionId" TEXT,
    "jurisdictionId" TEXT NOT NULL,
    "nameEn" TEXT NOT NULL,
    "nameUr" TEXT NOT NULL,
    "unverified" BOOLEAN NOT NULL DEFAULT false,
    "active" BOOLEAN NOT NULL DEFAULT true,
    CONSTRAINT "District_divisionId_fkey" FOREIGN KEY ("divisionId") REFERENCES "Division" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Category" (
    "code" TEXT NOT NULL PRIMARY KEY,
    "nameEn" TEXT NOT NULL,
    "nameUr" TEXT NOT NULL,
    "icon" TEXT NOT NULL,
    "departmentKind" TEXT NOT NULL,
    "ladder" TEXT NOT NULL,
    "position" INTEGER NOT NULL
);

-- CreateTable
CREATE TABLE "Service" (
    "code" TEXT NOT NULL PRIMARY KEY,
    "categoryCode" TEXT NOT NULL,
    "nameEn" TEXT NOT NULL,
    "nameUr" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "clockDays" INTEGER NOT NULL,
    "urgent" BOOLEAN NOT NULL,
    "sensitive" BOOLEAN NOT NULL,
    "locationRequired" BOOLEAN NOT NULL,
    "duplicateRadiusM" INTEGER NOT NULL,
    "photoHint" BOOLEAN NOT NULL,
    "evidence" TEXT NOT NULL,
    "emergency" JSONB NOT NULL,
    "keywords" JSONB NOT NULL,
    "position" INTEGER NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,
    CONSTRAINT "Service_categoryCode_fkey" FOREIGN KEY ("categoryCode") REFERENCES "Category" ("code") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Department" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "jurisdictionId" TEXT NOT NULL,
    "nameEn" TEXT NOT NULL,
    "nameUr" TEXT NOT NULL,
    CONSTRAINT "Department_jurisdictionId_fkey" FOREIGN KEY ("jurisdictionId") REFERENCES "Jurisdiction" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Desk" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "departmentId" TEXT NOT NULL,
    "jurisdictionId" TEXT NOT NULL,
    "districtId" TEXT,
    "kind" TEXT NOT NULL,
    "nameEn" TEXT NOT NULL,
    "nameUr" TEXT NOT NULL,
    CONSTRAINT "Desk_departmentId_fkey" FOREIGN KEY ("departmentId") REFERENCES "Department" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Desk_jurisdictionId_fkey" FOREIGN KEY ("jurisdictionId") REFERENCES "Jurisdiction" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "RoutingRule" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "serviceCode" TEXT NOT NULL,
    "jurisdictionId" TEXT NOT NULL,
    "districtId" TEXT,
    "deskId" TEXT NOT NULL,
    "certain" BOOLEAN NOT NULL,
    CONSTRAINT "RoutingRule_jurisdictionId_fkey" FOREIGN KEY ("jurisdictionId") REFERENCES "Jurisdiction" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "RoutingRule_deskId_fkey" FOREIGN KEY ("deskId") REFERENCES "Desk" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Holiday" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "date" TEXT NOT NULL,
    "jurisdictionId" TEXT,
    "nameEn" TEXT NOT NULL,
    "nameUr" TEXT NOT NULL,
    "moonDependent" BOOLEAN NOT NULL,
    CONSTRAINT "Holiday_jurisdictionId_fkey" FOREIGN KEY ("jurisdictionId") REFERENCES "Jurisdiction" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Setting" (
    "key" TEXT NOT NULL PRIMARY KEY,
    "value" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "User" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "email" TEXT NOT NULL,
    "passwordHash" TEXT NOT NULL,
    "nameEn" TEXT NOT NULL,
    "nameUr" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "level" INTEGER,
    "deskId" TEXT,
    "departmentId" TEXT,
    "jurisdictionId" TEXT,
    "demo" BOOLEAN NOT NULL DEFAULT false,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "User_deskId_fkey" FOREIGN KEY ("deskId") REFERENCES "Desk" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "User_departmentId_fkey" FOREIGN KEY ("departmentId") REFERENCES "Department" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Session" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "userId" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "lastSeenAt" DATETIME NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    CONSTRAINT "Session_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Complaint" (
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
    "feedSeq" INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "Complaint_serviceCode_fkey" FOREIGN KEY ("serviceCode") REFERENCES "Service" ("code") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Complaint_districtId_fkey" FOREIGN KEY ("districtId") REFERENCES "District" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Complaint_departmentId_fkey" FOREIGN KEY ("departmentId") REFERENCES "Department" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Complaint_deskId_fkey" FOREIGN KEY ("deskId") REFERENCES "Desk" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Complaint_transferTargetId_fkey" FOREIGN KEY ("transferTargetId") REFERENCES "Desk" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Complaint_parentId_fkey" FOREIGN KEY ("parentId") REFERENCES "Complaint" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ComplaintContent" (
    "complaintId" TEXT NOT NULL PRIMARY KEY,
    "text" TEXT NOT NULL,
    "location" TEXT,
    "against" TEXT,
    "contact" TEXT,
    CONSTRAINT "ComplaintContent_complaintId_fkey" FOREIGN KEY ("complaintId") REFERENCES "Complaint" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Holder" (
    "complaintId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,

    PRIMARY KEY ("complaintId", "userId"),
    CONSTRAINT "Holder_complaintId_fkey" FOREIGN KEY ("complaintId") REFERENCES "Complaint" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Accused" (
    "complaintId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,

    PRIMARY KEY ("complaintId", "userId"),
    CONSTRAINT "Accused_complaintId_fkey" FOREIGN KEY ("complaintId") REFERENCES "Complaint" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Event" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "complaintId" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL,
    "at" DATETIME NOT NULL,
    "action" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "actorId" TEXT,
    "fromState" TEXT,
    "toState" TEXT NOT NULL,
    "shown" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "payloadDigest" TEXT NOT NULL,
    "previousHash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    CONSTRAINT "Event_complaintId_fkey" FOREIGN KEY ("complaintId") REFERENCES "Complaint" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "EventPayload" (
    "eventId" TEXT NOT NULL PRIMARY KEY,
    "salt" TEXT NOT NULL,
    "payload" TEXT NOT NULL,
    CONSTRAINT "EventPayload_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "Event" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Attachment" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "complaintId" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "role" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "uploadedById" TEXT,
    "arrivedAt" DATETIME,
    "storedSha256" TEXT,
    "storedType" TEXT,
    "storedBytes" INTEGER,
    "storedName" TEXT,
    CONSTRAINT "Attachment_complaintId_fkey" FOREIGN KEY ("complaintId") REFERENCES "Complaint" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "StatusChange" (
    "seq" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "complaintId" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    CONSTRAINT "StatusChange_complaintId_fkey" FOREIGN KEY ("complaintId") REFERENCES "Complaint" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "OutboxMessage" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "complaintId" TEXT NOT NULL,
    "eventId" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "template" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "recipient" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'pending',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "nextAt" DATETIME NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "sentAt" DATETIME,
    CONSTRAINT "OutboxMessage_complaintId_fkey" FOREIGN KEY ("complaintId") REFERENCES "Complaint" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ActionReceipt" (
    "actionId" TEXT NOT NULL PRIMARY KEY,
    "complaintId" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "contentHash" TEXT NOT NULL,
    "answer" JSONB NOT NULL,
    "at" DATETIME NOT NULL,
    CONSTRAINT "ActionReceipt_complaintId_fkey" FOREIGN KEY ("complaintId") REFERENCES "Complaint" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "Jurisdiction_code_key" ON "Jurisdiction"("code");

-- CreateIndex
CREATE INDEX "District_jurisdictionId_idx" ON "District"("jurisdictionId");

-- CreateIndex
CREATE INDEX "RoutingRule_serviceCode_jurisdictionId_idx" ON "RoutingRule"("serviceCode", "jurisdictionId");

-- CreateIndex
CREATE INDEX "Holiday_date_idx" ON "Holiday"("date");

-- CreateIndex
CREATE UNIQUE INDEX "User_email_key" ON "User"("email");

-- CreateIndex
CREATE INDEX "User_deskId_idx" ON "User"("deskId");

-- CreateIndex
CREATE INDEX "User_departmentId_jurisdictionId_idx" ON "User"("departmentId", "jurisdictionId");

-- CreateIndex
CREATE INDEX "Session_userId_idx" ON "Session"("userId");

-- CreateIndex
CREATE INDEX "Session_expiresAt_idx" ON "Session"("expiresAt");

-- CreateIndex
CREATE UNIQUE INDEX "Complaint_trackingId_key" ON "Complaint"("trackingId");

-- CreateIndex
CREATE INDEX "Complaint_deskId_state_dueAt_idx" ON "Complaint"("deskId", "state", "dueAt");

-- CreateIndex
CREATE INDEX "Complaint_departmentId_jurisdictionId_state_dueAt_idx" ON "Complaint"("departmentId", "jurisdictionId", "state", "dueAt");

-- CreateIndex
CREATE INDEX "Complaint_jurisdictionId_state_receivedAt_idx" ON "Complaint"("jurisdictionId", "state", "receivedAt");

-- CreateIndex
CREATE INDEX "Complaint_officerId_state_idx" ON "Complaint"("officerId", "state");

-- CreateIndex
CREATE INDEX "Complaint_feedSeq_idx" ON "Complaint"("feedSeq");

-- CreateIndex
CREATE INDEX "Event_actorId_at_idx" ON "Event"("actorId", "at");

-- CreateIndex
CREATE UNIQUE INDEX "Event_complaintId_sequence_key" ON "Event"("complaintId", "sequence");

-- CreateIndex
CREATE UNIQUE INDEX "Attachment_complaintId_sha256_key" ON "Attachment"("complaintId", "sha256");

-- CreateIndex
CREATE INDEX "StatusChange_complaintId_idx" ON "StatusChange"("complaintId");

-- CreateIndex
CREATE INDEX "OutboxMessage_status_nextAt_idx" ON "OutboxMessage"("status", "nextAt");

-- Events are append-only (design §5); what may be erased lies in EventPayload.
CREATE TRIGGER "Event_no_update" BEFORE UPDATE ON "Event" BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
CREATE TRIGGER "Event_no_delete" BEFORE DELETE ON "Event" BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
