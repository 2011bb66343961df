-- AlterTable
ALTER TABLE "workspace" ADD COLUMN     "alert_emails" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "alert_silent" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "alert_webhook" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "balance_limit" DOUBLE PRECISION,
ADD COLUMN     "recording_keep_days" INTEGER;

-- AlterTable
ALTER TABLE "phone_number" ADD COLUMN     "keep_days" INTEGER,
ADD COLUMN     "recording_keep_days" INTEGER;

-- AlterTable
ALTER TABLE "alert" ADD COLUMN     "reminded_at" TIMESTAMPTZ(3),
ADD COLUMN     "told_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "call_private" (
    "call_id" UUID NOT NULL,
    "token" TEXT NOT NULL,
    "workspace_id" UUID NOT NULL,
    "ciphertext" BYTEA NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "call_private_pkey" PRIMARY KEY ("call_id","token")
);

-- CreateTable
CREATE TABLE "alert_mute" (
    "workspace_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "until" TIMESTAMPTZ(3),

    CONSTRAINT "alert_mute_pkey" PRIMARY KEY ("workspace_id","code","subject")
);

-- CreateTable
CREATE TABLE "alert_message" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "alert_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "target" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "due_at" TIMESTAMPTZ(3) DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),
    "fault" TEXT,

    CONSTRAINT "alert_message_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "alert_message_due_at_idx" ON "alert_message"("due_at");

-- CreateIndex
CREATE INDEX "alert_message_workspace_id_created_at_idx" ON "alert_message"("workspace_id", "created_at");

-- AddForeignKey
ALTER TABLE "alert_mute" ADD CONSTRAINT "alert_mute_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert_message" ADD CONSTRAINT "alert_message_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert_message" ADD CONSTRAINT "alert_message_alert_id_fkey" FOREIGN KEY ("alert_id") REFERENCES "alert"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Events that know where a recording is: those whose time is over are found without looking at the others, and leave the
-- index when the address is forgotten. An event without one costs it nothing.
CREATE INDEX "call_event_recording" ON "call_event" ("workspace_id", "at")
  WHERE COALESCE(event ->> 'url', event #>> '{result,recordingUrl}', '') NOT IN ('', 'recording:deleted');
