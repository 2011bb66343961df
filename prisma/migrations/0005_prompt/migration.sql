-- CreateTable
CREATE TABLE "prompt" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "prompt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "prompt_take" (
    "id" UUID NOT NULL,
    "prompt_id" UUID NOT NULL,
    "language" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "text" TEXT NOT NULL DEFAULT '',
    "gender" TEXT,
    "storage_key" TEXT,
    "mime" TEXT,
    "bytes" INTEGER,
    "milliseconds" INTEGER,
    "token" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT NOT NULL DEFAULT '',
    "superseded_at" TIMESTAMPTZ(3),

    CONSTRAINT "prompt_take_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "prompt_workspace_id_key_key" ON "prompt"("workspace_id", "key");

-- CreateIndex
CREATE UNIQUE INDEX "prompt_take_token_key" ON "prompt_take"("token");

-- CreateIndex
CREATE INDEX "prompt_take_prompt_id_language_created_at_idx" ON "prompt_take"("prompt_id", "language", "created_at");

-- One take at most is heard in a language. Prisma can't say this index.
CREATE UNIQUE INDEX "prompt_take_heard" ON "prompt_take"("prompt_id", "language") WHERE "superseded_at" IS NULL;

-- AddForeignKey
ALTER TABLE "prompt" ADD CONSTRAINT "prompt_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "prompt_take" ADD CONSTRAINT "prompt_take_prompt_id_fkey" FOREIGN KEY ("prompt_id") REFERENCES "prompt"("id") ON DELETE CASCADE ON UPDATE CASCADE;
