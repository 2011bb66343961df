-- AlterTable
ALTER TABLE "call_stat" DROP CONSTRAINT "call_stat_pkey",
ADD CONSTRAINT "call_stat_pkey" PRIMARY KEY ("workspace_id", "version_id", "hours", "at", "what", "number_id");
