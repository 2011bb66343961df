-- AlterTable
ALTER TABLE "call" ADD COLUMN     "digested" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "call_digest" (
    "call_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "seq" INTEGER NOT NULL,
    "keys" TEXT[] NOT NULL,
    "tags" TEXT[] NOT NULL,
    "problems" TEXT[] NOT NULL,
    "search" tsvector NOT NULL,
    "number_id" UUID,
    "flow_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "direction" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "party" TEXT NOT NULL,
    "seconds" INTEGER NOT NULL,

    CONSTRAINT "call_digest_pkey" PRIMARY KEY ("call_id")
);

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

-- CreateTable
CREATE TABLE "call_stat" (
    "workspace_id" UUID NOT NULL,
    "version_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "what" TEXT NOT NULL,
    "number_id" UUID NOT NULL,
    "n" DECIMAL(20,6) NOT NULL,
    "hours" DECIMAL(20,6)[] NOT NULL,

    CONSTRAINT "call_stat_pkey" PRIMARY KEY ("workspace_id","version_id","day","what","number_id")
);

-- CreateTable
CREATE TABLE "block_stat" (
    "version_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "node" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    "n" BIGINT NOT NULL,
    "hours" BIGINT[] NOT NULL,

    CONSTRAINT "block_stat_pkey" PRIMARY KEY ("version_id","day","node","what")
);

-- CreateIndex
CREATE INDEX "call_digest_keys_idx" ON "call_digest" USING GIN ("keys");

-- CreateIndex
CREATE INDEX "call_digest_tags_idx" ON "call_digest" USING GIN ("tags");

-- CreateIndex
CREATE INDEX "call_digest_problems_idx" ON "call_digest" USING GIN ("problems");

-- CreateIndex
CREATE INDEX "call_digest_search_idx" ON "call_digest" USING GIN ("search");

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

-- CreateIndex
CREATE UNIQUE INDEX "saved_view_workspace_id_name_key" ON "saved_view"("workspace_id", "name");

-- AddForeignKey
ALTER TABLE "call_digest" ADD CONSTRAINT "call_digest_call_id_fkey" FOREIGN KEY ("call_id") REFERENCES "call"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "saved_view" ADD CONSTRAINT "saved_view_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "call_stat" ADD CONSTRAINT "call_stat_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "block_stat" ADD CONSTRAINT "block_stat_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "flow_version"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The calls that are over and not digested: as small as what ended in the last seconds, however many calls are stored.
CREATE INDEX "call_undigested" ON "call"("id") WHERE NOT "open" AND NOT "digested";

-- Numbers are looked for by how they begin, in any collation.
CREATE INDEX "call_digest_party" ON "call_digest"("workspace_id", "party" text_pattern_ops, "started_at" DESC, "call_id" DESC);

-- Most calls come in. The others would be far apart among them.
CREATE INDEX "call_digest_outgoing" ON "call_digest"("workspace_id", "started_at" DESC, "call_id" DESC) WHERE "direction" = 'outgoing';
