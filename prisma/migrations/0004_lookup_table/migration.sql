-- CreateTable
CREATE TABLE "lookup_table" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "columns" TEXT[],
    "key_kind" TEXT NOT NULL DEFAULT 'text',
    "row_count" INTEGER NOT NULL,
    "revision" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "lookup_table_pkey" PRIMARY KEY ("id")
);

-- CreateTable
-- Keys are compared byte by byte: the same on every server, and an index finds them by their beginning.
CREATE TABLE "lookup_row" (
    "table_id" UUID NOT NULL,
    "revision" UUID NOT NULL,
    "key" TEXT COLLATE "C" NOT NULL,
    "data" JSONB NOT NULL,

    CONSTRAINT "lookup_row_pkey" PRIMARY KEY ("table_id","revision","key")
);

-- CreateIndex
CREATE UNIQUE INDEX "lookup_table_workspace_id_key_key" ON "lookup_table"("workspace_id", "key");

-- AddForeignKey
ALTER TABLE "lookup_table" ADD CONSTRAINT "lookup_table_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lookup_row" ADD CONSTRAINT "lookup_row_table_id_fkey" FOREIGN KEY ("table_id") REFERENCES "lookup_table"("id") ON DELETE CASCADE ON UPDATE CASCADE;
