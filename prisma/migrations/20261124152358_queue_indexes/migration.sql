-- CreateIndex
CREATE INDEX "Complaint_transferTargetId_idx" ON "Complaint"("transferTargetId");

-- CreateIndex
CREATE INDEX "Complaint_callbackSample_state_windowEndsAt_idx" ON "Complaint"("callbackSample", "state", "windowEndsAt");

-- CreateIndex
CREATE INDEX "Complaint_updatedAt_idx" ON "Complaint"("updatedAt");

-- CreateIndex
CREATE INDEX "Complaint_parentId_idx" ON "Complaint"("parentId");
