-- CreateTable
CREATE TABLE "RefusedRecord" (
    "name" TEXT NOT NULL PRIMARY KEY,
    "kind" TEXT NOT NULL,
    "trackingId" TEXT,
    "receivedAt" DATETIME,
    "status" INTEGER,
    "problem" TEXT NOT NULL,
    "fields" JSONB NOT NULL,
    "keptAt" DATETIME NOT NULL,
    "doneAt" DATETIME,
    "seenAt" DATETIME,
    "seenById" TEXT
);

-- CreateIndex
CREATE INDEX "RefusedRecord_doneAt_seenAt_keptAt_idx" ON "RefusedRecord"("doneAt", "seenAt", "keptAt");
