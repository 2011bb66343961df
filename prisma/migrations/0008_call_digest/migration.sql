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

    CONSTRAINT "call_digest_pkey" PRIMARY KEY ("call_id")
);

-- CreateTable
CREATE TABLE "call_stat" (
    "workspace_id" UUID NOT NULL,
    "hours" SMALLINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "version_id" UUID NOT NULL,
    "number_id" UUID NOT NULL,
    "what" TEXT NOT NULL,
    "n" DECIMAL(20,6) NOT NULL,

    CONSTRAINT "call_stat_pkey" PRIMARY KEY ("workspace_id","hours","at","version_id","number_id","what")
);

-- CreateTable
CREATE TABLE "block_stat" (
    "version_id" UUID NOT NULL,
    "hours" SMALLINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "node" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    "n" BIGINT NOT NULL,

    CONSTRAINT "block_stat_pkey" PRIMARY KEY ("version_id","hours","at","node","what")
);

-- CreateIndex
CREATE INDEX "call_digest_keys_idx" ON "call_digest" USING GIN ("keys");

-- CreateIndex
CREATE INDEX "call_digest_tags_idx" ON "call_digest" USING GIN ("tags");

-- CreateIndex
CREATE INDEX "call_digest_problems_idx" ON "call_digest" USING GIN ("problems");

-- CreateIndex
CREATE INDEX "call_digest_search_idx" ON "call_digest" USING GIN ("search");

-- AddForeignKey
ALTER TABLE "call_digest" ADD CONSTRAINT "call_digest_call_id_fkey" FOREIGN KEY ("call_id") REFERENCES "call"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "call_stat" ADD CONSTRAINT "call_stat_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "block_stat" ADD CONSTRAINT "block_stat_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "flow_version"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The calls that are over and not digested: as small as what ended in the last seconds, however many calls are stored.
CREATE INDEX "call_undigested" ON "call"("id") WHERE NOT "open" AND NOT "digested";
