-- DropForeignKey
ALTER TABLE "call_event" DROP CONSTRAINT "call_event_call_id_fkey";

-- DropIndex
DROP INDEX "call_workspace_id_phase_idx";

-- DropIndex
DROP INDEX "call_event_call_id_key_key";

-- AlterTable
ALTER TABLE "workspace" ADD COLUMN     "keep_days" INTEGER DEFAULT 90,
ADD COLUMN     "most_calls" INTEGER NOT NULL DEFAULT 1000;

-- AlterTable
ALTER TABLE "phone_number" ADD COLUMN     "busy_message" TEXT;

-- AlterTable
ALTER TABLE "call" ADD COLUMN     "delivery" TEXT,
ADD COLUMN     "due_at" TIMESTAMPTZ(3),
ADD COLUMN     "holder" UUID,
ADD COLUMN     "open" BOOLEAN NOT NULL DEFAULT true;

-- AlterTable
ALTER TABLE "call_event" DROP CONSTRAINT "call_event_pkey",
ADD CONSTRAINT "call_event_pkey" PRIMARY KEY ("call_id", "key");

-- CreateTable
CREATE TABLE "alert" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "subject" TEXT NOT NULL DEFAULT '',
    "message" TEXT NOT NULL,
    "call_id" UUID,
    "count" INTEGER NOT NULL DEFAULT 1,
    "first_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "dismissed_at" TIMESTAMPTZ(3),

    CONSTRAINT "alert_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "alert_workspace_id_code_subject_key" ON "alert"("workspace_id", "code", "subject");

-- AddForeignKey
ALTER TABLE "alert" ADD CONSTRAINT "alert_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Calls of before: what is over is settled, what is under way is looked after at once.
UPDATE "call" SET "open" = ("phase" <> 'over'), "due_at" = CASE WHEN "phase" <> 'over' THEN now() END;

-- The calls that somebody has to look after: as small as what is under way, however many calls are stored.
CREATE INDEX "call_open" ON "call"("workspace_id") WHERE "open";

-- A step changes no indexed column, so with room on the page its new row version needs no index entry.
ALTER TABLE "call" SET (fillfactor = 60, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.05);

-- Who answers a number is kept in memory by every process: they all hear of a change, whoever makes it.
-- (Prisma's engine splits this file at each semicolon: within the body they are written as their code, 073.)
CREATE FUNCTION tell_number_changed() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
  PERFORM pg_notify(''patchbay_numbers'', OLD.token)\073
  RETURN NULL\073
END';
CREATE TRIGGER phone_number_changed AFTER UPDATE OR DELETE ON "phone_number"
  FOR EACH ROW EXECUTE FUNCTION tell_number_changed();
