-- AlterTable
ALTER TABLE "flow" ADD COLUMN     "saved_by" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "flow_version" ADD COLUMN     "published_by" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "flow_checkpoint" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "workspace_id" UUID NOT NULL,
    "flow_id" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "document" JSONB NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "saved_by" TEXT NOT NULL DEFAULT '',
    "saved_at" TIMESTAMPTZ(3) NOT NULL,
    "kept_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "flow_checkpoint_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "flow_visitor" (
    "flow_id" UUID NOT NULL,
    "window_id" UUID NOT NULL,
    "person" TEXT NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "flow_visitor_pkey" PRIMARY KEY ("flow_id","window_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "flow_checkpoint_flow_id_revision_key" ON "flow_checkpoint"("flow_id", "revision");

-- AddForeignKey
ALTER TABLE "flow_checkpoint" ADD CONSTRAINT "flow_checkpoint_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "flow_checkpoint" ADD CONSTRAINT "flow_checkpoint_flow_id_fkey" FOREIGN KEY ("flow_id") REFERENCES "flow"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "flow_visitor" ADD CONSTRAINT "flow_visitor_flow_id_fkey" FOREIGN KEY ("flow_id") REFERENCES "flow"("id") ON DELETE CASCADE ON UPDATE CASCADE;
