-- AlterTable
ALTER TABLE "Presence" ADD COLUMN "writingAt" DATETIME;
