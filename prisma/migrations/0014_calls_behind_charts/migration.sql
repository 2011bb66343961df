-- AlterTable
ALTER TABLE "call_digest" ADD COLUMN     "counted" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
ALTER COLUMN "seconds" SET DATA TYPE DECIMAL(15,3);

-- CreateIndex
CREATE INDEX "call_digest_counted_idx" ON "call_digest" USING GIN ("counted");

-- Calls that are over are digested anew, little by little: what they were counted under, and how long they took to the millisecond.
-- That adds nothing to the counts, and until it is done they are found by all else.
UPDATE "call" SET "digested" = false WHERE NOT "open" AND "digested";
