-- What was counted by the hour is counted anew, from the calls.
TRUNCATE "call_stat", "block_stat", "call_digest";
UPDATE "call" SET "digested" = false WHERE "digested";

-- AlterTable
ALTER TABLE "call_stat" DROP CONSTRAINT "call_stat_pkey",
DROP COLUMN "at",
ADD COLUMN     "day" DATE NOT NULL,
DROP COLUMN "hours",
ADD COLUMN     "hours" DECIMAL(20,6)[] NOT NULL,
ADD CONSTRAINT "call_stat_pkey" PRIMARY KEY ("workspace_id", "version_id", "day", "what", "number_id");

-- AlterTable
ALTER TABLE "block_stat" DROP CONSTRAINT "block_stat_pkey",
DROP COLUMN "at",
ADD COLUMN     "day" DATE NOT NULL,
DROP COLUMN "hours",
ADD COLUMN     "hours" BIGINT[] NOT NULL,
ADD CONSTRAINT "block_stat_pkey" PRIMARY KEY ("version_id", "day", "node", "what");
