-- CreateTable
CREATE TABLE "kept_key" (
    "name" TEXT NOT NULL,
    "ciphertext" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "kept_key_pkey" PRIMARY KEY ("name")
);
