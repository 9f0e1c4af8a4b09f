-- CreateTable
CREATE TABLE "Look" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "complaintId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    "at" DATETIME NOT NULL
);

-- CreateIndex
CREATE INDEX "Look_complaintId_at_idx" ON "Look"("complaintId", "at");

-- CreateIndex
CREATE INDEX "Look_userId_at_idx" ON "Look"("userId", "at");
