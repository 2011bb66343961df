-- AlterTable
ALTER TABLE "phone_number" ADD COLUMN     "settings" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "emergency_message" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "emergency_instead" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "emergency_on" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "emergency_until" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "call_count" (
    "workspace_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "call_id" UUID NOT NULL,
    "step" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "call_count_pkey" PRIMARY KEY ("call_id","step")
);

-- CreateIndex
CREATE INDEX "call_count_workspace_id_name_at_idx" ON "call_count"("workspace_id", "name", "at");

-- CreateIndex
CREATE INDEX "call_count_at_idx" ON "call_count"("at");

-- AddForeignKey
ALTER TABLE "call_count" ADD CONSTRAINT "call_count_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;
