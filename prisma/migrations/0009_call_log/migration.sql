-- AlterTable
ALTER TABLE "call_digest" ADD COLUMN     "direction" TEXT NOT NULL DEFAULT 'incoming',
ADD COLUMN     "flow_id" UUID,
ADD COLUMN     "number_id" UUID,
ADD COLUMN     "outcome" TEXT NOT NULL DEFAULT 'completed',
ADD COLUMN     "party" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "seconds" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- Digests of before.
UPDATE "call_digest" d SET "direction" = c."direction", "flow_id" = v."flow_id", "number_id" = c."number_id",
  "outcome" = COALESCE(c."disposition", 'completed'), "version" = v."number",
  "party" = CASE WHEN c."direction" = 'incoming' THEN c."caller" ELSE c."called" END,
  "seconds" = extract(epoch FROM COALESCE(c."ended_at", c."started_at") - c."started_at")
FROM "call" c, "flow_version" v WHERE c."id" = d."call_id" AND v."id" = c."version_id";

ALTER TABLE "call_digest" ALTER COLUMN "direction" DROP DEFAULT,
ALTER COLUMN "flow_id" SET NOT NULL,
ALTER COLUMN "outcome" DROP DEFAULT,
ALTER COLUMN "party" DROP DEFAULT,
ALTER COLUMN "seconds" DROP DEFAULT,
ALTER COLUMN "version" DROP DEFAULT;

-- CreateTable
CREATE TABLE "saved_view" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "saved_by" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "saved_view_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "saved_view_workspace_id_name_key" ON "saved_view"("workspace_id", "name");

-- CreateIndex
CREATE INDEX "call_digest_workspace_id_started_at_call_id_idx" ON "call_digest"("workspace_id", "started_at" DESC, "call_id" DESC);

-- CreateIndex
CREATE INDEX "call_digest_number_id_started_at_call_id_idx" ON "call_digest"("number_id", "started_at" DESC, "call_id" DESC);

-- CreateIndex
CREATE INDEX "call_digest_flow_id_started_at_call_id_idx" ON "call_digest"("flow_id", "started_at" DESC, "call_id" DESC);

-- CreateIndex
CREATE INDEX "call_digest_flow_id_version_started_at_call_id_idx" ON "call_digest"("flow_id", "version", "started_at" DESC, "call_id" DESC);

-- CreateIndex
CREATE INDEX "call_digest_workspace_id_outcome_started_at_call_id_idx" ON "call_digest"("workspace_id", "outcome", "started_at" DESC, "call_id" DESC);

-- CreateIndex
CREATE INDEX "call_digest_workspace_id_seconds_idx" ON "call_digest"("workspace_id", "seconds");

-- AddForeignKey
ALTER TABLE "saved_view" ADD CONSTRAINT "saved_view_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Numbers are looked for by how they begin, in any collation.
CREATE INDEX "call_digest_party" ON "call_digest"("workspace_id", "party" text_pattern_ops, "started_at" DESC, "call_id" DESC);

-- Most calls come in. The others would be far apart among them.
CREATE INDEX "call_digest_outgoing" ON "call_digest"("workspace_id", "started_at" DESC, "call_id" DESC) WHERE "direction" = 'outgoing';
